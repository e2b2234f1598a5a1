"""What one person finds in the morning: what they promised, what they wrote down for others, and whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from stoep.network.standing import Standing
from stoep.people import queries as people
from stoep.people.models import Telling
from stoep.promises import queries as promises
from stoep.promises.models import Promise

FEW = 5
MOST = 20


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who asked to hear by telephone: their number, whom to ask for, and what it is about."""

    number: str
    name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Day:
    """A morning, on one page. `call_count` is how many wait in all; `calls` are the first of them."""

    own: Sequence[promises.Line]
    noted: Sequence[promises.Line]
    calls: Sequence[Call]
    call_count: int


def of_person(standing: Standing, *, today: date, at: datetime) -> Day:
    """What waits for this person here. Whom to call is only for who does a host's work: those numbers were given them.

    A promise that they made themselves is not among those that they noted for others.
    """
    own = promises.of_promiser(standing, today)
    waiting = people.calls(standing.neighbourhood, at) if standing.reads_contacts else None
    return Day(
        own=own,
        noted=_noted(standing, [line.promise.pk for line in own], today),
        calls=[_call(telling) for telling in waiting[:FEW]] if waiting is not None else [],
        call_count=waiting.count() if waiting is not None else 0,
    )


def _noted(standing: Standing, own: Sequence[int], today: date) -> list[promises.Line]:
    mine = Promise.objects.filter(neighbourhood=standing.neighbourhood, noted_by=standing.person, verdicts=None)
    rows = mine.exclude(pk__in=own).select_related("organisation").order_by("counts_on", "pk")
    return promises.shown(rows[:MOST], today=today)


def _call(telling: Telling) -> Call:
    number, _line, name = people.address_of(telling.contact).partition("\n")
    return Call(number=number, name=name, subject=telling.subject)
