"""What people type about an interest of a seat, and when they look back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class InterestForm(forms.Form):
    """An interest that may pull another way than the wijk's, of one's own or of somebody else at the table."""

    seat = forms.TypedChoiceField(label=_("Van wie is het belang?"), coerce=int)
    words = forms.CharField(
        label=_("Welk belang is het?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: heeft een winkel in de Eikstraat. Iedereen kan dit lezen."),
    )
    since_on = forms.DateField(
        label=_("Sinds wanneer?"),
        required=False,
        help_text=_("Laat dit leeg als het vandaag begint."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, seats: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]


class WordForm(forms.Form):
    """Whether one's own side goes on with the partnership."""

    renews = forms.TypedChoiceField(
        label=_("Gaat uw kant verder met de samenwerking?"),
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
        coerce=lambda said: said == "ja",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Waarom?"),
        required=False,
        max_length=1000,
        help_text=_("Zegt u nee? Schrijf dan op waarom. Iedereen kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReviewForm(WordForm):
    """What the table found when it looked back on a year."""

    field_order = ("held_on", "went_well", "must_change", "renews", "why")

    held_on = forms.DateField(
        label=_("Op welke dag keek u terug?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    went_well = forms.CharField(label=_("Wat ging er goed?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    must_change = forms.CharField(
        label=_("Wat moet er anders?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
