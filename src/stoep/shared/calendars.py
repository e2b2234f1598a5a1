"""A calendar for a telephone (iCalendar, RFC 5545): any calendar program can follow it, without an account here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

if TYPE_CHECKING:
    from icalendar import Event

MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing in a calendar, from "19:30" until "21:00".

    Without a beginning it takes the whole day, or all days until the last one (`until`). `weekly`: each week again from
    then on, but not on the days of `but_not`. `is_off`: it does not go on, which a telephone then shows.
    """

    key: str
    title: str
    day: date
    begins: str
    ends: str
    where: str = ""
    words: str = ""
    link: str = ""
    weekly: bool = False
    but_not: Sequence[date] = ()
    until: date | None = None
    is_off: bool = False


def calendar(name: str, happenings: Iterable[Happening], *, at: datetime, site: str) -> bytes:
    """The calendar file with this name. `site` is an address of this house, for names that nobody else gives."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Stoep//NL")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    host = urlsplit(site).hostname or "localhost"
    for one in happenings:
        made.add_component(_event(one, at, host))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(one: Happening, at: datetime, host: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.key}@{host}")
    event.add("dtstamp", at)
    if one.begins:
        event.add("dtstart", _moment(one.day, one.begins))
        if one.ends:
            event.add("dtend", _moment(one.day, one.ends))
    else:
        event.add("dtstart", one.day)
        event.add("dtend", (one.until or one.day) + timedelta(days=1))
    event.add("summary", one.title)
    if one.is_off:
        event.add("status", "CANCELLED")
    for name, value in (("location", one.where), ("description", one.words), ("url", one.link)):
        if value:
            event.add(name, value)
    if one.weekly:
        event.add("rrule", {"freq": "weekly"})
        if one.but_not:
            event.add("exdate", [_moment(day, one.begins) for day in one.but_not])
    return event


def _moment(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZoneInfo(settings.TIME_ZONE))
