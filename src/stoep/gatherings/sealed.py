"""Which rows of this room the log seals whole. Counts of answers, used codes and letterboxes it does not:

tests/rooms/gatherings.py names them with the reason.
"""

from __future__ import annotations

from stoep.gatherings.models import (
    Activity,
    Edition,
    Photo,
    PhotoRound,
    QuarterEdition,
    Said,
    Sending,
    Translation,
    Whom,
    Wording,
)
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
ROWS: tuple[Sealed, ...] = (
    Sealed(Activity, of="neighbourhood", leave=_KEY, later={"why_new": ""}),
    Sealed(Whom, of="activity__neighbourhood", leave=_KEY),
    Sealed(Translation, of="activity__neighbourhood", leave=_KEY),
    Sealed(Wording, of="neighbourhood", leave=_KEY),
    Sealed(Edition, of="activity__neighbourhood", stays={"marks": "counts, and codes for what is hidden"}),
    Sealed(QuarterEdition, of="neighbourhood", stays={"marks": "counts, and codes for what is hidden"}),
    Sealed(Said, of="activity__neighbourhood"),
    Sealed(PhotoRound, of="activity__neighbourhood", leave=_KEY),
    Sealed(Photo, of="round__activity__neighbourhood"),
    Sealed(Sending, of="activity__neighbourhood", leave=_KEY, later={"blocks": 0}),
)
