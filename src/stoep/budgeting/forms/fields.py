"""Boxes that the forms of this room share."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import rules
from stoep.shared.form_day import DayInput
from stoep.shared.form_key import FormKey

NO_DATE = _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.")
NO_TIME = _("Dit is geen tijd. Schrijf bijvoorbeeld 19:30.")
NO_SUM = _("Dit is geen bedrag. Schrijf bijvoorbeeld 15.000 of 1250,50.")


class Keyed(forms.Form):
    """A form that counts once, however often it is sent."""

    key = FormKey()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": secrets.token_urlsafe(24)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = dict(self.cleaned_data)
        return given | {"posted_key": given.pop("key") or None}


class EuroField(forms.CharField):
    """A sum of money as people write it; cleans to whole cents, None when it may be and is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        """The cents."""
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return None
        cents = rules.read_euros(typed)
        if cents is None or cents > rules.MOST_CENTS:
            raise ValidationError(NO_SUM, code="invalid")
        return cents

    def prepare_value(self, value: Any) -> Any:
        """Cents as they are typed."""
        return rules.euros(value).removeprefix("€\u00a0") if isinstance(value, int) else value


def line(label: Any, name: str, *, required: bool = True, help_text: Any = "", initial: Any = None) -> forms.CharField:
    """One line, as long as it is kept."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    return forms.CharField(
        label=label, max_length=rules.LIMITS[name], required=required, help_text=help_text, widget=widget,
        initial=initial,
    )  # fmt: skip


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


def clock(label: Any) -> forms.TimeField:
    """A time of the day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    formats = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
    return forms.TimeField(label=label, widget=widget, input_formats=formats, error_messages={"invalid": NO_TIME})


def choice(label: Any, choices: Any, *, required: bool = True, help_text: Any = "") -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=forms.RadioSelect, help_text=help_text
    )


def number(label: Any, *, most: int, least: int = 1, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    """A whole number."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=required, widget=widget, help_text=help_text
    )


class WhyForm(forms.Form):
    """One reason, in a few words."""

    why = area(_("Waarom?"), rows=2, help_text=_("Iedereen leest dit."))
