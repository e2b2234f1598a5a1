"""A line of the list of conflicts: remembered by everything that it shows."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from stoep.conflicts.queries import Row
from stoep.shared.remembered import rendered

register = template.Library()


@register.simple_tag
def conflict_row(row: Row) -> SafeString:
    """What it is about, where it stands, and since when it is written down."""
    one = row.conflict
    told = (one.pk, one.neighbourhood.slug, one.title, one.opened_at, one.closed_at, one.read_at is None)
    return rendered("conflicts/parts/row.html", (told, row.standing, row.again_on), row=row)
