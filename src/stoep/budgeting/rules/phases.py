"""In which phase a round is: it follows from its dates and from what was done, and stands in no column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# In their order. "announced" is open, and the first day for ideas has yet to come; "closed" is when paper is typed.
PHASES = ("draft", "announced", "ideas", "checking", "talking", "voting", "closed", "counted", "done", "stopped")
FURTHEST = timedelta(days=2 * 366)  # as far as the calendar goes
LONGEST_VOTE, SHORTEST_VOTE = timedelta(days=92), timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Moments:
    """When what happens in a round. Days are days of the wijk; moments carry their zone."""

    ideas_from: date
    ideas_until: date
    check_until: date
    voting_from: datetime
    voting_until: datetime
    count_at: datetime
    objections_until: date


@dataclass(frozen=True, slots=True)
class _Done:
    announced_at: datetime | None
    stopped_at: datetime | None
    counted_at: datetime | None
    is_done: bool


def phase(
    moments: Moments,
    *,
    at: datetime,
    today: date,
    announced_at: datetime | None,
    stopped_at: datetime | None = None,
    counted_at: datetime | None = None,
    is_done: bool = False,
) -> str:
    """One of `PHASES`: where the round is at this moment. `today` is the day of that moment in the wijk.

    `is_done`: the box is wiped, and every plan that got money is done or was stopped.
    """
    acts = _Done(announced_at, stopped_at, counted_at, is_done)
    return _by_acts(acts) or _by_dates(moments, at, today)


def _by_acts(done: _Done) -> str:
    if done.stopped_at:
        return "stopped"
    if not done.announced_at:
        return "draft"
    if done.counted_at:
        return "done" if done.is_done else "counted"
    return ""


def _by_dates(moments: Moments, at: datetime, today: date) -> str:
    if at >= moments.voting_until:
        return "closed"
    if at >= moments.voting_from:
        return "voting"
    if today < moments.ideas_from:
        return "announced"
    if today <= moments.ideas_until:
        return "ideas"
    return "checking" if today <= moments.check_until else "talking"


def wrongly_dated(moments: Moments, *, today: date, day_of: Callable[[datetime], date]) -> str:
    """Why these dates cannot be ("ideas", "check", "voting", "short", "long", "count", "objections", "past",
    "too-far"), or "" when they can. `day_of` gives the day of a moment in the wijk.
    """
    votes_on, counts_on = day_of(moments.voting_from), day_of(moments.count_at)
    lasts = moments.voting_until - moments.voting_from
    wrong = (
        ("ideas", moments.ideas_until < moments.ideas_from),
        ("check", moments.check_until < moments.ideas_until),
        ("voting", votes_on <= moments.check_until),
        ("short", lasts < SHORTEST_VOTE),
        ("long", lasts > LONGEST_VOTE),
        ("count", moments.count_at < moments.voting_until),
        ("objections", moments.objections_until < counts_on),
        ("past", moments.ideas_until < today),
        ("too-far", moments.objections_until > today + FURTHEST),
    )
    return next((code for code, is_so in wrong if is_so), "")
