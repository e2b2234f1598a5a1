"""Boxes that the forms of the agenda share."""

from __future__ import annotations

from django import forms


def area(rows: int = 4) -> forms.Textarea:
    """A box for more than one line."""
    return forms.Textarea(attrs={"rows": rows})


def day(**given: object) -> forms.DateField:
    """A box for a day, typed or picked."""
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        **given,  # type: ignore[arg-type]  # as a DateField takes them
    )
