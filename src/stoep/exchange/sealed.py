"""Which rows of this room the log seals whole."""

from __future__ import annotations

from stoep.exchange.models import Card, Followed, Question, Reply, Report, Takeover, Visit, VisitAnswer
from stoep.record.rows import Sealed

_KEY = {"posted_key": "keeps a form from counting twice; no page shows it"}
_ELSEWHERE = {"card": "a row of another neighbourhood, which may move away; its title and place are sealed"}
_THEIRS = {"their_id": "the number that another server gave it"}
ROWS: tuple[Sealed, ...] = (
    Sealed(
        Followed, of="neighbourhood",
        leave={
            "size": "how far their log had come at the newest look, which is no act of anybody",
            "looked_at": "when the machine last looked, which is no act of anybody",
            "fault": "what came of the newest look, which is no act of anybody",
        },
        stays={
            "origin": "the name of a log, by which its signature is checked",
            "key": "a public key, which nobody typed",
        },
    ),
    Sealed(
        Card, of="neighbourhood",
        leave=_KEY | {"plain": "the other texts once more, as they are searched; no page shows it"},
        along=("written_from__name", "written_from__kind"),
        stays=_THEIRS | {"figures": "official figures, as numbers"},
    ),
    Sealed(Visit, of="neighbourhood", leave=_KEY | _ELSEWHERE),
    # In the log of whoever says it: the one that is visited.
    Sealed(VisitAnswer, of="neighbourhood", leave={"visit": "a row of another neighbourhood, which may move away"}),
    Sealed(Report, of="visit__neighbourhood"),
    Sealed(Takeover, of="neighbourhood", leave=_KEY | _ELSEWHERE, stays=_THEIRS),
    Sealed(Question, of="neighbourhood", leave=_KEY | _ELSEWHERE),
    Sealed(Reply, of="question__neighbourhood", leave=_KEY),
)  # fmt: skip
