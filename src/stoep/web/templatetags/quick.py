"""Django's own url, include, date and truncatechars, remembering what does not change: most of what a page costs.

They stand among the builtins in settings.TEMPLATES, so that templates are written as everywhere.
`./stoep bench` shows the difference; docs/decisions/0004-what-a-page-may-cost.md tells why.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any, cast

from django import template
from django.template import defaultfilters
from django.template.base import Node, Parser, Template, Token
from django.template.context import Context
from django.template.defaulttags import CycleNode, URLNode
from django.template.defaulttags import url as django_url
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode, do_include
from django.urls import NoReverseMatch
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import add_truncation_text
from django.utils.translation import get_language

from stoep.shared.addresses import address_among
from stoep.web.templatetags.here import here

register = template.Library()
# Signs of a format that look at the day only: an hour in it must be looked at each time.
OF_A_DAY = frozenset("jdDlNFmMnYyz ,.-/")

UNSTACKED = re.compile("[\x00-\u02ff\u2002-\u20cf]*")
# What keeps a state of its own while a template is rendered.
OF_ITS_OWN: tuple[type[Node], ...] = (ExtendsNode, BlockNode, CycleNode)


class QuickURLNode(URLNode):
    """An address, from stoep.shared.addresses."""

    def render(self, context: Context) -> str:
        """The address, or nothing and a variable when the tag says `as`."""
        if self.kwargs:
            return str(super().render(context))
        found = ""
        _language, urlconf, prefix = here(context)
        args = [arg.resolve(context) for arg in self.args]
        try:
            found = address_among(urlconf, prefix, self.view_name.resolve(context), args)
        except NoReverseMatch:
            if self.asvar is None:
                raise
        if self.asvar:
            context[self.asvar] = found
            return ""
        return escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> QuickURLNode:
    """As Django's {% url %}."""
    node = django_url(parser, token)
    return QuickURLNode(node.view_name, node.args, node.kwargs, node.asvar)


class QuickIncludeNode(IncludeNode):
    """A piece of page that is named in the template itself: looked up once, and rendered in the page's own state."""

    def render(self, context: Context) -> SafeString:
        """What the piece says with its variables."""
        piece = self._piece(context)
        if piece is None:
            return super().render(context)
        with context.push(**{name: value.resolve(context) for name, value in self.extra_context.items()}):
            return piece.nodelist.render(context)

    def _piece(self, context: Context) -> Template | None:
        """The piece; None when Django must handle it: by a variable, apart from the page, or with blocks of its own."""
        if "piece" not in self.__dict__:
            name = self.template.var
            plain = isinstance(name, str) and not self.template.filters and not name.startswith(("./", "../"))
            engine = context.template.engine if context.template else None
            piece = engine.get_template(name) if engine and plain and not self.isolated_context else None
            own = [each for kind in OF_ITS_OWN for each in piece.nodelist.get_nodes_by_type(kind)] if piece else []
            self.__dict__["piece"] = None if own else piece
        return cast(Template | None, self.__dict__["piece"])


@register.tag
def include(parser: Parser, token: Token) -> QuickIncludeNode:
    """As Django's {% include %}."""
    node = do_include(parser, token)
    return QuickIncludeNode(node.template, extra_context=node.extra_context, isolated_context=node.isolated_context)


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
    try:
        most = int(arg)
    except ValueError:
        most = 0
    if not isinstance(value, str) or most < 2:
        return defaultfilters.truncatechars(value, arg)
    # Among Latin letters and quotes none stands on top of another: signs are counted, and need not be looked at.
    if UNSTACKED.fullmatch(value[: most + 1]) is None:
        return defaultfilters.truncatechars(value, arg)
    return value if len(value) <= most else add_truncation_text(value[: most - 1])
