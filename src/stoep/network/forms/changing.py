"""What people type to change who leads, by two keys; one form for each kind of change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from stoep.network.charter_words import ABOUT
from stoep.network.models import Change, Charter, Post, Seat
from stoep.network.rules import MOST_KEY_DAYS, MOST_SEATS, MOST_VOTES, CharterFacts
from stoep.people.models import Organisation
from stoep.record.models import Witness


class PersonFields(forms.Form):
    """Whom it is about, and for which organisation."""

    name = forms.CharField(
        label=_("Om wie gaat het?"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("Wat is het e-mailadres?"),
        help_text=_("Daarmee kan deze persoon zich aanmelden. Anderen zien het adres niet."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    organisation_name = forms.CharField(
        label=_("Voor welke organisatie?"),
        required=False,
        max_length=160,
        help_text=_("Laat dit leeg voor een bewoner. Een bekende organisatie vindt u door dezelfde naam te typen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation_kind = forms.ChoiceField(
        label=_("Wat voor organisatie is dat?"),
        required=False,
        choices=[("", _("Geen: een bewoner")), *Organisation.Kind.choices[1:]],
    )

    def clean(self) -> dict[str, Any]:
        """An organisation has a name and a kind, or neither."""
        given = super().clean() or {}
        if bool(given.get("organisation_name")) != bool(given.get("organisation_kind")):
            self.add_error("organisation_kind", _("Vul bij een organisatie de naam in, en kies wat voor soort het is."))
        return given


class WhyForm(forms.Form):
    """Why, in words that the other key reads."""

    why = forms.CharField(
        label=_("Waarom?"),
        required=False,
        max_length=1000,
        help_text=_("De andere kant leest dit voordat zij bevestigt."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AppointedForm(forms.Form):
    """How somebody came to sit."""

    appointed = forms.ChoiceField(
        label=_("Hoe kreeg deze persoon de zetel?"),
        required=False,
        choices=[("", _("Zoals gewoonlijk")), *Seat.Appointed.choices],
    )


class AddSeatForm(PersonFields, AppointedForm, WhyForm):
    """A new seat."""

    field_order = ("name", "email", "organisation_name", "organisation_kind", "appointed", "is_chair", "why")

    is_chair = forms.BooleanField(label=_("Deze persoon wordt voorzitter"), required=False)


class RenewForm(AppointedForm, WhyForm):
    """Another term for whoever sits."""

    field_order = ("appointed", "why")


class HandOverForm(AppointedForm, WhyForm):
    """Somebody else of the same side takes a seat."""

    field_order = ("name", "email", "appointed", "why")

    name = forms.CharField(label=_("Wie krijgt de zetel?"), max_length=120)
    email = forms.EmailField(label=_("Wat is het e-mailadres?"))


class AddPostForm(PersonFields, WhyForm):
    """A host, a worker, or somebody's contact."""

    field_order = ("post_kind", "name", "email", "organisation_name", "organisation_kind", "why")

    post_kind = forms.ChoiceField(label=_("Welke taak?"), choices=Post.Kind.choices, widget=forms.RadioSelect)


class ShareForm(WhyForm):
    """The least share of residents."""

    field_order = ("share", "why")

    share = forms.IntegerField(
        label=_("Hoeveel procent van de zetels is minstens van bewoners?"), min_value=51, max_value=100
    )


