"""What an answer, a link, a paper and an override must hold, what is late, and when councils are elected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from stoep.network.rules import LEADING_SIDES, MUNICIPALITY

if TYPE_CHECKING:
    from stoep.network.standing import Standing

AdviceState = Literal["decided", "withdrawn", "open", "late", "answered", "answered-late"]
LinkState = Literal["ended", "stands", "contradicted", "waits", "late"]
Word = Literal["residents", "municipality", ""]

TITLE_LIMIT = 160
WORDS_LIMIT = 3000
# Six weeks: what the Awb gives an administrative body for an objection (art. 7:10), and long enough for a council.
ANSWER_DAYS = 42
# Further ahead nobody remembers what was asked; within it lies a whole budget year.
LONGEST_CLOCK = timedelta(days=366 * 2)
# An answer on paper may have been asked before somebody typed it over.
OLDEST_QUESTION = timedelta(days=366 * 2)
LONGEST_OVERRIDE = timedelta(days=366 * 4)
# Statutory budget functions of municipalities: 0.1 to 8.3 (Regeling vaststelling taakvelden), with a letter or a second
# digit where one was split (0.61, 6.71a).
_TAAKVELD = re.compile(r"[0-8]\.[1-9][0-9]?[a-e]?")


def elections(since: date, until: date) -> list[date]:
    """The days of municipal elections from `since` up to and including `until`.

    Every four years on the third Wednesday of March (Kieswet art. F 1): 19 March 2014, 21 March 2018, 16 March 2022,
    18 March 2026. A council that is elected at another time, as after a merger of municipalities, is not known here.
    """
    years = (year for year in range(since.year, until.year + 1) if year % 4 == 2)
    days = (_third_wednesday_of_march(year) for year in years)
    return [day for day in days if since <= day <= until]


def _third_wednesday_of_march(year: int) -> date:
    first = date(year, 3, 1)
    return first + timedelta(days=(2 - first.weekday()) % 7 + 14)


def term_at(day: date) -> tuple[date, date]:
    """The election with which the council of this day began, and the next one: (begins on, ends on)."""
    near = elections(day - timedelta(days=366 * 5), day + timedelta(days=366 * 5))
    return max(each for each in near if each <= day), min(each for each in near if each > day)


def is_taakveld(typed: str) -> bool:
    """Whether this can be a statutory budget function, as "6.1"."""
    return _TAAKVELD.fullmatch(typed) is not None


def advice_state(*, due_on: date | None, answered_on: date | None, withdrawn: bool, today: date) -> AdviceState:
    """How an advice stands on `today`. Without a date nobody owes an answer: residents decided it themselves."""
    if due_on is None:
        return "decided"
    if answered_on is not None:
        return "answered-late" if answered_on > due_on else "answered"
    if withdrawn:
        return "withdrawn"
    return "late" if today > due_on else "open"


def days_late(due_on: date | None, ended_on: date | None, today: date) -> int:
    """How many days past its date something is, or was when it came; 0 when it is not."""
    if due_on is None:
        return 0
    return max(0, ((ended_on or today) - due_on).days)


def refused_clock(asked_on: date, due_on: date | None, today: date) -> str:
    """Why these dates cannot be: "asked-later", "asked-too-old", "due-passed", "due-too-far", "no-due", or ""."""
    if asked_on > today:
        return "asked-later"
    if asked_on < today - OLDEST_QUESTION:
        return "asked-too-old"
    if due_on is None:
        return "no-due"
    if due_on < today:
        return "due-passed"
    return "due-too-far" if due_on > today + LONGEST_CLOCK else ""


def asks_reason(kind: str) -> bool:
    """Whether this answer asks for a reason: whoever does not follow, wholly, says why."""
    return kind != "follows"


def word_of(side: str) -> Word:
    """For whom somebody speaks of a link: residents (with the independent organisation), municipality, or neither."""
    if side in LEADING_SIDES:
        return "residents"
    return "municipality" if side == MUNICIPALITY else ""


@dataclass(frozen=True, slots=True)
class Words:
    """What both sides say of a link: None when a side has not spoken."""

    residents: bool | None
    municipality: bool | None


def link_state(*, words: Words, ended: bool, due_on: date, today: date) -> LinkState:
    """How a link stands: it waits for a side that has not spoken, and is late when the municipality does not."""
    if ended:
        return "ended"
    if words.municipality is None:
        return "late" if today > due_on else "waits"
    if words.residents is False or words.municipality is False:
        return "contradicted"
    return "waits" if words.residents is None else "stands"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a document: since when each can see it, and whether a ground for secrecy is given."""

    title: str
    officials_from_on: date
    public_from_on: date | None
    has_ground: bool


def not_public(papers: Iterable[Paper], today: date) -> list[str]:
    """The titles of papers on which nothing may rest yet: not public today, and without a ground."""
    return [
        paper.title
        for paper in papers
        if not paper.has_ground and (paper.public_from_on is None or paper.public_from_on > today)
    ]


def days_between(officials_from_on: date, public_from_on: date | None) -> int | None:
    """How many days professionals had it before residents; 0 is at the same time, less is after; None: not public."""
    return None if public_from_on is None else (public_from_on - officials_from_on).days


def refused_period(decided_on: date, since_on: date, until_on: date, today: date) -> str:
    """Why an override cannot have these dates: "decided-later", "ends-before", "too-long", "passed", or ""."""
    if decided_on > today:
        return "decided-later"
    if until_on < since_on:
        return "ends-before"
    if until_on - since_on > LONGEST_OVERRIDE:
        return "too-long"
    return "passed" if until_on < today else ""


# Bodies with which a neighbourhood has no seat or post: what they write is copied over, with its source.
OUTSIDE = frozenset({"province", "water", "state", "other"})
OF_MUNICIPALITY = frozenset({"council", "executive", "mayor"})


def speaks_for(standing: Standing, organisation: int | None) -> bool:
    """Whether somebody of the network works for this organisation: by what they said themselves, never by a name."""
    if organisation is None or standing.person is None:
        return False
    return standing.in_network and standing.person.organisation_id == organisation


def may_answer(standing: Standing, competent: str, organisation: int | None) -> bool:
    """Whether somebody may write down what the competent body answers.

    For the council only its clerk; for the executive and the mayor somebody of the municipality who is not only the
    clerk; for any other its own people.
    """
    if not speaks_for(standing, organisation):
        return False
    if competent == "council":
        return standing.is_clerk
    return standing.seat is not None or bool(standing.posts - {"clerk"})


def may_copy(standing: Standing, competent: str) -> bool:
    """Whether somebody may copy an answer from a letter or decision: whoever leads, from bodies outside the network."""
    return standing.leads and competent in OUTSIDE


def fits(competent: str, kind: str) -> bool:
    """Whether an organisation of this kind can be what this body belongs to."""
    if competent in OF_MUNICIPALITY:
        return kind == MUNICIPALITY
    if competent == "corporation":
        return kind == "housing"
    return competent in OUTSIDE and kind not in LEADING_SIDES
