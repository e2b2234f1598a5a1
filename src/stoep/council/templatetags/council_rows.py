"""A line about what was asked: remembered by everything that it shows."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from stoep.council.queries import AdviceLine
from stoep.shared.remembered import rendered, values

register = template.Library()


@register.simple_tag
def advice_row(line: AdviceLine, slug: str) -> SafeString:
    """What was asked of whom, how its clock stands, and about which item."""
    advice = line.advice
    told = (slug, line.state, line.late_by, values(advice), values(line.reply))
    whose = (values(advice.organisation), values(advice.item))
    return rendered("council/parts/advice_row.html", (told, whose), line=line)
