"""Sums of money on a page."""

from __future__ import annotations

from django import template

from stoep.budgeting import rules

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """The sum as it is printed: "€ 15.000"; "" when there is none."""
    return "" if cents is None else rules.euros(cents)
