"""When two who ask something of residents ask the same people in the same weeks, and how many hours it all takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from stoep.places.streets import key

LIMITS = {"what": 160, "asked_by": 120, "place": 160, "street": 80, "why": 300, "link": 300, "name": 120}
WORDS_LIMIT = 1500
MOST_DAYS = 60
MOST_STREETS = 60
LONGEST = timedelta(days=366)
FURTHEST = timedelta(days=2 * 366)
MOST_PEOPLE, MOST_MINUTES = 200_000, 6_000
EVERYBODY = "everybody"
# Two groups that share ages; every other pair of different groups is taken to be other people.
_SHARE_AGES = (frozenset({"12-17", "16-27"}),)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.u](\d{2}))?\s*(?:uur|u)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asking:
    """Something that is asked: on these days, or (without any) all the time from the first until the last day.

    No streets: the whole neighbourhood. `groups` are codes of models.Group.
    """

    first_on: date
    last_on: date
    days: Sequence[date] = ()
    streets: Sequence[str] = ()
    groups: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """In which weeks (their Mondays), streets and groups two ask the same; no streets: the whole neighbourhood."""

    weeks: list[date] = field(default_factory=list)
    streets: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


def monday_of(day: date) -> date:
    """The Monday of the week in which this day lies."""
    return day - timedelta(days=day.weekday())


def clock(typed: str) -> str | None:
    """The time "19:30" in what somebody typed ("19.30", "19u30", "8 uur"); "" for nothing, None when it is no time."""
    if not typed.strip():
        return ""
    found = _CLOCK.fullmatch(typed.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def weeks_of(asking: Asking) -> list[date]:
    """The Mondays of the weeks in which it is asked, the first one first."""
    if asking.days:
        return sorted({monday_of(day) for day in asking.days})
    first, last = monday_of(asking.first_on), monday_of(asking.last_on)
    return [first + timedelta(days=7 * number) for number in range((last - first).days // 7 + 1)]


def overlap(one: Asking, other: Asking) -> Overlap | None:
    """Where two ask the same people in the same weeks; None when they do not. It does not matter who comes first."""
    weeks = sorted(set(weeks_of(one)) & set(weeks_of(other)))
    groups = _shared_groups(one.groups, other.groups)
    streets = _shared_streets(one.streets, other.streets)
    return Overlap(weeks, streets, groups) if weeks and groups and streets is not None else None


def _shared_groups(one: Sequence[str], other: Sequence[str]) -> list[str]:
    found: set[str] = set()
    for mine in one:
        for theirs in other:
            if mine == theirs or theirs == EVERYBODY:
                found.add(mine)
            elif mine == EVERYBODY:
                found.add(theirs)
            elif frozenset({mine, theirs}) in _SHARE_AGES:
                found |= {mine, theirs}
    return sorted(found - {EVERYBODY}) or sorted(found)


def _shared_streets(one: Sequence[str], other: Sequence[str]) -> list[str] | None:
    """The streets of both, as the first one writes them; [] for the whole neighbourhood, None for no street at all."""
    if not one or not other:
        return sorted(one or other)
    theirs = {key(street) for street in other}
    return sorted(street for street in one if key(street) in theirs) or None


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """Three months of a year; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        return self.later(1).first_on - timedelta(days=1)

    def later(self, count: int) -> Quarter:
        """The quarter so many later; before, with a number below nought."""
        year, number = divmod(4 * self.year + self.number - 1 + count, 4)
        return Quarter(year, number + 1)


def quarter_of(day: date) -> Quarter:
    """The quarter in which this day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def share_in(asking: Asking, first_on: date, last_on: date) -> float:
    """Which part of it, from 0 to 1, is asked from the first until the last of these days: by its days."""
    if asking.days:
        return sum(first_on <= day <= last_on for day in asking.days) / len(asking.days)
    whole = (asking.last_on - asking.first_on).days + 1
    within = (min(asking.last_on, last_on) - max(asking.first_on, first_on)).days + 1
    return max(0, within) / whole


def minutes_in(asking: Asking, people: int, minutes: int, first_on: date, last_on: date) -> float:
    """How many minutes of all residents together fall between these days: people × minutes × the part in them."""
    return people * minutes * share_in(asking, first_on, last_on)


def in_weeks(asking: Asking, monday: date, count: int) -> bool:
    """Whether it is asked in one of so many weeks from this Monday."""
    until = monday + timedelta(days=7 * count)
    if asking.days:
        return any(monday <= day < until for day in asking.days)
    return asking.first_on < until and asking.last_on >= monday


def tidy_streets(typed: Iterable[str]) -> list[str]:
    """Each street once, in the order in which they were given, however it was written."""
    found: dict[str, str] = {}
    for street in typed:
        if letters := key(street):
            found.setdefault(letters, street)
    return list(found.values())
