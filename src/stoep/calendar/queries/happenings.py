"""The calendar for a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from stoep.calendar import rules
from stoep.calendar.models import Entry
from stoep.calendar.queries.weeks import MOST
from stoep.places.models import Neighbourhood
from stoep.shared.calendars import Happening

DAYS_BACK, DAYS_AHEAD = 35, 366


def happenings(neighbourhood: Neighbourhood, today: date, *, site: str) -> Iterator[Happening]:
    """What is asked from five weeks ago until a year ahead, one for each day of a session; what is off says so."""
    since_on = today - timedelta(days=DAYS_BACK)
    rows = Entry.objects.filter(
        neighbourhood=neighbourhood, last_on__gte=since_on, first_on__gte=since_on - rules.LONGEST,
        first_on__lte=today + timedelta(days=DAYS_AHEAD),
    )  # fmt: skip
    for entry in rows.select_related("venue", "neighbourhood").order_by("first_on", "pk")[:MOST]:
        yield from _of(entry, site)


def _of(entry: Entry, site: str) -> Iterator[Happening]:
    where = f"{entry.venue.name}, {entry.venue.address}" if entry.venue else entry.place
    title = f"{entry.what} ({entry.asked_by})"
    said: dict[str, Any] = {"where": where, "words": entry.about, "link": site + entry.get_absolute_url()}
    is_off = entry.withdrawn_at is not None
    for day in entry.on_days:
        key = f"calendar-{entry.pk}-{day.isoformat()}"
        yield Happening(key, title, day, entry.begins, entry.ends, is_off=is_off, **said)
    if not entry.days:
        key = f"calendar-{entry.pk}"
        yield Happening(key, title, entry.first_on, "", "", until=entry.last_on, is_off=is_off, **said)
