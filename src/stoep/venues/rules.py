"""Opening hours as people write them, the days that are otherwise, and when a room is taken. Times are "10:00"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import pairwise

Span = tuple[str, str]
Week = Mapping[str, Sequence[Sequence[str]]]  # day of the week ("0" is Monday) -> spans

LIMITS = {"name": 120, "address": 160, "languages": 200, "title": 120, "booked_for": 120, "room": 80, "why": 200}
WORDS_LIMIT = 1500
MOST_SPANS = 4
MOST_DAYS_AHEAD = 366
EVERY = {"once": 0, "weekly": 7, "fortnightly": 14, "four-weekly": 28}  # days until the next time
MOST_TIMES = 53
DAYS = tuple(str(number) for number in range(7))
_TIME = r"(\d{1,2})(?:[:.u](\d{2}))?\s*(?:uur|u)?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|tot(?: en met)?|to|until)\s*{_TIME}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|\ben\b|\band\b|\+)\s*", re.IGNORECASE)


class NotHours(ValueError):
    """What was typed cannot be read as hours; `str` is the piece that cannot."""


def read(typed: str) -> list[Span]:
    """The spans in "10 tot 12, 14.00-17.00"; none for an empty line. NotHours when a piece cannot be read."""
    pieces = [piece for piece in _BETWEEN.split(typed.strip()) if piece]
    spans = sorted(_span(piece) for piece in pieces)
    late = next((later for earlier, later in pairwise(spans) if later[0] < earlier[1]), None)
    if late is not None or len(spans) > MOST_SPANS:
        raise NotHours(typed.strip())
    return spans


def _span(piece: str) -> Span:
    found = _SPAN.fullmatch(piece.strip())
    if found is None:
        raise NotHours(piece)
    begins, ends = _clock(found[1], found[2]), _clock(found[3], found[4])
    if not begins or not ends or begins >= ends:
        raise NotHours(piece)
    return begins, ends


def _clock(hours: str, minutes: str | None) -> str:
    hour, minute = int(hours), int(minutes or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def written(spans: Iterable[Sequence[str]]) -> str:
    """The same spans as a line that `read` takes back: "10:00-12:00, 14:00-17:00"."""
    return ", ".join(f"{begins}-{ends}" for begins, ends in spans)


def on_day(week: Week, others: Mapping[date, Sequence[Sequence[str]]], day: date) -> list[Span]:
    """When a place is open that day: as on every such day of the week, unless that very day is otherwise."""
    spans = others[day] if day in others else week.get(str(day.weekday()), ())
    return [(begins, ends) for begins, ends in spans]


def together(week: Week) -> list[tuple[list[int], list[Span]]]:
    """Days of the week with the same hours together, in the order of the week; days that are closed are left out."""
    found: dict[tuple[Span, ...], list[int]] = {}
    for number in DAYS:
        spans = tuple((begins, ends) for begins, ends in week.get(number, ()))
        if spans:
            found.setdefault(spans, []).append(int(number))
    return [(days, list(spans)) for spans, days in found.items()]


def listed(week: Week, names: Sequence[str], *, joined: str) -> str:
    """The week in one line, with these names of days: "dinsdag en donderdag 10:00-12:00; vrijdag 14:00-17:00"."""
    parts = []
    for days, spans in together(week):
        called = [names[day] for day in days]
        first = ", ".join(called[:-1])
        parts.append(f"{first} {joined} {called[-1]} {written(spans)}" if first else f"{called[-1]} {written(spans)}")
    return "; ".join(parts)


def overlap(span: Span, other: Span) -> bool:
    """Whether two spans of one day touch the same moment; one that begins when the other ends does not."""
    return span[0] < other[1] and other[0] < span[1]


def monday_of(day: date) -> date:
    """The Monday of the week in which this day lies."""
    return day - timedelta(days=day.weekday())


def times(day: date, repeat: str, until: date) -> list[date]:
    """The days from `day` until `until` (both included) on which something that comes back falls; at most 53."""
    step = EVERY[repeat]
    if not step:
        return [day]
    return [day + timedelta(days=step * number) for number in range(min(MOST_TIMES, (until - day).days // step + 1))]


def may_book(day: date, begins: time, ends: time, today: date) -> str:
    """Nothing ("") when a room may be asked for then; else "backwards", "past" or "too-far"."""
    if begins >= ends:
        return "backwards"
    if day < today:
        return "past"
    return "too-far" if day > today + timedelta(days=MOST_DAYS_AHEAD) else ""
