"""How the money goes after the count: what is left of a plan, what of a round, and where a plan stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STANDINGS = ("waits", "runs", "done", "stopped")


@dataclass(frozen=True, slots=True)
class Purse:
    """The money of one plan in whole cents: what it was given, what went out, and what came back at its end."""

    given: int
    spent: Sequence[int] = ()
    returned: int | None = None

    @property
    def gone(self) -> int:
        """What went out."""
        return sum(self.spent)

    @property
    def left(self) -> int:
        """What can still be spent; nothing once it has ended."""
        return self.given - self.gone if self.returned is None else 0


def fits(purse: Purse, cents: int) -> bool:
    """Whether so much can still be spent. No plan spends more than residents gave it."""
    return 0 < cents <= purse.left


def award_standing(*, has_promise: bool, is_done: bool, is_stopped: bool) -> str:
    """One of `STANDINGS`: it waits for whoever promises to do it, it runs, it is done, or it was stopped."""
    if is_stopped:
        return "stopped"
    if is_done:
        return "done"
    return "runs" if has_promise else "waits"


def left_for_next(sums: Iterable[int], purses: Iterable[Purse]) -> int:
    """What of the sums of a round goes to the next one: what nobody was given, and what came back of ended plans."""
    held = list(purses)
    return sum(sums) - sum(purse.given for purse in held) + sum(purse.returned or 0 for purse in held)
