"""The drawings and the lists of twenty years: most of that page, and they change a few times a month."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from stoep.thread.happened import Year
from stoep.thread.horizon import Drawing
from stoep.thread.queries.years import LongLine

register = template.Library()


@register.simple_tag
def drawing(drawn: Drawing, shape: str, name: str) -> SafeString:
    """The drawing in this shape ("wide" or "narrow"), of the neighbourhood with this name."""
    return _rendered(f"thread/parts/years_{shape}.html", (("drawing", drawn), ("name", name)), get_language())


@register.simple_tag
def long_lines(lines: tuple[LongLine, ...]) -> SafeString:
    """The long lines as a list, each with its strokes."""
    return _rendered("thread/parts/years_lines.html", (("rows", lines),), get_language())


@register.simple_tag
def all_years(years: tuple[Year, ...]) -> SafeString:
    """What happened and what is to come, year by year."""
    return _rendered("thread/parts/years_list.html", (("rows", years),), get_language())


@lru_cache(maxsize=400)
def _rendered(part: str, shown: tuple[tuple[str, Any], ...], _language: str | None) -> SafeString:
    """The same values in the same language make the same piece of page: it gets nothing but these."""
    return render_to_string(part, dict(shown))
