"""A long list goes by leaves of twenty lines: which leaf an address asks for, and where those beside it are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

Row = TypeVar("Row")
PAGE = 20
NAME = "blad"


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """Twenty lines of a list. `before` and `after` are the addresses of the leaves beside it; "" when there is none."""

    rows: Sequence[Row]
    number: int
    before: str
    after: str

    @property
    def is_whole(self) -> bool:
        """Whether these are all the lines that there are."""
        return not self.before and not self.after


def number_of(request: HttpRequest, name: str = NAME) -> int:
    """The leaf that ?blad=3 asks for; the first one when nothing that can be a number stands there."""
    typed = request.GET.get(name, "")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) <= 5 else 1


def further(request: HttpRequest, *names: str) -> str:
    """Which of several lists on one page is further on than its first leaf; then the others are left out. "": none."""
    return next((name for name in names if number_of(request, name) > 1), "")


def part(number: int) -> slice:
    """Which rows to ask for this leaf: one more than it shows, so that it is known whether there is another."""
    return slice((number - 1) * PAGE, number * PAGE + 1)


def leaf(found: Sequence[Row], number: int, name: str = NAME, *, keeps: str = "") -> Leaf[Row]:
    """The leaf out of the rows that `part` asked for.

    `keeps` is what the addresses beside it go on with: "&q=lamp" of a search, "#bezwaar" of a list further down a page.
    """
    before = f"?{name}={number - 1}{keeps}" if number > 1 else ""
    return Leaf(found[:PAGE], number, before, f"?{name}={number + 1}{keeps}" if len(found) > PAGE else "")
