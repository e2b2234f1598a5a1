"""A key that a form carries out of sight. Whoever sends it has not typed it, and so is never told that it is wrong."""

from __future__ import annotations

from typing import Any

from django import forms

LONGEST = 64


class FormKey(forms.CharField):
    """Not shown and not asked for. Lost on the way, or changed into what it cannot be, it counts as not sent."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> str:
        """The key as it was sent, or ""."""
        sent = str(value or "").strip()
        return sent if len(sent) <= LONGEST and sent.isascii() and sent.isprintable() else ""
