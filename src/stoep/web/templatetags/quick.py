"""Django's own url, date and truncatechars, remembering what does not change: they are most of what a page costs.

They stand among the builtins in settings.TEMPLATES, so that templates are written as everywhere.
`./stoep bench` shows the difference; docs/decisions/0004-what-a-page-may-cost.md tells why.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template import defaultfilters
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from stoep.shared.addresses import address

register = template.Library()
# Signs of a format that look at the day only: an hour in it must be looked at each time.
OF_A_DAY = frozenset("jdDlNFmMnYyz ,.-/")


class QuickURLNode(URLNode):
    """An address, from stoep.shared.addresses."""

    def render(self, context: Context) -> str:
        """The address, or nothing and a variable when the tag says `as`."""
        if self.kwargs:
            return str(super().render(context))
        found = ""
        try:
            found = address(self.view_name.resolve(context), *(arg.resolve(context) for arg in self.args))
        except NoReverseMatch:
            if self.asvar is None:
                raise
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> QuickURLNode:
    """As Django's {% url %}."""
    node = django_url(parser, token)
    return QuickURLNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.filter(name="date", expects_localtime=True, is_safe=False)
def quick_date(value: Any, arg: str | None = None) -> str:
    """As Django's |date: a day in a format is worked out once for each language."""
    if arg is None or not isinstance(value, date) or not OF_A_DAY.issuperset(arg):
        return str(defaultfilters.date(value, arg))
    return _day(value.date() if isinstance(value, datetime) else value, arg, get_language())


@lru_cache(maxsize=10_000)
def _day(value: date, arg: str, _language: str | None) -> str:
    return date_format(value, arg)


@register.filter(is_safe=True)
def truncatechars(value: Any, arg: int) -> Any:
    """As Django's |truncatechars: what is short enough is not taken apart sign by sign."""
    if isinstance(value, str) and len(value) <= int(arg):
        return value
    return defaultfilters.truncatechars(value, arg)
