"""When an answer is owed after a change of power, who gives it, and what a notice must keep. No Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from stoep.tables.rules import GROUNDS as GROUNDS

if TYPE_CHECKING:
    from stoep.network.standing import Standing

DAYS_TO_ANSWER = 100
WORDS_LIMIT = 2000
CALLED_LIMIT = 120
# A change of power further back is a slip of the finger; one that is known is at most so far ahead.
OLDEST, FURTHEST = timedelta(days=366 * 2), timedelta(days=100)
# A council is chosen, makes a coalition and has aldermen: only a municipality has these.
MUNICIPAL = frozenset({"election", "coalition", "alderman"})
# Awb 4:51 lid 1: three successive years or more, for the same lasting activities.
LASTING_YEARS = 3
# The law names no number of months. This is our advice: a budget year, in which people and rooms can be let go of.
NOTICE_MONTHS = 12

State = Literal["confirm", "renegotiate", "stop", "over", "waiting", "late"]
Ground = Literal["lasting", "running", ""]


def answer_by(on: date, recorded_on: date) -> date:
    """The last day to answer: a hundred days from the change, or from when it was written down if that was later."""
    return max(on, recorded_on) + timedelta(days=DAYS_TO_ANSWER)


def days_left(last_on: date, today: date) -> int:
    """Days still to go; 0 on the last day itself, below zero when it has passed."""
    return (last_on - today).days


def state_of(*, last_on: date, reply: str, is_over: bool, today: date) -> State:
    """How one line stands: by its newest reply; else it ended meanwhile, waits, or is late."""
    if reply in ("confirm", "renegotiate", "stop"):
        return reply  # type: ignore[return-value]  # narrowed by the line above
    if is_over:
        return "over"
    return "late" if today > last_on else "waiting"


def refused_day(on: date, today: date) -> str:
    """Why a change of power cannot be on this day: "too-old", "too-far", or "" when it can."""
    if on < today - OLDEST:
        return "too-old"
    return "too-far" if on > today + FURTHEST else ""


def may_change_power(kind: str, side: str) -> bool:
    """Whether this kind of organisation can have this kind of change. Residents are chosen at their own table."""
    if kind in MUNICIPAL:
        return side == "municipality"
    return kind == "director" and side != "resident"


def may_answer(standing: Standing, organisation: int) -> bool:
    """Whether somebody answers for this organisation (by key): they take part here, and said that they work there."""
    return standing.in_network and standing.person is not None and standing.person.organisation_id == organisation


def add_years(day: date, years: int) -> date:
    """The same day so many years later; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - timedelta(days=1)).day))


@dataclass(frozen=True, slots=True)
class Grant:
    """What is known of a subsidy or contract. `lasting`: for the same activities, year after year."""

    kind: str
    since_on: date
    until_on: date | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """The earliest day on which something can end with a decent notice, and what that rests on.

    "lasting": a subsidy of three years or more (Awb 4:51 lid 1); "running": its own period is not over yet.
    """

    on: date
    ground: Ground


def is_lasting(grant: Grant, today: date) -> bool:
    """Whether a subsidy has run for three years or more for the same activities, or is granted for that long.

    The last day counts: from 1 January 2024 up to and including 31 December 2026 is three years.
    """
    if grant.kind != "subsidy" or not grant.lasting:
        return False
    last_on = max(today, grant.until_on or today)
    return add_years(grant.since_on, LASTING_YEARS) <= last_on + timedelta(days=1)


def notice(
    grant: Grant | None, today: date, months: int = NOTICE_MONTHS, announced_on: date | None = None
) -> Notice | None:
    """From which day somebody who wants to stop can end it with decent notice; None: no date is asked.

    The months count from the day on which it was announced: today, unless it was said before. Awb 4:51 lid 2: when a
    period ends before the notice has passed, the subsidy goes on for what is left of it.
    """
    if grant is None:
        return None
    runs_until = grant.until_on if grant.until_on and grant.until_on > today else None
    if is_lasting(grant, today):
        earliest = add_months(announced_on or today, months)
        return Notice(max(earliest, runs_until or earliest), "lasting")
    return Notice(runs_until, "running") if runs_until else None


def is_short(stop_on: date, advised: Notice | None) -> bool:
    """Whether this end comes before the day that keeps the notice."""
    return advised is not None and stop_on < advised.on


@dataclass(frozen=True, slots=True)
class Handed:
    """One change of person: on which day, who left and who came, as they are called."""

    on: date
    leaves: str
    comes: str


def holder_now(called: str, said_on: date, handed: Iterable[Handed], today: date) -> Handed | None:
    """Who answers today for what `called` promised on `said_on`: the last in the row of successors.

    None: nobody took over from them. The organisation stays responsible all along.
    """
    last: Handed | None = None
    for one in sorted(handed, key=lambda each: each.on):
        if not said_on <= one.on <= today:
            continue
        now = last.comes if last else called
        if one.leaves and one.leaves.strip().casefold() == now.strip().casefold():
            last = one
    return last


def cents_of(typed: str) -> int | None:
    """The whole cents in an amount as people write it: "12.500", "€ 12.500,50", "12500.50"; None when it is none."""
    text = "".join(sign for sign in typed.replace("€", "") if not sign.isspace()).removesuffix(",-")
    whole, comma, part = text.partition(",")
    if not comma and len(text) > 3 and text[-3] == "." and text.count(".") == 1:
        whole, comma, part = text.partition(".")
    groups = whole.split(".")
    grouped = len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    digits = "".join(groups)
    if not (grouped and digits.isascii() and digits.isdigit() and len(digits) <= 12):
        return None
    if comma and not (part.isascii() and part.isdigit() and len(part) == 2):
        return None
    return int(digits) * 100 + int(part or 0)
