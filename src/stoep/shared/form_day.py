"""The boxes in which somebody picks or types a day, or a time of the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]
NO_DATE = _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.")
NO_TIME = _("Dit is geen tijd. Schrijf bijvoorbeeld 19:30.")


class DayInput(forms.DateInput):
    """The browser's own date picker, where it has one; else a box that takes 2026-10-01 and 1-10-2026."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, picked or typed."""
    return forms.DateField(
        label=label, widget=DayInput(), input_formats=FORMATS, error_messages={"invalid": NO_DATE},
        required=required, help_text=help_text,
    )  # fmt: skip


def clock(label: Any, *, required: bool = True) -> forms.TimeField:
    """A time of the day, picked or typed as 19:30, 19.30 or 19."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    formats = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
    return forms.TimeField(
        label=label, widget=widget, input_formats=formats, error_messages={"invalid": NO_TIME}, required=required
    )
