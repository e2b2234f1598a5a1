"""Tags of the page: the words of a block, the theme, the link of this very page, a QR code."""

from __future__ import annotations

import segno
from django import template
from django.template.base import NodeList
from django.template.context import RequestContext
from django.template.loader_tags import BlockNode
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from stoep.network import access
from stoep.places.models import Neighbourhood
from stoep.web import theme

register = template.Library()


@register.simple_tag(takes_context=True)
def words_of(context: RequestContext, block: str) -> SafeString:
    """What the page wrote in this block: so its title, written once, stands in the tab and in the heading."""
    written = BlockNode(block, NodeList()).render(context)
    return mark_safe(written.strip())  # noqa: S308 - the block has escaped what it holds


@register.simple_tag
def theme_address() -> str:
    """Where the theme's one file is."""
    return static(theme.file_name())


@register.simple_tag(takes_context=True)
def current(context: RequestContext, address: str) -> SafeString:
    """` aria-current="page"` when this address is the page's own."""
    request = context.get("request")
    is_here = request is not None and request.path == address
    return mark_safe(' aria-current="page"' if is_here else "")  # noqa: S308 - our own words


@register.simple_tag(takes_context=True)
def desk_of(context: RequestContext, neighbourhood: Neighbourhood) -> str:
    """Where the desk of this neighbourhood is, for whoever works at it; empty for everybody else."""
    request = context.get("request")
    if request is None or not context["user"].is_authenticated:
        return ""
    hosts = access.standing_of(request, neighbourhood).hosts
    return reverse("network:desk", args=[neighbourhood.slug]) if hosts else ""


@register.simple_tag
def qr(address: str) -> str:
    """This address as a QR code: an SVG in a data address, black on white, error level M, for `<img src>`."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff")
