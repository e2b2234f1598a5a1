"""When something that repeats happens (RFC 5545, RRULE, RDATE, EXDATE), bounded: no rule can go on for ever here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from dateutil import rrule

Component = Any  # of the library icalendar, whose values can be anything that a stranger wrote
OLDEST = date(1990, 1, 1)
MOST_DATES = 1000
_FREQUENCIES = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}
_DAYS = {name: getattr(rrule, name) for name in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")}
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}


def local(told: Any, zone: tzinfo) -> date:
    """A moment as the clock on the wall here shows it, without its zone; a day stays a day. ValueError: neither."""
    if isinstance(told, datetime):
        return told.astimezone(zone).replace(tzinfo=None) if told.tzinfo else told
    if isinstance(told, date):
        return told
    raise ValueError("neither a moment nor a day")


def times(event: Component, begins: date, first_on: date, last_on: date, zone: tzinfo) -> Iterator[date]:
    """When it happens from the first until the last of these days, the first one first, as `begins` is told.

    It repeats by the clock of the zone in which it was written: half past seven stays half past seven in winter.
    ValueError: a rule that cannot be read, or that nothing ever fits.
    """
    is_day = not isinstance(begins, datetime)
    told = event["DTSTART"].dt
    own_zone = told.tzinfo if isinstance(told, datetime) and told.tzinfo else zone
    start = datetime.combine(begins, time()) if is_day else told.replace(tzinfo=None)
    if not OLDEST <= start.date() <= last_on:
        return

    def here(moment: datetime) -> date:
        return moment.date() if is_day else local(moment.replace(tzinfo=own_zone), zone)

    not_then = set(_dates(event, "EXDATE", zone))
    found = {local(each, zone) for each in _dates(event, "RDATE", zone)}
    for moment in _by_rule(event, start, own_zone, last_on):
        if moment.date() >= first_on - timedelta(days=1):
            found.add(here(moment))
    for each in sorted(found - not_then, key=str):
        if first_on <= _day(each) <= last_on and isinstance(each, datetime) != is_day:
            yield each


def _day(each: date) -> date:
    return each.date() if isinstance(each, datetime) else each


def _dates(event: Component, name: str, zone: tzinfo) -> Iterator[date]:
    told = event.get(name, [])
    count = 0
    for group in told if isinstance(told, list) else [told]:
        for each in group.dts:
            if (count := count + 1) > MOST_DATES:
                raise ValueError("too many dates")
            yield local(each.dt, zone)


def _by_rule(event: Component, start: datetime, own_zone: tzinfo, last_on: date) -> Iterator[datetime]:
    told = event.get("RRULE")
    if told is None:
        yield start
        return
    if isinstance(told, list):
        raise ValueError("more than one rule")
    for moment in rrule.rrule(dtstart=start, **_given(told, own_zone)):
        if moment.date() > last_on:
            return
        yield moment


def _given(told: Any, own_zone: tzinfo) -> dict[str, Any]:
    """The rule as dateutil takes it, when it is one that ends within a glance: days, weeks, months and years only."""
    parts = {str(name).upper(): values if isinstance(values, list) else [values] for name, values in told.items()}
    if not parts.keys() <= _KNOWN:
        raise ValueError("a rule that is not read here")
    frequency = str(parts["FREQ"][0]).upper()
    given: dict[str, Any] = {"freq": _FREQUENCIES[frequency], **_numbers(parts)}
    if "UNTIL" in parts:
        given["until"] = _until(parts["UNTIL"][0], own_zone)
    if "WKST" in parts:
        given["wkst"] = _DAYS[str(parts["WKST"][0]).upper()]
    if "BYDAY" in parts:
        given["byweekday"] = [_weekday(str(each).upper()) for each in parts["BYDAY"]]
    _can_be(given, frequency)
    return given


_ONE = (("INTERVAL", "interval", 1, 1000), ("COUNT", "count", 1, 100_000))
_SEVERAL = (("BYMONTHDAY", "bymonthday", -31, 31), ("BYMONTH", "bymonth", 1, 12), ("BYSETPOS", "bysetpos", -31, 31))


def _numbers(parts: dict[str, list[Any]]) -> dict[str, Any]:
    one = {key: _between(parts[name][0], low, high) for name, key, low, high in _ONE if name in parts}
    several = {
        key: [_between(each, low, high) for each in parts[name]] for name, key, low, high in _SEVERAL if name in parts
    }
    return one | several


def _between(told: Any, low: int, high: int) -> int:
    number = int(told)
    if not low <= number <= high or number == 0:
        raise ValueError("a number that cannot be")
    return number


def _weekday(told: str) -> Any:
    day = _DAYS[told[-2:]]
    return day(_between(told[:-2], -53, 53)) if told[:-2] else day


def _until(told: Any, own_zone: tzinfo) -> datetime:
    if not isinstance(told, datetime):
        return datetime.combine(told, time(23, 59, 59))
    return (told.astimezone(own_zone) if told.tzinfo else told).replace(tzinfo=None)


def _can_be(given: dict[str, Any], frequency: str) -> None:
    """ValueError for what never comes (30 February): else dateutil looks for it until the year 9999."""
    months = given.get("bymonth") or range(1, 13)
    days = [abs(day) for day in given.get("bymonthday", [])]
    if days and min(days) > max(_LONGEST_MONTHS[month - 1] for month in months):
        raise ValueError("a day that never comes")
    if frequency == "WEEKLY" and days:
        raise ValueError("a week has no day of the month")
