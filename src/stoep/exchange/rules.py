"""In what two neighbourhoods are alike, by official figures; and by when a question is to be answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

LIMITS = {
    "title": 160, "spot": 160, "for_whom": 160, "call": 200, "asked_by": 120, "institute": 160, "answered_by": 160,
    "why": 300, "link": 300, "name": 120, "clock": 60,
}  # fmt: skip
WORDS_LIMIT = 2000
ANSWER_WITHIN = timedelta(weeks=8)
MOST_DAYS_TO_ANSWER = 366
# How far two figures may lie apart to be called about the same: a part of the larger one, or so many per cent points.
PARTS = {"inhabitants": 0.4, "density": 0.4, "household-size": 0.12}
POINTS = {"share-0-15": 4.0, "share-65": 5.0, "owner-occupied": 10.0}
FIGURES = (*PARTS, *POINTS)


@dataclass(frozen=True, slots=True)
class Alike:
    """A figure that is about the same in two places, by its name, with what it is here and there."""

    figure: str
    here: float
    there: float


def derived(numbers: Mapping[str, float]) -> dict[str, float]:
    """The figures that are compared, out of the official ones: shares, not counts, since places differ in size."""
    found = {name: numbers[name] for name in ("inhabitants", "household-size", "owner-occupied") if name in numbers}
    people = numbers.get("inhabitants", 0)
    if people > 0:
        for share, count in (("share-0-15", "inhabitants-0-15"), ("share-65", "inhabitants-65")):
            if count in numbers:
                found[share] = 100 * numbers[count] / people
        if numbers.get("land", 0) > 0:
            found["density"] = 100 * people / numbers["land"]
    return {name: round(value, 1) for name, value in found.items()}


def alike(here: Mapping[str, float], there: Mapping[str, float]) -> list[Alike]:
    """The figures that are about the same, in a fixed order: no sum, no rank. What one of them lacks is left out."""
    found = []
    for name in FIGURES:
        if name in here and name in there and _close(name, here[name], there[name]):
            found.append(Alike(name, here[name], there[name]))
    return found


def _close(name: str, one: float, other: float) -> bool:
    apart = abs(one - other)
    return apart <= POINTS[name] if name in POINTS else apart <= PARTS[name] * max(abs(one), abs(other))


def fits(found: Iterable[Alike], wanted: Collection[str]) -> bool:
    """Whether everything that somebody asked for is alike."""
    return set(wanted) <= {each.figure for each in found}


def is_late(due_on: date, is_answered: bool, today: date) -> bool:
    """Whether a question that was asked should have been answered by now."""
    return not is_answered and due_on < today
