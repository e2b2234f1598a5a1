"""The steps of a line in time: said, taken up, promised, kept or late, told back. Plain values; no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


# In this order when several steps fall on one day: nothing is promised before it is said.
ORDER = (
    "said",
    "withdrawn",
    "joined",
    "split",
    "taken-up",
    "answered",
    "passed-on",
    "progress",
    "author",
    "remark",
    "promised",
    "confirmed",
    "disputed",
    "changed",
    "late",
    "kept",
    "broken",
    "merged",
    "adopted",
    "closed",
    "due",
)
MOODS = {"late": "late", "broken": "late", "disputed": "late", "kept": "kept", "due": "open", "promised": "open"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, or is still to come (`ahead`): the day, what it was, and the words that go with it."""

    on: date
    kind: str
    title: str | _StrPromise
    words: str = ""
    by: str | _StrPromise = ""
    href: str = ""
    label: str = ""
    ahead: bool = False

    @property
    def mood(self) -> str:
        """Which badge fits: "late", "kept", "open" or "info"."""
        return MOODS.get(self.kind, "info")


def in_order(steps: list[Step]) -> list[Step]:
    """The steps by day; on one day in the order of the story; what is still to come stands last."""
    return sorted(steps, key=lambda step: (step.ahead, step.on, ORDER.index(step.kind)))
