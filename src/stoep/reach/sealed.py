"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.reach.models import Edition, Round, Step
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
ROWS: tuple[Sealed, ...] = (
    Sealed(
        Round,
        of="neighbourhood",
        leave=_KEY,
        later={"activity_id": None},
        stays={"parts": "codes and names of official areas"},
    ),
    Sealed(
        Edition,
        of="round__neighbourhood",
        leave=_KEY,
        stays={"marks": "numbers and codes of ours", "margins": "official figures, as they were published"},
    ),
    Sealed(
        Step, of="edition__round__neighbourhood", leave=_KEY, stays={"group": "codes of ours, or of official areas"}
    ),
)
