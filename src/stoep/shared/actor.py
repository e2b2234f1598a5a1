"""Who does an act: the side and organisation stand in the open, the name only as a commitment in the log."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """`side`: "resident", "independent", "municipality", "housing", "police", "school", "care", "other", "host",
    "visitor" (somebody without an account) or "clock" (an act that time itself does, such as a date that passes).

    `organisation` is a public name; `name` is personal: it is sealed as a commitment and can be erased.
    """

    side: str
    organisation: str = ""
    name: str = ""


VISITOR = Actor(side="visitor")
CLOCK = Actor(side="clock")
