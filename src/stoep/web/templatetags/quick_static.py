"""Django's library of static files, which asks for the address of each file once: it cannot change while we run.

Named "static" in settings.TEMPLATES, so that `{% load static %}` gives it.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.templatetags import static as django_static

register = template.Library()
register.tags.update(django_static.register.tags)


class QuickStaticNode(django_static.StaticNode):
    """The address of a file of ours."""

    @classmethod
    def handle_simple(cls, path: str) -> str:
        """As it is under these settings."""
        return _address(path, settings.STATIC_URL, str(settings.STORAGES["staticfiles"]["BACKEND"]))


@lru_cache(maxsize=1000)
def _address(path: str, _static_url: str, _backend: str) -> str:
    return str(django_static.StaticNode.handle_simple(path))


@register.tag("static")
def static(parser: Parser, token: Token) -> QuickStaticNode:
    """As Django's {% static %}."""
    node = django_static.do_static(parser, token)
    return QuickStaticNode(node.varname, node.path)
