"""A line of what changed at the table: remembered by everything that it shows."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from stoep.network.models import Change
from stoep.shared.remembered import rendered, values

register = template.Library()


@register.simple_tag
def change_row(change: Change) -> SafeString:
    """What was proposed about the table, by which side, and what came of it."""
    return rendered("network/parts/change_row.html", (values(change), values(change.organisation)), change=change)
