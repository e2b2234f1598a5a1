"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.budgeting.models import Counter, Decision, Idea, Part, Repair, Round, Verdict
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
_HASH = {"sheet_hash": "a hash that is worked out; nobody types in it"}
_NUMBERS = {"tie_order": "numbers of the ballot, in the order that was drawn"}
_ROUND = "round__neighbourhood"
_IDEA = "idea__round__neighbourhood"
ROWS: tuple[Sealed, ...] = (
    Sealed(Round, of="neighbourhood", leave=_KEY, many=("venues",), stays=_NUMBERS),
    Sealed(Part, of=_ROUND),
    Sealed(Counter, of=_ROUND, stays=_HASH),
    Sealed(Decision, of=_ROUND),
    Sealed(Idea, of=_ROUND),
    Sealed(Verdict, of=_IDEA, leave=_KEY),
    Sealed(Repair, of=_IDEA, leave=_KEY),
)
