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
    EarlierResult,
    Finding,
    Help,
    HelpPoint,
    Idea,
    LetterOrder,
    Mark,
    Objection,
    Observer,
    Part,
    Pile,
    PileChange,
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
_REMINDED = {"reminded_on": "when a reminder went out; nothing of the round follows from it"}
_HASH = {"sheet_hash": "a hash that is worked out; nobody types in it"}
_NUMBERS = {"tie_order": "numbers of the ballot, in the order that was drawn"}
_BOX = dict.fromkeys(("name", "public", "closed_hash", "left_out", "stacks"), "is worked out; nobody types in it")
_ORDER = {"file": "a name by chance; nobody types in it", "per_part": "numbers of letters"}
_GOING = dict.fromkeys(("done", "moved_at"), "how far making them is; it passes within minutes")
_RESULT = dict.fromkeys(
    ("ballots", "rule", "outcome"), "worked out from ballots; the titles in it stand with the plans"
)
_EARLIER = dict.fromkeys(("left_out", "results"), "worked out from ballots; the titles in it stand with the plans")
_MARK = dict.fromkeys(("mark", "choices"), "drawn and counted; nobody types in it")
_FOLLOWED = {"in_place_of_id": None, "since_at": None, "until_at": None, "until_why": ""}
_PILE = {"begun_by_id": None, "withdrawn_at": None, "again_id": None}
_ASKED = {"number": None, "refused_by_id": None, "refused_why": ""}
_NETWORK = {"network": "of a public place, read from the connection and cut short; nobody types it"}
_ROUND = "round__neighbourhood"
_IDEA = "idea__round__neighbourhood"
ROWS: tuple[Sealed, ...] = (
    Sealed(Round, of="neighbourhood", leave=_KEY | _REMINDED, many=("venues",), stays=_NUMBERS),
    Sealed(Part, of=_ROUND),
    Sealed(Counter, of=_ROUND, stays=_HASH, later=dict.fromkeys(("confirmed_by_id", "person_id", "moved_on"))),
    Sealed(Observer, of=_ROUND, later=_FOLLOWED),
    Sealed(HelpPoint, of=_ROUND, stays=_NETWORK),
    Sealed(Finding, of=_ROUND, leave=_KEY),
    Sealed(Decision, of=_ROUND, many=("named",), later={"named": []}),
    Sealed(Award, of=f"idea__{_ROUND}", later={"told_on": None, "lost_at": None}),
    Sealed(Spending, of=f"award__idea__{_ROUND}", leave=_KEY),
    Sealed(Turn, of=f"award__idea__{_ROUND}", leave=_KEY),
    Sealed(Box, of=_ROUND, stays=_BOX, later={"key_decision_id": None}),
    Sealed(LetterOrder, of=_ROUND, leave=_KEY | _GOING, stays=_ORDER, later={"with_letters": False}),
    Sealed(Pile, of=_ROUND, leave=_KEY, later=_PILE),
    Sealed(PileChange, of=f"pile__{_ROUND}", leave=_KEY),
    Sealed(Replacement, of=_ROUND, leave=_KEY, later=_ASKED),
    Sealed(Result, of="part__round__neighbourhood", stays=_RESULT),
    Sealed(EarlierResult, of=_ROUND, stays=_EARLIER),
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
