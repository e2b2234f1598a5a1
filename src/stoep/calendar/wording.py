"""When something is asked, in words; the name of a day is worked out once, since a month names each of them often."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stoep.calendar.models import Entry


def when(entry: Entry) -> str:
    """The days of a session with its hours, or from which day until which it runs."""
    language = get_language() or ""
    if entry.days:
        told = ", ".join(_named(day, "l j F", language) for day in entry.on_days)
    else:
        span = {"first": _named(entry.first_on, "j F", language), "last": _named(entry.last_on, "j F Y", language)}
        told = _("van %(first)s tot en met %(last)s") % span
    clock = f"{entry.begins} – {entry.ends}" if entry.ends else entry.begins
    return f"{told}, {clock}" if clock else told


@lru_cache(maxsize=4000)
def _named(day: date, shape: str, _language: str) -> str:
    return date_format(day, shape)
