"""How an idea stands. A no alone ends nothing: its author may repair it, and somebody of another party looks again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Looked:
    """One verdict as the rules see it."""

    is_yes: bool
    is_second: bool
    given_at: datetime


def idea_standing(verdicts: Iterable[Looked], repaired_at: datetime | None) -> str:
    """One of: "waiting" (nobody looked yet), "yes", "no" (somebody else must look again), "repaired" (its author
    changed it, and it is looked at anew), "refused" (two parties said no).

    Only what was said after the last repair counts.
    """
    counting = [each for each in verdicts if repaired_at is None or each.given_at > repaired_at]
    if not counting:
        return "repaired" if repaired_at else "waiting"
    last = max(counting, key=lambda each: each.given_at)
    if last.is_yes:
        return "yes"
    return "refused" if last.is_second else "no"


# Between the last day to repair and the first day of voting lies at least one whole day, on which the ballot is made.
FOR_THE_BALLOT = timedelta(days=2)


def last_day_for_no(votes_on: date, repair_days: int) -> date:
    """The last day on which somebody may say no to an idea: its author still has all days to repair it.

    A no that comes later would either take days from the author or hold up the vote of everybody. So it is too late,
    and the idea stands as it stood: on the ballot, unless two parties said no before.
    """
    return votes_on - FOR_THE_BALLOT - timedelta(days=repair_days)


def may_repair_until(last_no: date, repair_days: int) -> date:
    """The last day on which the author may repair the idea, so many days after the no."""
    return last_no + timedelta(days=repair_days)