class CharterForm(WhyForm):
    """All rules of the table at once, as they are now until somebody changes them here."""

    NUMBERS = ("residents_share", "term_years", "most_terms", "quorum", "quorum_residents", "drawn", "key_days")
    _RANGES = {
        "residents_share": (51, 100),
        "term_years": (1, 8),
        "most_terms": (1, 5),
        "quorum": (1, 100),
        "quorum_residents": (1, 100),
        "drawn": (0, MOST_SEATS),
        "key_days": (3, MOST_KEY_DAYS),
    }
    way = forms.ChoiceField(choices=Charter.Way.choices, widget=forms.RadioSelect)
    review_month = forms.TypedChoiceField(coerce=int, choices=list(MONTHS.items()))

    def __init__(self, *args: Any, now: CharterFacts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side, name in Organisation.Kind.choices:
            self._number(f"seats_{side}", _("Zetels: %(side)s") % {"side": name}, 0, MOST_SEATS, now.seats.get(side, 0))
            votes = _("Stemmen per zetel: %(side)s") % {"side": name}
            self._number(f"weights_{side}", votes, 0, MOST_VOTES, now.weight_of(side))
        for rule in self.NUMBERS:
            self._number(rule, ABOUT[rule][0], *self._RANGES[rule], getattr(now, rule), ABOUT[rule][1])
        for rule in ("way", "review_month"):
            self.fields[rule].label, self.fields[rule].help_text = ABOUT[rule]
            self.fields[rule].initial = getattr(now, rule)
        sides = [f"{what}_{side}" for what in ("seats", "weights") for side in Organisation.Kind.values]
        self.order_fields([*sides, *self.NUMBERS, "way", "review_month", "why"])

    def _number(self, name: str, label: Any, low: int, high: int, now: int, why: Any = "") -> None:
        self.fields[name] = forms.IntegerField(label=label, min_value=low, max_value=high, initial=now, help_text=why)

    def given(self) -> dict[str, Any]:
        """The rules that are asked, and why."""
        typed = self.cleaned_data
        rules = {name: typed[name] for name in (*self.NUMBERS, "way", "review_month")}
        for what in ("seats", "weights"):
            numbers = {side: typed[f"{what}_{side}"] for side in Organisation.Kind.values}
            usual = 0 if what == "seats" else 1
            rules[what] = {side: number for side, number in sorted(numbers.items()) if number != usual}
        return {"values": rules, "why": typed["why"]}


class MoveHostForm(WhyForm):
    """The address and the log keys of the computer where the wijk goes on."""

    field_order = ("host", "log_keys", "why")

    host = forms.URLField(label=_("Wat is het adres van de nieuwe computer?"), max_length=200, assume_scheme="https")
    log_keys = forms.CharField(
        label=_("Wat zijn de sleutels van het logboek daar?"),
        max_length=20_000,
        help_text=_("Elke sleutel op een eigen regel. De nieuwe beheerder geeft u deze regels."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def given(self) -> dict[str, Any]:
        """The address and the keys, and why."""
        typed = self.cleaned_data
        keys = [line.strip() for line in typed["log_keys"].splitlines() if line.strip()]
        return {"values": {"host": typed["host"], "log_keys": keys}, "why": typed["why"]}


class WitnessForm(WhyForm):
    """The organisation, what kind it is, and the key that it made."""

    field_order = ("called", "party", "witness_key", "why")

    called = forms.CharField(
        label=_("Welke organisatie kijkt mee?"),
        max_length=120,
        help_text=_("Schrijf de naam van de organisatie. Niet die van een mens."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    party = forms.ChoiceField(
        label=_("Wat voor organisatie is dat?"), choices=Witness.Party.choices, widget=forms.RadioSelect
    )
    witness_key = forms.CharField(
        label=_("Wat is haar openbare sleutel?"),
        max_length=200,
        help_text=_("De regel die het programma van de getuige liet zien. Neem hem over zonder fouten."),
        widget=forms.Textarea(attrs={"rows": 2, "autocapitalize": "none", "spellcheck": "false"}),
    )

    def given(self) -> dict[str, Any]:
        """The witness that is asked, and why."""
        typed = self.cleaned_data
        return {"values": {name: typed[name] for name in ("called", "party", "witness_key")}, "why": typed["why"]}


class WitnessPolicyForm(WhyForm):
    """How many witnesses."""

    field_order = ("needed", "why")

    needed = forms.IntegerField(
        label=_("Hoeveel getuigen moeten een stempel gezien hebben?"),
        min_value=1,
        max_value=12,
        help_text=_("Kies er zoveel dat de gemeente het nooit alleen kan."),
    )

    def given(self) -> dict[str, Any]:
        """The number, and why."""
        return {"values": {"needed": self.cleaned_data["needed"]}, "why": self.cleaned_data["why"]}


FORMS: dict[str, type[forms.Form]] = {
    Change.Kind.ADD_SEAT: AddSeatForm,
    Change.Kind.END_SEAT: WhyForm,
    Change.Kind.HAND_OVER: HandOverForm,
    Change.Kind.CHAIR: WhyForm,
    Change.Kind.ADD_POST: AddPostForm,
    Change.Kind.END_POST: WhyForm,
    Change.Kind.SHARE: ShareForm,
    Change.Kind.RENEW: RenewForm,
    Change.Kind.CHARTER: CharterForm,
    Change.Kind.MOVE_HOST: MoveHostForm,
    Change.Kind.WITNESS: WitnessForm,
    Change.Kind.END_WITNESS: WhyForm,
    Change.Kind.WITNESS_POLICY: WitnessPolicyForm,
}
