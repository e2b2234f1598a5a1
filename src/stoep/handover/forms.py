"""What a person types: a change of power, an answer to one line, and what is known of a subsidy or contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.handover import rules
from stoep.handover.models import Commitment, Power
from stoep.people.models import Organisation, Person
from stoep.shared.form_day import DayInput
from stoep.shared.form_ground import why_erased
from stoep.shared.form_key import FreshKey
from stoep.shared.refusal import Refused


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Kept(forms.Form):
    """A form that carries a key, and shows a refusal of the act beside the field that it is about.

    `sometimes` names the fields that one choice asks for and another does not: they are not called optional.
    """

    sleutel = FreshKey()
    beside: dict[str, str] = {}
    sometimes: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.sometimes:
            self.fields[name].sometimes = True  # type: ignore[attr-defined]  # read by web/forms/optional.html

    def refuse(self, refused: Refused) -> None:
        """Say what the act refused, where it can be mended."""
        self.add_error(self.beside.get(refused.code), str(refused))

    @property
    def key(self) -> str | None:
        """The key that was sent along; None when it got lost."""
        return self.cleaned_data["sleutel"] or None


class PowerForm(Kept):
    """What changed, in which organisation, and from which day; names where they are known."""

    soort = forms.ChoiceField(label=_("Wat verandert er?"), choices=Power.Kind.choices, widget=forms.RadioSelect)
    organisatie = forms.ChoiceField(label=_("Bij welke organisatie?"))
    op = forms.DateField(label=_("Vanaf welke dag?"), widget=DayInput)
    functie = forms.CharField(
        label=_("Om welke functie gaat het?"),
        max_length=rules.CALLED_LIMIT,
        required=False,
        help_text=_("Bijvoorbeeld: wethouder wijken. Bij een verkiezing mag dit leeg blijven."),
    )
    wie_gaat = forms.CharField(
        label=_("Wie gaat er weg?"),
        max_length=rules.CALLED_LIMIT,
        required=False,
        help_text=_("Zoals bewoners die persoon noemen. Mag leeg blijven."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    wie_komt = forms.CharField(
        label=_("Wie komt er?"),
        max_length=rules.CALLED_LIMIT,
        required=False,
        help_text=_("Is dat nog niet bekend? Laat het dan leeg."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["soort", "organisatie", "op", "functie", "wie_gaat", "wie_komt", "sleutel"]
    sometimes = ("functie",)
    beside = {
        "no-kind": "soort",
        "other-kind": "organisatie",
        "unknown": "organisatie",
        "no-office": "functie",
        "too-old": "op",
        "too-far": "op",
    }

    def __init__(self, *args: Any, organisations: Sequence[Organisation], people: Sequence[Person], **options: Any):
        super().__init__(*args, **options)
        self.organisations = {str(known.pk): known for known in organisations}
        self.people = people
        _choose(self, "organisatie", [(key, known.name) for key, known in self.organisations.items()])

    def said(self) -> dict[str, Any]:
        """What change_power takes, from a form that is valid."""
        cleaned = self.cleaned_data
        organisation = self.organisations[cleaned["organisatie"]]
        called = cleaned["wie_komt"].strip().casefold()
        theirs = (person for person in self.people if person.organisation_id == organisation.pk)
        return {
            "kind": cleaned["soort"],
            "organisation": organisation,
            "on": cleaned["op"],
            "office": cleaned["functie"],
            "leaves": cleaned["wie_gaat"],
            "comes": cleaned["wie_komt"],
            "newcomer": next((person for person in theirs if called and person.name.casefold() == called), None),
            "posted_key": self.key,
        }


class AgreeForm(Kept):
    """Yes or no to a proposal, by the button that was pressed; with words beside a no, if one wishes."""

    woorden = forms.CharField(
        label=_("Wat wilt u daarbij zeggen?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Dit mag leeg blijven. Iedereen kan het lezen."),
        widget=_lines(),
    )

    @property
    def says_no(self) -> bool:
        """Whether the button of the no was pressed."""
        return bool(self.data.get("keuze") == "nee")

    def clean_woorden(self) -> str:
        """The words of a no; beside a yes they would get lost, so that is asked about."""
        words: str = self.cleaned_data["woorden"]
        if words.strip() and not self.says_no:
            raise forms.ValidationError(_("U schreef iets bij 'nee'. Kies nee, of haal deze tekst weg."))
        return words


class EraseForm(forms.Form):
    """Why a host wipes the names of who left and who came."""

    grond = why_erased(
        _("Waarom wist u de namen?"),
        asked=_("Wie het aangaat, vraagt erom."),
        mistaken=_("Dit is niet de goede naam."),
        harm=_("Het kan iemand kwaad doen."),
        missing=_("Kies waarom dit gewist wordt."),
    )


class ReplyForm(Kept):
    """Confirm, talk again, or stop. What a choice asks for stands below it; nothing is hidden."""

    keuze = forms.ChoiceField(
        label=_("Wat wilt u met deze regel?"),
        choices=[
            ("confirm", _("Bevestigen: wij houden ons hieraan.")),
            ("renegotiate", _("Opnieuw praten: wij stellen iets anders voor.")),
            ("stop", _("Stoppen: wij willen hiermee ophouden.")),
        ],
        widget=forms.RadioSelect,
    )
    waarom = forms.CharField(
        label=_("Waarom?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Nodig bij opnieuw praten en bij stoppen. Iedereen kan dit lezen."),
        widget=_lines(),
    )
    wat = forms.CharField(
        label=_("Wat stelt u voor?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Wat er staat, blijft staan tot de ontvanger het ermee eens is."),
        widget=_lines(),
    )
    wat_op = forms.DateField(label=_("Voor welke dag?"), required=False, widget=DayInput)
    stopt_op = forms.DateField(label=_("Op welke dag stopt het?"), required=False, widget=DayInput)
    toch_eerder = forms.CharField(
        label=_("Eerder dan netjes is? Waarom mag dat?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Dit komt ook op papier te staan."),
        widget=_lines(2),
    )
    sometimes = ("waarom", "wat", "wat_op", "stopt_op", "toch_eerder")
    gezien = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    beside = {
        "no-kind": "keuze",
        "no-why": "waarom",
        "no-what": "wat",
        "short-notice": "toch_eerder",
    }

    def refuse(self, refused: Refused) -> None:
        """Say what the act refused; a day belongs to the choice that was made."""
        of_day = "stopt_op" if self.cleaned_data.get("keuze") == "stop" else "wat_op"
        self.add_error(of_day if refused.code in ("no-day", "past") else self.beside.get(refused.code), str(refused))


class MarkForm(Kept):
    """What somebody knows of a subsidy or contract. Only what it is for and since when must be there."""

    soort = forms.ChoiceField(
        label=_("Is het een subsidie of een contract?"), choices=Commitment.Kind.choices, widget=forms.RadioSelect
    )
    organisatie = forms.ChoiceField(label=_("Van welke organisatie komt het geld?"))
    wat = forms.CharField(label=_("Waarvoor is het?"), max_length=300)
    aan_wie = forms.CharField(label=_("Wie krijgt het?"), max_length=rules.CALLED_LIMIT, required=False)
    sinds = forms.DateField(label=_("Sinds welke dag loopt het?"), widget=DayInput)
    tot = forms.DateField(
        label=_("Tot en met welke dag?"), required=False, help_text=_("Niet bekend? Laat het leeg."), widget=DayInput
    )
    bedrag = forms.CharField(
        label=_("Hoeveel euro per jaar?"),
        max_length=30,
        required=False,
        help_text=_("Bijvoorbeeld: 12.500. Niet bekend? Laat het leeg."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    doorlopend = forms.BooleanField(
        label=_("Het is elk jaar voor hetzelfde werk."),
        required=False,
        help_text=_("Dan geldt na drie jaar een nette termijn om te stoppen (Awb 4:51)."),
    )
    voorbehoud = forms.BooleanField(
        label=_("Het geldt alleen als er geld op de begroting komt."),
        required=False,
        help_text=_("Dat staat dan in de beschikking (Awb 4:34)."),
    )
    bron = forms.CharField(
        label=_("Waar staat het?"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: de beschikking van 3 mei 2021."),
    )
    opmerking = forms.CharField(
        label=_("Wat moet de nieuwe persoon weten?"), max_length=rules.WORDS_LIMIT, required=False, widget=_lines()
    )
    field_order = [
        "soort", "organisatie", "wat", "aan_wie", "sinds", "tot", "bedrag", "doorlopend", "voorbehoud", "bron",
        "opmerking", "sleutel",
    ]  # fmt: skip
    beside = {"no-kind": "soort", "no-what": "wat", "ends-before": "tot", "cents": "bedrag", "unknown": "organisatie"}

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisations = {str(known.pk): known for known in organisations}
        _choose(self, "organisatie", [(key, known.name) for key, known in self.organisations.items()])

    def clean_bedrag(self) -> int | None:
        """The amount in whole cents; None when it is not known."""
        typed = self.cleaned_data["bedrag"].strip()
        cents = rules.cents_of(typed) if typed else None
        if typed and cents is None:
            raise forms.ValidationError(_("Dit bedrag kunnen wij niet lezen. Schrijf bijvoorbeeld: 12.500."))
        return cents

    def said(self) -> dict[str, Any]:
        """What mark takes, from a form that is valid."""
        cleaned = self.cleaned_data
        return {
            "kind": cleaned["soort"],
            "organisation": self.organisations[cleaned["organisatie"]],
            "what": cleaned["wat"],
            "to": cleaned["aan_wie"],
            "since_on": cleaned["sinds"],
            "until_on": cleaned["tot"],
            "cents": cleaned["bedrag"],
            "lasting": cleaned["doorlopend"],
            "if_budgeted": cleaned["voorbehoud"],
            "source": cleaned["bron"],
            "note": cleaned["opmerking"],
            "posted_key": self.key,
        }


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
