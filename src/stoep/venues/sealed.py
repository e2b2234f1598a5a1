"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.record.rows import Sealed
from stoep.venues.models import Booking, OtherDay, Room, Venue, Welcome

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
_TIMES = {"hours": "times of the day"}
ROWS: tuple[Sealed, ...] = (
    Sealed(Venue, of="neighbourhood", leave=_KEY, stays=_TIMES),
    Sealed(Welcome, of="venue__neighbourhood"),
    Sealed(OtherDay, of="venue__neighbourhood", stays=_TIMES),
    Sealed(Room, of="venue__neighbourhood"),
    Sealed(Booking, of="room__venue__neighbourhood", leave=_KEY, along=("booked_from__name", "booked_from__kind")),
)
