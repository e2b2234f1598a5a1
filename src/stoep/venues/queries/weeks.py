"""A week at a place: when it is open, which rooms are taken, and the same for a calendar on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from stoep.shared.calendars import Happening
from stoep.venues import rules
from stoep.venues.models import Booking, OtherDay, Venue

FEED_DAYS = 400
MOST = 500


@dataclass(frozen=True, slots=True)
class Day:
    """One day at a place: its spans, why they are otherwise (""), and the rooms that are taken."""

    day: date
    spans: list[rules.Span]
    other: str
    bookings: list[Booking]


def week(venue: Venue, monday: date) -> list[Day]:
    """The seven days from this Monday."""
    until = monday + timedelta(days=7)
    others = {row.day: row for row in OtherDay.objects.filter(venue=venue, day__gte=monday, day__lt=until)}
    spans = {day: row.hours for day, row in others.items()}
    taken: dict[date, list[Booking]] = {}
    for booking in coming(venue, monday, until):
        taken.setdefault(booking.day, []).append(booking)
    days = [monday + timedelta(days=number) for number in range(7)]
    return [
        Day(day, rules.on_day(venue.hours, spans, day), others[day].why if day in others else "", taken.get(day, []))
        for day in days
    ]


def coming(venue: Venue, since_on: date, until_on: date | None = None) -> list[Booking]:
    """The rooms of this place that are taken from this day (until the other one), by day and time."""
    rows = Booking.objects.filter(room__venue=venue, cancelled_at__isnull=True, day__gte=since_on)
    rows = rows.filter(day__lt=until_on) if until_on else rows
    return list(rows.select_related("room").order_by("day", "begins", "pk")[:MOST])


def happenings(venue: Venue, today: date, *, link: str) -> Iterator[Happening]:
    """For a calendar: the hours of every week but on other days, these days, and the bookings that are public."""
    monday = rules.monday_of(today)
    others = OtherDay.objects.filter(venue=venue, day__gte=monday, day__lt=today + timedelta(days=FEED_DAYS))
    rows = list(others.order_by("day"))
    where, title = f"{venue.name}, {venue.address}", _("%(place)s is open") % {"place": venue.name}
    if venue.closed_on is None:
        yield from _hours(venue, rows, monday, title, where, link)
    for booking in coming(venue, monday, today + timedelta(days=FEED_DAYS)):
        if booking.is_public:
            yield Happening(
                f"booking-{booking.pk}", f"{booking.title} ({booking.booked_for})", booking.day, booking.begins,
                booking.ends, where=f"{booking.room.name}, {where}", link=link,
            )  # fmt: skip


def _hours(
    venue: Venue, others: list[OtherDay], monday: date, title: str, where: str, link: str
) -> Iterator[Happening]:
    for number in rules.DAYS:
        day = monday + timedelta(days=int(number))
        but_not = [other.day for other in others if other.day.weekday() == int(number)]
        for begins, ends in venue.hours.get(number, ()):
            yield Happening(
                f"venue-{venue.pk}-{number}-{begins.replace(':', '')}", title, day, begins,
                ends, where=where, link=link, weekly=True, but_not=but_not,
            )  # fmt: skip
    for other in others:
        for begins, ends in other.hours:
            yield Happening(
                f"venue-{venue.pk}-{other.day.isoformat()}-{begins.replace(':', '')}", title, other.day,
                begins, ends, where=where, words=other.why, link=link,
            )  # fmt: skip
