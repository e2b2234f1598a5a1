"""What an activity must say before people are invited: who, what, how much influence, what follows, where and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

# In the order in which a guest asks. A face is a photo, cleaned; "where" is a place of the register or words.
NEEDED = (
    "inviter", "face", "asked", "influence", "afterwards", "afterwards_on", "where", "day", "begins", "whom",
)  # fmt: skip


def missing(said: Mapping[str, Any]) -> list[str]:
    """What is not said yet, by the names of `NEEDED`; nothing when it may be published."""
    return [name for name in NEEDED if not said.get(name)]


def wrongly_dated(day: date, afterwards_on: date, today: date) -> str:
    """Nothing ("") when people can still come and hear of it after; else "past", "too-far" or "before"."""
    if day < today:
        return "past"
    if (day - today).days > 366:
        return "too-far"
    return "before" if afterwards_on < day else ""


def hours_wrong(begins: str, ends: str) -> bool:
    """Whether it would end before it begins."""
    return bool(begins and ends and ends <= begins)


def minutes(begins: str, ends: str) -> int | None:
    """How long it takes, of each who comes; None when nobody said until when."""
    if not begins or not ends:
        return None
    first, last = ([int(part) for part in clock.split(":")] for clock in (begins, ends))
    return (last[0] - first[0]) * 60 + last[1] - first[1] or None
