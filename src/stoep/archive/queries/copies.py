"""When the last copy was made, where it lies, whether it may still be given, and what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from stoep.archive import rules
from stoep.archive.models import Copy, Drill
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry

# Acts after which something that everyone could read is for everyone no longer.
TAKING_AWAY = (
    "conflicts.hide",
    "record.erase",
    "voices.erase_words",
    "voices.hold_back",
    "voices.withdraw",
)
_DAY = re.compile(r"/(\d{4}-\d\d-\d\d)-(?:openbaar|besloten)\.zip")


@dataclass(frozen=True, slots=True)
class State:
    """How it is with the copies of a neighbourhood. `kept` is the last that lies at its place, `last` the last try."""

    last: Copy | None
    kept: Copy | None
    drill: Drill | None
    is_old: bool
    drill_is_old: bool
    is_here: bool
    is_whole_here: bool


def last_copy(neighbourhood: Neighbourhood) -> Copy | None:
    """The last time that it was tried."""
    return Copy.objects.filter(neighbourhood=neighbourhood).order_by("-made_at", "-pk").first()


def last_kept(neighbourhood: Neighbourhood) -> Copy | None:
    """The last copy that lies at its place."""
    return Copy.objects.filter(neighbourhood=neighbourhood, problem="").order_by("-made_at", "-pk").first()


def state_of(neighbourhood: Neighbourhood, today: date) -> State:
    """What the page tells; four questions."""
    last, kept = last_copy(neighbourhood), last_kept(neighbourhood)
    drill = Drill.objects.filter(neighbourhood=neighbourhood).order_by("-drilled_at", "-pk").first()
    drilled_on = drill.drilled_on if drill and drill.outcome == Drill.Outcome.SAME else None
    fresh = last is not None and is_fresh(last)
    return State(
        last=last,
        kept=kept,
        drill=drill,
        is_old=rules.is_due(last_on=kept.made_on if kept else None, today=today, every=rules.OLD_AFTER),
        drill_is_old=rules.is_due(last_on=drilled_on, today=today, every=rules.DRILL_OLD_AFTER),
        is_here=fresh and here(neighbourhood, rules.OPEN).is_file(),
        is_whole_here=fresh and here(neighbourhood, rules.CLOSED).is_file(),
    )


def here(neighbourhood: Neighbourhood, part: str) -> Path:
    """Where this server keeps the newest copy of a part itself."""
    ending = ".zip" if part == rules.OPEN else ".zip.age"
    return Path(settings.DATA) / "archief" / f"{neighbourhood.pk}-{part}{ending}"


def is_fresh(copy: Copy) -> bool:
    """Whether nothing that everyone could read was taken away since this copy was made."""
    later = Entry.objects.filter(log__neighbourhood=copy.neighbourhood_id, index__gte=copy.size)
    return copy.size > 0 and not later.filter(act__in=TAKING_AWAY).exists()


def wants_copy(neighbourhood: Neighbourhood, today: date) -> bool:
    """Whether to make one today: a week passed since one was kept, or the last holds what was taken away since.

    Once a day at most, also when it does not succeed; who has no place yet hears it once a week.
    """
    last = last_copy(neighbourhood)
    if last is None:
        return True
    if last.made_on >= today:
        return False
    tries_again = last.problem not in ("", Copy.Problem.NO_PLACE)
    return tries_again or today - last.made_on >= rules.EVERY or not is_fresh(last)


def wants_drill(neighbourhood: Neighbourhood, today: date) -> bool:
    """Whether to try the newest copy today: a quarter passed since the last drill that was well, and one was kept."""
    drills = Drill.objects.filter(neighbourhood=neighbourhood).order_by("-drilled_at", "-pk")
    last = drills.first()
    if last is not None and last.outcome != Drill.Outcome.SAME:
        return rules.is_due(last_on=last.drilled_on, today=today, every=rules.EVERY)
    every = rules.DRILL_EVERY
    return rules.is_due(last_on=last.drilled_on if last else None, today=today, every=every)


def name_of(copy: Copy, part: str) -> str:
    """Under which name a part of this copy is kept."""
    ending = ".zip.age" if part == rules.CLOSED and copy.is_encrypted else ".zip"
    return f"{copy.neighbourhood.slug}/{copy.made_on.isoformat()}-{part}{ending}"


def days_of(names: Iterable[str]) -> dict[date, list[str]]:
    """What is kept, by the day of the copy; what is no copy of ours is left alone."""
    found: dict[date, list[str]] = {}
    for name in names:
        if told := _DAY.search(name):
            found.setdefault(date.fromisoformat(told[1]), []).append(name)
    return found
