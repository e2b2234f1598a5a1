"""Boxes that the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import rules
from stoep.shared.form_boxes import choice as choice
from stoep.shared.form_boxes import number as number
from stoep.shared.form_day import clock as clock
from stoep.shared.form_day import day as day
from stoep.shared.form_key import Keyed as Keyed

NO_SUM = _("Dit is geen bedrag. Schrijf bijvoorbeeld 15.000 of 1250,50.")


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


class WhyForm(forms.Form):
    """One reason, in a few words."""

    why = area(_("Waarom?"), rows=2, help_text=_("Iedereen leest dit."))
