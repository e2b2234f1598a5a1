"""A time as a row of marks, one for each time that something was said or answered: up to a hundred on a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def marks(names: Sequence[str]) -> SafeString:
    """A mark for each of these names, in their order. They are drawn without a word: who cannot see them reads on."""
    return _drawn(tuple(names))


@lru_cache(maxsize=1000)
def _drawn(names: tuple[str, ...]) -> SafeString:
    """The same names make the same marks: it gets nothing but these."""
    return render_to_string("thread/parts/marks.html", {"names": names})
