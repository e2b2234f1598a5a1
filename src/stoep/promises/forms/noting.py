"""What a person types to note a promise: three fields, and more below them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.people.models import Contact, Organisation, Person
from stoep.promises import rules, who
from stoep.promises.forms.fields import ReadBack, WhenField
from stoep.shared import receipts
from stoep.shared.form_day import DayInput
from stoep.shared.form_key import FreshKey
from stoep.shared.form_look import LooksFirst
from stoep.shared.look_first import Sought
from stoep.voices import queries as voices

RESIDENT, SOMEBODY_ELSE, EVERYBODY = "resident", "other", "all"
_MORE = ("aan_wie", "waar", "gezegd_op", "agendapunt", "bewijs", "link", "bereik", "adres")


class NoteForm(ReadBack, LooksFirst):
    """Wie, wat, wanneer; the rest may stay closed. A fourth question comes only when the name says nothing to us.

    The item that it belongs to is no reason to ask why this is new: the promise joins it.
    """

    wie = forms.CharField(
        label=_("Wie belooft het?"),
        max_length=rules.CALLED_LIMIT,
        help_text=_("Een naam of een organisatie, zoals u het zou zeggen."),
        widget=forms.TextInput(attrs={"list": "bekend", "autocomplete": "off"}),
    )
    wat = forms.CharField(
        label=_("Wat is er beloofd?"), max_length=rules.WORDS_LIMIT, widget=forms.Textarea(attrs={"rows": 3})
    )
    voor_wie = forms.ChoiceField(
        label=_("Voor wie werkt deze persoon?"),
        required=False,
        help_text=_("Wij kennen deze naam nog niet."),
    )
    waar = forms.CharField(
        label=_("Waar is het gezegd?"),
        max_length=rules.WHERE_LIMIT,
        required=False,
        help_text=_("Bijvoorbeeld: aan de deur in de Eikstraat, of bij de wijkavond."),
    )
    gezegd_op = forms.DateField(label=_("Op welke dag is het gezegd?"), required=False, widget=DayInput)
    aan_wie = forms.CharField(
        label=_("Aan wie is het beloofd?"),
        max_length=rules.CALLED_LIMIT,
        required=False,
        help_text=_("Laat leeg als het voor de hele wijk is. Een naam of het nummer van een inbreng kan ook."),
        widget=forms.TextInput(attrs={"list": "bekend", "autocomplete": "off"}),
    )
    agendapunt = forms.ChoiceField(label=_("Bij welk agendapunt hoort het?"), required=False)
    bewijs = forms.CharField(
        label=_("Waaruit blijkt het?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Bijvoorbeeld: het staat in het verslag van 3 mei."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    link = forms.CharField(
        label=_("Staat het op internet? Plak hier het adres"), max_length=rules.LINK_LIMIT, required=False
    )
    bereik = forms.ChoiceField(
        label=_("Hoe vragen wij de belover of het klopt?"),
        required=False,
        choices=[("", _("met een briefje dat u afdrukt")), *Contact.Channel.choices],
    )
    adres = forms.CharField(
        label=_("E-mailadres, telefoonnummer of postadres van de belover"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sleutel = FreshKey()

    def __init__(
        self,
        *args: Any,
        today: date,
        people: list[Person],
        organisations: list[Organisation],
        items: list[Item],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.people, self.organisations, self.items = people, organisations, items
        self.fields["wanneer"] = WhenField(
            today=today,
            label=_("Wanneer is het klaar?"),
            help_text=_("Bijvoorbeeld: 1 oktober, volgende week vrijdag, of voor de zomer."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        offices = [(str(known.pk), known.name) for known in organisations]
        ends = [("", "-"), (RESIDENT, _("een bewoner"))], [(SOMEBODY_ELSE, _("iets anders"))]
        self._choices("voor_wie", [*ends[0], *offices, *ends[1]])
        self._choices("agendapunt", [("", _("bij geen agendapunt")), *((item.code, item.title) for item in items)])
        self.asks_for_whom = bool(self.data.get("voor_wie"))

    def sought(self, today: date) -> Sought:
        """What is promised, where it was said, and the theme of the item that it belongs to."""
        item = self._item()
        theme = str(item.domain) if item else ""
        return Sought("", self.data.get("wat", ""), theme=theme, places=[self.data.get("waar", "")], today=today)

    def joins(self) -> list[str]:
        """The key of the form, and the page of its item."""
        item = self._item()
        return [self.data.get("sleutel", ""), item.get_absolute_url() if item else ""]

    def _item(self) -> Item | None:
        return next((item for item in self.items if item.code == self.data.get("agendapunt")), None)

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields behind the fold: nobody has to open it."""
        return [self[name] for name in _MORE]

    @property
    def has_more(self) -> bool:
        """Whether something behind the fold was filled in or has to be mended: then it stands open."""
        return any(self[name].value() or self[name].errors for name in _MORE)

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "wie" in cleaned:
            self._recognise(cleaned)
        if found := cleaned.get("wanneer"):
            self._read_back(found)
        cleaned["receiver"] = self._receiver(cleaned.get("aan_wie", ""))
        return cleaned

    def _recognise(self, cleaned: dict[str, Any]) -> None:
        """Put `promiser` and `organisation` beside the name; ask for whom they work only when nothing tells it."""
        found = who.recognise(cleaned["wie"], *self._known())
        person = next((known for known in self.people if known.pk == found.person), None)
        chosen = cleaned.get("voor_wie", "")
        key = int(chosen) if chosen.isdecimal() else found.organisation
        organisation = next((known for known in self.organisations if known.pk == key), None)
        if chosen in (RESIDENT, SOMEBODY_ELSE):
            organisation = None
        cleaned["promiser"] = person
        cleaned["organisation"] = organisation or (person.organisation if person and not chosen else None)
        if person is None and organisation is None and not chosen:
            self.asks_for_whom = True
            self.add_error("voor_wie", _("Wij kennen deze naam nog niet. Kies voor wie deze persoon werkt."))

    def _known(self) -> tuple[list[who.Known], list[who.Known]]:
        people = [who.Known(person.pk, person.name) for person in self.people]
        return people, [who.Known(known.pk, known.name, known.kind) for known in self.organisations]

    def _receiver(self, typed: str) -> dict[str, Any]:
        """Which receiver the words name: a voice by its number, a known person or organisation; else the wijk."""
        number = receipts.tidy(typed)
        if receipts.is_number(number) and (voice := voices.by_number(number)):
            return {"receiver_voice": voice}
        found = who.recognise(typed, *self._known())
        person = next((known for known in self.people if known.pk == found.person), None)
        organisation = next((known for known in self.organisations if known.pk == found.organisation), None)
        if person:
            return {"receiver": person, "receiver_called": typed}
        if organisation and organisation.kind != Organisation.Kind.RESIDENTS:
            return {"receiver_organisation": organisation, "receiver_called": typed}
        return {"receiver_called": typed}

    def said(self) -> dict[str, Any]:
        """What promises.actions.promise takes, from a form that is valid."""
        cleaned = self.cleaned_data
        return {
            "called": cleaned["wie"],
            "words": cleaned["wat"],
            "due_on": cleaned["wanneer"].on,
            "promiser": cleaned["promiser"],
            "organisation": cleaned["organisation"],
            "said_where": cleaned["waar"],
            "said_on": cleaned["gezegd_op"],
            "item": self._item(),
            "evidence": cleaned["bewijs"],
            "evidence_link": cleaned["link"],
            "promiser_contact": (cleaned["bereik"], cleaned["adres"]) if cleaned["bereik"] else None,
            "why_new": self.why_new,
            "posted_key": cleaned["sleutel"] or None,
            **cleaned["receiver"],
        }
