"""Boxes that forms of several rooms show: a choice of a few, and a whole number."""

from __future__ import annotations

from typing import Any

from django import forms


def choice(label: Any, choices: Any, *, required: bool = True, help_text: Any = "") -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=forms.RadioSelect, help_text=help_text
    )


def number(label: Any, *, most: int, least: int = 1, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    """A whole number, from `least` to `most`."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=required, widget=widget, help_text=help_text
    )
