"""Boxes that the forms of this room share."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from stoep.gatherings import rules
from stoep.shared.form_day import clock as clock
from stoep.shared.form_day import day as day
from stoep.shared.form_key import FormKey


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
