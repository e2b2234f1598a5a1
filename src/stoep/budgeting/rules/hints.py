"""What should make observers look closer. It is said in public beforehand, and deletes nothing by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

FROM_ONE_NETWORK = 5  # more ballots than this of one network in one hour
NIGHT, DAYTIME = range(1, 5), range(8, 22)  # from 01:00 until 05:00, and from 08:00 until 22:00
FEWEST_AT_NIGHT = 10
FEWEST_REPLACED = 5
GIVEN_IN_AN_HOUR = 5  # new letters; at night one is enough: then no place is open
FULL_PER_HUNDRED = 80  # of the reserve


@dataclass(frozen=True, slots=True)
class Peak:
    """An hour of the night in which many voted, and how many an hour of the day before brought."""

    hour: datetime
    many: int
    usual: int


@dataclass(frozen=True, slots=True)
class Rush:
    """An hour in which many new letters were given, or one of the night in which any was."""

    hour: datetime
    many: int
    is_night: bool


def night_peaks(counts: Mapping[datetime, int]) -> list[Peak]:
    """The hours of the night with ten ballots or more, and more than half of what an hour of the day before brought.

    `counts`: ballots by the beginning of their hour, as the clock of the wijk has it. An hour that was told stays told,
    whatever comes in later.
    """
    found = []
    for hour, many in sorted(counts.items()):
        before = hour.date() - timedelta(days=1)
        by_day = sum(each for at, each in counts.items() if at.date() == before and at.hour in DAYTIME)
        if hour.hour in NIGHT and many >= FEWEST_AT_NIGHT and 2 * many * len(DAYTIME) > by_day:
            found.append(Peak(hour, many, round(by_day / len(DAYTIME))))
    return found


def rushes(given: Iterable[datetime]) -> list[Rush]:
    """The hours in which five new letters or more were given, or one at night; the earliest first.

    `given`: when each was given, as the clock of the wijk has it. An hour begins when that clock strikes.
    """
    hours = Counter(each.replace(minute=0, second=0, microsecond=0) for each in given)
    found = [Rush(hour, many, hour.hour in NIGHT) for hour, many in sorted(hours.items())]
    return [each for each in found if each.is_night or each.many >= GIVEN_IN_AN_HOUR]


def busy_givers(given: Iterable[frozenset[str]]) -> dict[str, int]:
    """Who had a hand in more than half of the letters that were replaced, once there are five; and in how many."""
    letters = list(given)
    hands = Counter(name for names in letters for name in names)
    if len(letters) < FEWEST_REPLACED:
        return {}
    return {name: many for name, many in hands.most_common() if 2 * many > len(letters)}


def is_nearly_used(given: int, reserve: int) -> bool:
    """Whether four of five letters of the reserve are given."""
    return reserve > 0 and given * 100 >= reserve * FULL_PER_HUNDRED
