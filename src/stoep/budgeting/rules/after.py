"""How the money goes after the count: what is left of a plan, what of a round, and where a plan stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

STANDINGS = ("waits", "runs", "done", "stopped")
# So long a plan that won may wait for somebody who promises it. Then it is told in public, and to who leads; each time
# so many days go by again.
PROMISED_WITHIN = timedelta(days=30)


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


def waits_too_long(awarded_on: date, today: date) -> int:
    """For how many days nobody promised a plan that won, once that is too long; 0 before."""
    waits = today - awarded_on
    return waits.days if waits >= PROMISED_WITHIN else 0


def tells_of_waiting(awarded_on: date, told_on: date | None, today: date) -> bool:
    """Whether who leads hears today that nobody promised it: after the term, and again after each such term."""
    return today >= (told_on or awarded_on) + PROMISED_WITHIN


def knows_what_is_left(phase: str) -> bool:
    """Whether in this phase of a round it is known what is left of its money: once it is counted, or stopped.

    While the box is closed no plan was given anything yet, so that the whole sum would look as if nobody had it.
    """
    return phase in ("counted", "done", "stopped")


def left_for_next(sums: Iterable[int], purses: Iterable[Purse]) -> int:
    """What of the sums of a round goes to the next one: what nobody was given, and what came back of ended plans."""
    held = list(purses)
    left = sum(sums) - sum(purse.given for purse in held) + sum(purse.returned or 0 for purse in held)
    # A plan that lost its money in a count anew may have spent of it: then more was given than there was.
    return max(0, left)
