"""A row of the agenda. Forty of them are most of that page, and they change a few times a month."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from stoep.agenda.queries import Placed, Row

register = template.Library()


@register.simple_tag
def row(placed: Placed, level: int) -> SafeString:
    """An item with its number and what its dates say, under a heading of this level (3 or 5)."""
    return _rendered(placed.row, level, get_language())


@lru_cache(maxsize=5000)
def _rendered(shown: Row, level: int, _language: str | None) -> SafeString:
    """The same values in the same language make the same piece of page: it gets nothing but these."""
    return render_to_string("agenda/parts/row.html", {"row": shown, "level": level})
