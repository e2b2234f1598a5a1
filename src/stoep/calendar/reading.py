"""Reading the calendar of another party (iCalendar, RFC 5545): bounded, and only what the calendar here can hold.

Nothing of who organises or who was invited is read. A thing that repeats is kept as one thing for each time that it
happens, until five months ahead: what has been stays as it was. What is marked as private is not read at all.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from stoep.calendar import repeating, rules
from stoep.shared.links import link_host
from stoep.shared.typed import clean

Component = Any  # of the library icalendar, whose values can be anything that a stranger wrote
LARGEST = 1_000_000
MOST_IN_A_FILE = 3000
MOST_KEPT = 500
MOST_TIMES = 60
LONGEST_READ = 15.0
DEEPEST = 4
MONTHS_AHEAD = 5
WHY = {
    "no-calendar": _("Dit is geen agenda die gelezen kan worden. Vraag een bestand dat eindigt op .ics."),
    "too-large": _("Deze agenda is te groot. Vraag een agenda met alleen het komende jaar."),
    "too-many": _("In deze agenda staat te veel. Vraag een agenda met alleen het komende jaar."),
    "too-slow": _("Deze agenda lezen duurt te lang. Vraag een agenda met alleen het komende jaar."),
}
_NESTED = re.compile(rb"^(BEGIN|END):", re.IGNORECASE | re.MULTILINE)


class Unreadable(ValueError):
    """This is no calendar that can be read; `code` says why, as WHY tells it to people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing in a calendar, one time. `key` names it for ever: the same key again is the same thing, changed."""

    key: str
    what: str
    first_on: date
    last_on: date
    begins: str = ""
    ends: str = ""
    minutes: int | None = None
    place: str = ""
    about: str = ""
    link: str = ""
    is_off: bool = False

    @property
    def family(self) -> str:
        """What every time of the same thing has in common."""
        return self.key[:32]


@dataclass(frozen=True, slots=True)
class Read:
    """What a calendar says from today until a day; `families` are all things in it, `left` those not understood."""

    things: list[Thing]
    families: frozenset[str]
    left: int
    until: date


def read(data: bytes, *, today: date, zone: tzinfo) -> Read:
    """The things in this file that happen from today until five months ahead, at most 500. Raises Unreadable."""
    events, left = _events(data)
    until = time.monotonic() + LONGEST_READ
    horizon = _horizon(today)
    found: dict[str, Thing] = {}
    families = set()
    moved = _moved(events, zone)
    for event in events:
        if time.monotonic() > until:
            raise Unreadable("too-slow")
        try:
            family = _family(event)
            families.add(family)
            for thing in _things(event, family, moved, today, horizon, zone):
                found[thing.key] = thing
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError, LookupError):
            left += 1
    things = sorted(found.values(), key=lambda thing: (thing.first_on, thing.begins, thing.key))
    kept = things[:MOST_KEPT]
    until_on = horizon if kept == things else kept[-1].first_on - timedelta(days=1)
    return Read(kept, frozenset(families), left, until_on)


def _horizon(today: date) -> date:
    year, month = divmod(today.month + MONTHS_AHEAD, 12)
    return date(today.year + year, month + 1, 1) - timedelta(days=1)


def _events(data: bytes) -> tuple[list[Component], int]:
    """Every thing in the file, newest version of each last, and how many have no number of their own."""
    from icalendar import Calendar

    if len(data) > LARGEST:
        raise Unreadable("too-large")
    _not_too_deep(data)
    try:
        text = data.decode("utf-8-sig", errors="replace")
        calendars = Calendar.from_ical(text, multiple=True)
        events = [event for each in calendars for event in each.walk("VEVENT")]
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError):
        raise Unreadable("no-calendar") from None
    if not calendars or any(each.name != "VCALENDAR" for each in calendars):
        raise Unreadable("no-calendar")
    if len(events) > MOST_IN_A_FILE:
        raise Unreadable("too-many")
    named = [event for event in events if str(event.get("UID", "")).strip()]
    return sorted(named, key=_sequence), len(events) - len(named)


def _not_too_deep(data: bytes) -> None:
    depth = begun = 0
    for match in _NESTED.finditer(data):
        depth += 1 if match[1].upper() == b"BEGIN" else -1
        begun += depth == 2
        if depth > DEEPEST or depth < 0:
            raise Unreadable("no-calendar")
    if begun > 2 * MOST_IN_A_FILE:
        raise Unreadable("too-many")


def _sequence(event: Component) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (ValueError, TypeError):
        return 0


def _family(event: Component) -> str:
    return hashlib.sha256(str(event["UID"]).encode()).hexdigest()[:32]


def _key(family: str, when: date | None) -> str:
    """The name of one time of a thing: of the only one, or of the one that was to begin then."""
    if when is None:
        return family + "0" * 32
    return family + hashlib.sha256(when.isoformat().encode()).hexdigest()[:32]


def _moved(events: list[Component], zone: tzinfo) -> frozenset[str]:
    """The times of things that repeat which stand in the file by themselves, moved or called off."""
    found = set()
    for event in events:
        try:
            if when := _when(event, "RECURRENCE-ID", zone):
                found.add(_key(_family(event), when))
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
            continue
    return frozenset(found)


def _when(event: Component, name: str, zone: tzinfo) -> date | None:
    """A moment as the clock on the wall here shows it, without its zone; or a day; None when it is not told."""
    told = event.get(name)
    if told is None:
        return None
    return repeating.local(told.dt, zone)


def _things(
    event: Component, family: str, moved: frozenset[str], today: date, horizon: date, zone: tzinfo
) -> Iterator[Thing]:
    begins = _when(event, "DTSTART", zone)
    if begins is None:
        raise ValueError("no beginning")
    if str(event.get("CLASS", "PUBLIC")).upper() != "PUBLIC":
        return
    own = _when(event, "RECURRENCE-ID", zone)
    span = _span(event, begins, zone)
    said = _said(event)
    repeats = own is None and ("RRULE" in event or "RDATE" in event)
    if not repeats:
        yield from _within(_thing(_key(family, own), begins, span, said), today, horizon)
        return
    times = repeating.times(event, begins, today - span, horizon, zone)
    for each in islice((when for when in times if _key(family, when) not in moved), MOST_TIMES):
        yield from _within(_thing(_key(family, each), each, span, said), today, horizon)


def _within(thing: Thing, today: date, horizon: date) -> Iterator[Thing]:
    if thing.last_on >= today and thing.first_on <= horizon:
        yield thing


def _span(event: Component, begins: date, zone: tzinfo) -> timedelta:
    ends = _when(event, "DTEND", zone)
    if ends is not None and isinstance(ends, datetime) == isinstance(begins, datetime):
        span = ends - begins
    elif (length := event.get("DURATION")) is not None:
        span = length.dt
    else:
        span = timedelta(0) if isinstance(begins, datetime) else timedelta(days=1)
    if not timedelta(0) <= span <= rules.LONGEST:
        raise ValueError("ends before it begins, or lasts for ever")
    return span


def _said(event: Component) -> dict[str, Any]:
    what = _text(event, "SUMMARY", rules.LIMITS["what"])
    if not what:
        raise ValueError("nothing is said")
    link = str(event.get("URL", "")).strip()
    return {
        "what": what,
        "place": _text(event, "LOCATION", rules.LIMITS["place"]),
        "about": _text(event, "DESCRIPTION", rules.WORDS_LIMIT, one_line=False),
        "link": link if link.startswith("https://") and link_host(link) and len(link) <= rules.LIMITS["link"] else "",
        "is_off": str(event.get("STATUS", "")).upper() == "CANCELLED",
    }


def _text(event: Component, name: str, limit: int, *, one_line: bool = True) -> str:
    """A text without tags and signs that nobody sees, cut off where there is no more room."""
    told = event.get(name, "")
    first = told[0] if isinstance(told, list) and told else told
    text = clean(strip_tags(str(first)[: 10 * limit]), one_line=one_line)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _thing(key: str, begins: date, span: timedelta, said: dict[str, Any]) -> Thing:
    if not isinstance(begins, datetime):
        last = begins + max(span, timedelta(days=1)) - timedelta(days=1)
        return Thing(key, first_on=begins, last_on=last, **said)
    ends = begins + span
    thing = Thing(key, first_on=begins.date(), last_on=begins.date(), begins=f"{begins:%H:%M}", **said)
    if ends.date() == begins.date() and ends > begins:
        return replace(thing, ends=f"{ends:%H:%M}", minutes=int(span.total_seconds() // 60) or None)
    midnight = datetime.combine(begins.date() + timedelta(days=1), datetime.min.time())
    if ends <= midnight + timedelta(hours=6):  # until late in the evening is one evening
        minutes = int(span.total_seconds() // 60)
        return replace(thing, minutes=minutes or None)
    return replace(thing, last_on=(ends - timedelta(seconds=1)).date(), begins="")
