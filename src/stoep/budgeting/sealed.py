"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.budgeting.models import (
    Argument,
    Award,
    BallotWords,
    Box,
    Consent,
    Counter,
    Decision,
    Finding,
    Help,
    Idea,
    LetterOrder,
    Mark,
    Objection,
    Observer,
    Part,
    Pile,
    Repair,
    Replacement,
    Result,
    Round,
    Spending,
    Turn,
    Verdict,
    VoteWording,
)
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
_HASH = {"sheet_hash": "a hash that is worked out; nobody types in it"}
_NUMBERS = {"tie_order": "numbers of the ballot, in the order that was drawn"}
_BOX = dict.fromkeys(("name", "public", "closed_hash", "left_out", "stacks"), "is worked out; nobody types in it")
_ORDER = {"file": "a name by chance; nobody types in it", "per_part": "numbers of letters"}
_GOING = dict.fromkeys(("done", "moved_at"), "how far making them is; it passes within minutes")
_RESULT = dict.fromkeys(
    ("ballots", "rule", "outcome"), "worked out from ballots; the titles in it stand with the plans"
)
_MARK = dict.fromkeys(("mark", "choices"), "drawn and counted; nobody types in it")
_ROUND = "round__neighbourhood"
_IDEA = "idea__round__neighbourhood"
ROWS: tuple[Sealed, ...] = (
    Sealed(Round, of="neighbourhood", leave=_KEY, many=("venues",), stays=_NUMBERS),
    Sealed(Part, of=_ROUND),
    Sealed(Counter, of=_ROUND, stays=_HASH),
    Sealed(Observer, of=_ROUND),
    Sealed(Finding, of=_ROUND, leave=_KEY),
    Sealed(Decision, of=_ROUND),
    Sealed(Award, of=f"idea__{_ROUND}"),
    Sealed(Spending, of=f"award__idea__{_ROUND}", leave=_KEY),
    Sealed(Turn, of=f"award__idea__{_ROUND}", leave=_KEY),
    Sealed(Box, of=_ROUND, stays=_BOX),
    Sealed(LetterOrder, of=_ROUND, leave=_KEY | _GOING, stays=_ORDER, later={"with_letters": False}),
    Sealed(Replacement, of=_ROUND, leave=_KEY),
    Sealed(Pile, of=_ROUND, leave=_KEY),
    Sealed(Result, of="part__round__neighbourhood", stays=_RESULT),
    Sealed(Mark, of="part__round__neighbourhood", stays=_MARK),
    Sealed(Objection, of=_ROUND, leave=_KEY),
    Sealed(Idea, of=_ROUND),
    Sealed(Verdict, of=_IDEA, leave=_KEY),
    Sealed(Repair, of=_IDEA, leave=_KEY),
    Sealed(Help, of=_IDEA),
    Sealed(Consent, of=_IDEA),
    Sealed(Argument, of=_IDEA),
    Sealed(BallotWords, of=_IDEA, leave=_KEY),
    Sealed(VoteWording, of="neighbourhood", leave=_KEY),
)
