"""The calendar by week and by month. What is off is left out; it stays readable at its own address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from stoep.calendar import rules
from stoep.calendar.models import Entry, Feed, Joining
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask

MOST = 500


@dataclass(frozen=True, slots=True)
class Week:
    """One week from Monday, with what is asked in it: first what has a day, then what runs all the time."""

    monday: date
    entries: list[Entry]

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


def found(slug: str, pk: int) -> Entry:
    """The line with this number in this very neighbourhood; Entry.DoesNotExist when there is none."""
    rows = ask(_found, None, slug=slug, pk=pk)
    if not rows:
        raise Entry.DoesNotExist
    return rows[0]


def _found(_shape: None, *, slug: str, pk: int) -> QuerySet[Entry]:
    rows = Entry.objects.select_related("neighbourhood", "venue", "feed", "organisation")
    return rows.filter(neighbourhood__slug=slug, pk=pk)


def between(neighbourhood: Neighbourhood, first_on: date, last_on: date) -> list[Entry]:
    """What is asked on one of these days, by day and time; at most 500.

    Nothing runs longer than a year (rules.LONGEST), so twenty years of sessions before it are not read.
    """
    since_on = first_on - rules.LONGEST
    found = ask(_between, None, here=neighbourhood.pk, first_on=first_on, last_on=last_on, since_on=since_on)
    for entry in found:
        entry.neighbourhood = neighbourhood
    return found


def _between(_shape: None, *, here: int, first_on: date, last_on: date, since_on: date) -> QuerySet[Entry]:
    rows = Entry.objects.filter(
        neighbourhood=here, withdrawn_at__isnull=True, last_on__gte=first_on, first_on__gte=since_on,
        first_on__lte=last_on,
    )  # fmt: skip
    return rows.select_related("venue").order_by("first_on", "begins", "pk")[:MOST]


def of_weeks(neighbourhood: Neighbourhood, monday: date, count: int = 1) -> list[Week]:
    """So many weeks from this Monday, each with what is asked in it; a week of nothing is in it too."""
    monday = rules.monday_of(monday)
    rows = between(neighbourhood, monday, monday + timedelta(days=7 * count - 1))
    weeks = [monday + timedelta(days=7 * number) for number in range(count)]
    return [Week(week, _in_order(rows, week)) for week in weeks]


def _in_order(rows: list[Entry], monday: date) -> list[Entry]:
    here = [entry for entry in rows if rules.in_weeks(entry.asking(), monday, 1)]

    def moment(entry: Entry) -> tuple[bool, date, str, int]:
        days = [day for day in entry.on_days if monday <= day < monday + timedelta(days=7)]
        return not days, days[0] if days else entry.first_on, entry.begins, entry.pk

    return sorted(here, key=moment)


def of_month(neighbourhood: Neighbourhood, year: int, month: int) -> list[Week]:
    """The weeks that touch this month, from the Monday before its first day until the Sunday after its last one."""
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    monday = rules.monday_of(first)
    return of_weeks(neighbourhood, monday, (last - monday).days // 7 + 1)


def feeds(neighbourhood: Neighbourhood) -> list[Feed]:
    """The calendars of others that are read here, by name; at most fifty (actions.follow)."""
    rows = Feed.objects.filter(neighbourhood=neighbourhood, ended_at__isnull=True)
    return list(rows.select_related("neighbourhood").order_by("name", "pk")[:50])


def joinings(entry: Entry) -> list[Joining]:
    """Every proposal to do this together with something else, from either side; the newest first."""
    return ask(_joinings, None, entry=entry.pk)


def _joinings(_shape: None, *, entry: int) -> QuerySet[Joining]:
    rows = Joining.objects.filter(Q(entry=entry) | Q(other=entry)).select_related("entry", "other")
    return rows.order_by("-proposed_at", "-pk")[:20]
