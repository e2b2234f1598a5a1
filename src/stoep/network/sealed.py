"""Which rows of the network the log seals whole, and those of places that its acts write."""

from __future__ import annotations

from stoep.network.models import (
    Change,
    Charter,
    Door,
    Interest,
    Partnership,
    Post,
    Review,
    ReviewWord,
    Seat,
)
from stoep.places.models import Neighbourhood, Reading
from stoep.record.rows import Sealed

_ORGANISATION = ("organisation__name", "organisation__kind")
ROWS = (
    Sealed(
        Neighbourhood,
        of="pk",
        leave={"areas": "official areas get new rows each year; `shown` lays their codes beside the log"},
    ),
    Sealed(Reading, of="neighbourhood"),
    Sealed(Door, of="neighbourhood"),
    Sealed(Partnership, of="neighbourhood", later={"two_keys_since_on": None}),
    Sealed(Charter, of="partnership__neighbourhood"),
    Sealed(
        Seat,
        of="partnership__neighbourhood",
        along=_ORGANISATION,
        later={"appointed": "", "term_until_on": None, "weight": 1},
    ),
    Sealed(Post, of="neighbourhood", along=_ORGANISATION),
    Sealed(
        Change,
        of="partnership__neighbourhood",
        along=_ORGANISATION,
        later={"appointed": "", "values": {}, "expires_on": None},
    ),
    Sealed(Interest, of="seat__partnership__neighbourhood"),
    Sealed(Review, of="partnership__neighbourhood"),
    Sealed(ReviewWord, of="review__partnership__neighbourhood"),
)
