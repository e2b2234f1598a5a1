"""The load meter: how many hours are asked of residents in a quarter, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from stoep.calendar import rules
from stoep.calendar.models import Entry, Party
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask
from stoep.shared.choices import label

Span = tuple[str, date, date, list[str], int | None, int | None]


@dataclass(frozen=True, slots=True)
class Share:
    """What one party asks in a quarter: hours of all residents together, and in how many lines of the calendar."""

    party: str
    label: str
    hours: int
    count: int


@dataclass(frozen=True, slots=True)
class Load:
    """Hours asked of residents in a quarter, by party, the most first. `unknown`: lines that do not say how many."""

    quarter: rules.Quarter
    hours: int
    shares: list[Share]
    unknown: int

    @property
    def most(self) -> int:
        """The hours of the party that asks most; 0 when nobody asks anything."""
        return max((share.hours for share in self.shares), default=0)


def load(neighbourhood: Neighbourhood, quarter: rules.Quarter, rows: Sequence[Span] | None = None) -> Load:
    """What is asked in this quarter. What runs over its edge counts for the part that falls in it.

    One question, or none for who has the `rows` of these days already (`spans`).
    """
    first_on, last_on = quarter.first_on, quarter.last_on
    minutes: dict[str, float] = {}
    counts: dict[str, int] = {}
    unknown = 0
    for party, begins, ends, days, people, each in (
        rows if rows is not None else spans(neighbourhood, first_on, last_on)
    ):
        share = _share(begins, ends, days, first_on, last_on)
        if not share:
            continue
        counts[party] = counts.get(party, 0) + 1
        if people is None or each is None:
            unknown += 1
        else:
            minutes[party] = minutes.get(party, 0.0) + people * each * share
    shares = [Share(party, label(Party, party), round(minutes.get(party, 0) / 60), counts[party]) for party in counts]
    shares.sort(key=lambda share: (-share.hours, -share.count, share.party))
    return Load(quarter, round(sum(minutes.values()) / 60), shares, unknown)


def _share(begins: date, ends: date, days: list[str], first_on: date, last_on: date) -> float:
    if ends < first_on or begins > last_on:
        return 0.0
    if first_on <= begins and ends <= last_on:
        return 1.0
    asking = rules.Asking(begins, ends, [date.fromisoformat(day) for day in days])
    return rules.share_in(asking, first_on, last_on)


def spans(neighbourhood: Neighbourhood, first_on: date, last_on: date) -> list[Span]:
    """Party, first and last day, days, people and minutes of what touches these days: no more than is counted."""
    since_on = first_on - rules.LONGEST
    return ask(_spans, None, here=neighbourhood.pk, first_on=first_on, last_on=last_on, since_on=since_on)


def _spans(_shape: None, *, here: int, first_on: date, last_on: date, since_on: date) -> QuerySet[Entry, Span]:
    rows = Entry.objects.filter(
        neighbourhood=here, withdrawn_at__isnull=True, last_on__gte=first_on, first_on__gte=since_on,
        first_on__lte=last_on,
    )  # fmt: skip
    return rows.order_by("pk").values_list("party", "first_on", "last_on", "days", "asked_people", "minutes")


def by_week(rows: Sequence[Span], monday: date, count: int) -> list[tuple[date, dict[str, int]]]:
    """For so many weeks from this Monday: how many of these things (`spans`) each party asks in it."""
    weeks: list[tuple[date, dict[str, int]]] = [(monday + timedelta(days=7 * number), {}) for number in range(count)]
    for party, begins, ends, days, _people, _each in rows:
        if days:
            numbers = {(date.fromisoformat(day) - monday).days // 7 for day in days}
        else:
            numbers = set(range((begins - monday).days // 7, (ends - monday).days // 7 + 1))
        for number in numbers:
            if 0 <= number < count:
                asked = weeks[number][1]
                asked[party] = asked.get(party, 0) + 1
    return weeks
