"""A line of the year book. There may be sixty on its page, and last month's are no others today."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from stoep.archive.queries import Told

register = template.Library()


@register.simple_tag
def line(told: Told) -> SafeString:
    """One thing in a chapter, as a row of its list."""
    return _rendered(told, get_language())


@lru_cache(maxsize=2000)
def _rendered(told: Told, _language: str | None) -> SafeString:
    """The same values in the same language make the same piece of page: it gets nothing but these."""
    return render_to_string("archive/parts/line.html", {"each": told})
