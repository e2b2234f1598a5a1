"""Which rows of this room the log seals whole. What is whispered is not among them: a log tells when."""

from __future__ import annotations

from stoep.conflicts.models import Closing, Conflict, Hiding, Outcome, Park, Party, Reached, Stance, Statement, Step
from stoep.record.rows import Sealed

_APART = "hidden with a mark of its own: actions.hide"
ROWS: tuple[Sealed, ...] = (
    Sealed(
        Conflict,
        of="neighbourhood",
        leave={"posted_key": "keeps a form from counting twice; no page shows it"},
        many=("items",),
    ),
    Sealed(Party, of="conflict__neighbourhood", along=("organisation__name", "organisation__kind")),
    Sealed(
        Statement,
        of="party__conflict__neighbourhood",
        stays=dict.fromkeys(("position", "interests", "values", "not_negotiable", "correction"), _APART),
    ),
    Sealed(Step, of="conflict__neighbourhood"),
    Sealed(Outcome, of="conflict__neighbourhood"),
    Sealed(Stance, of="party__conflict__neighbourhood", stays={"words": _APART}),
    Sealed(Park, of="conflict__neighbourhood"),
    Sealed(Closing, of="conflict__neighbourhood"),
    Sealed(
        Hiding,
        of="neighbourhood",
        leave={"kept": "what two keys hid, encrypted: the open log holds nothing by which it could be guessed"},
        later={"first_id": None},
    ),
    Sealed(Reached, of="post__neighbourhood"),
)
