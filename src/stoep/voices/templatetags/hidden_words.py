"""What stands in the place of words that two keys hid."""

from __future__ import annotations

from django import template

from stoep.voices import hidden

register = template.Library()


@register.filter
def hidden_note(row: hidden.HasWords) -> str:
    """The sentence in the place of hidden words; "" when these words are not hidden."""
    return hidden.note(row)
