"""Boxes that the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms

from stoep.gatherings import rules
from stoep.shared.form_boxes import choice as choice
from stoep.shared.form_boxes import number as number
from stoep.shared.form_day import clock as clock
from stoep.shared.form_day import day as day
from stoep.shared.form_key import Keyed as Keyed


def line(label: Any, name: str, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """One line, as long as it is kept."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    return forms.CharField(
        label=label, max_length=rules.LIMITS[name], required=required, help_text=help_text, widget=widget
    )


def area(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Some lines."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, max_length=rules.WORDS_LIMIT, required=required, help_text=help_text, widget=widget
    )
