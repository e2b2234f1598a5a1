"""Boxes that the forms of this room share."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.gatherings import rules
from stoep.shared.form_day import DayInput
from stoep.shared.form_key import FormKey

NO_DATE = _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.")
NO_TIME = _("Dit is geen tijd. Schrijf bijvoorbeeld 19:30.")


class Keyed(forms.Form):
    """A form that counts once, however often it is sent."""

    key = FormKey()
    not_for_the_act: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": secrets.token_urlsafe(24)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in self.not_for_the_act}
        return given | {"posted_key": given.pop("key") or None}


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


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, picked or typed."""
    return forms.DateField(
        label=label, widget=DayInput(), input_formats=["%Y-%m-%d", "%d-%m-%Y"], error_messages={"invalid": NO_DATE},
        required=required, help_text=help_text,
    )  # fmt: skip


def clock(label: Any, *, required: bool = True) -> forms.TimeField:
    """A time of the day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    formats = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
    return forms.TimeField(
        label=label, widget=widget, input_formats=formats, error_messages={"invalid": NO_TIME}, required=required
    )


def choice(label: Any, choices: Any, *, required: bool = True, help_text: Any = "") -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=forms.RadioSelect, help_text=help_text
    )


def number(label: Any, *, most: int, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    """A whole number from one."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, required=required, widget=widget, help_text=help_text
    )
