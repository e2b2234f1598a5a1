"""Where and for whom a page is rendered: asking Django that for each tag would cost more than the tag itself."""

from __future__ import annotations

from typing import NamedTuple, cast

from django.conf import settings
from django.template.context import Context
from django.urls import get_script_prefix, get_urlconf
from django.utils.translation import get_language

_KEY = "stoep_here"


class Here(NamedTuple):
    """The language of the page, which addresses there are, and what stands in front of each."""

    language: str | None
    urlconf: str
    prefix: str


def here(context: Context) -> Here:
    """What holds for everything that is rendered in one go; it is kept with that rendering, and gone after it.

    So a template stays in one language from beginning to end: there is no {% language %} in our library of tags.
    """
    known = context.render_context.get(_KEY)
    if known is None:
        known = Here(get_language(), get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
        context.render_context[_KEY] = known
    return cast(Here, known)
