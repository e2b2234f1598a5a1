"""In which phase a round is: it follows from its dates and from what was done, and stands in no column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from stoep.budgeting.rules.standing import last_day_for_no

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
    is_ready: bool = True,
) -> str:
    """One of `PHASES`: where the round is at this moment. `today` is the day of that moment in the wijk.

    `is_ready`: nothing is lacking with which people vote. As long as something is, voting has not begun, whatever the
    clock says: nobody could vote, so the days can still become later ones.

    `is_done`: the box is wiped, and every plan that got money is done or was stopped.
    """
    acts = _Done(announced_at, stopped_at, counted_at, is_done)
    return _by_acts(acts) or _by_dates(moments, at, today, is_ready=is_ready)


def _by_acts(done: _Done) -> str:
    if done.stopped_at:
        return "stopped"
    if not done.announced_at:
        return "draft"
    if done.counted_at:
        return "done" if done.is_done else "counted"
    return ""


def _by_dates(moments: Moments, at: datetime, today: date, *, is_ready: bool) -> str:
    if is_ready and at >= moments.voting_until:
        return "closed"
    if is_ready and at >= moments.voting_from:
        return "voting"
    if today < moments.ideas_from:
        return "announced"
    if today <= moments.ideas_until:
        return "ideas"
    return "checking" if today <= moments.check_until else "talking"


# So many days before voting begins who leads hears what is lacking; and on the day after, when it could not begin.
REMINDED_BEFORE = (14, 7, 3, 1, -1)


def reminds(votes_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether who leads hears today what is lacking: one such day came since they last heard."""
    days = [votes_on - timedelta(days=before) for before in REMINDED_BEFORE]
    return any(day <= today and (reminded_on is None or reminded_on < day) for day in days)


def last_day_to_object(*, planned: date, count_planned: date, ended_on: date | None) -> date | None:
    """The last day of the term for objections; None while the round is not counted or stopped (`ended_on`).

    A count that comes late takes nothing of it: as many days follow as were planned between the planned count and the
    planned last day. Until then the term cannot end.
    """
    if ended_on is None:
        return None
    return max(planned, ended_on + (planned - count_planned))


UNCOUNTED = timedelta(days=365)  # so long a closed box is kept that nobody counts; then it is nobody's to keep


def may_object(day: date, last: date | None) -> bool:
    """Whether this day lies within a term for objections with this last day, as `last_day_to_object` gives it."""
    return last is None or day <= last


def observers_fixed(phase: str, *, today: date, last: date | None) -> str:
    """Why no observer can stop and make room for another now ("not-begun", "over"), or "".

    Before voting begins they change with the rest of the round; after the term for objections (`last` is its last day)
    there is nothing to see.
    """
    if phase in ("voting", "closed", "counted") and may_object(today, last):
        return ""
    return "over" if phase in ("voting", "closed", "counted", "done", "stopped") else "not-begun"


def no_room_to_repair(moments: Moments, repair_days: int, *, day_of: Callable[[datetime], date]) -> bool:
    """Whether an author who hears no on the last day of checking has too few days before the ballot must be made."""
    return moments.check_until > last_day_for_no(day_of(moments.voting_from), repair_days)


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
