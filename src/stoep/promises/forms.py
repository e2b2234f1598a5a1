"""What a person types: a new promise in three fields, an answer to it, a change, a verdict."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.people.models import Contact, Organisation, Person
from stoep.promises import rules, when, who
from stoep.promises.models import Verdict
from stoep.shared import receipts
from stoep.voices import queries as voices
from stoep.voices.models import Voice

RESIDENT, SOMEBODY_ELSE, EVERYBODY = "resident", "other", "all"
_SECRET = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "data-secret": "true"}


_MORE = ("aan_wie", "waar", "gezegd_op", "agendapunt", "bewijs", "link", "bereik", "adres")


class DayInput(forms.DateInput):
    """The browser's own date picker, where it has one; else a box that takes 2026-10-01 and 1-10-2026."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WhenField(forms.CharField):
    """A day in people's own words. Cleans to when.Read; refuses kindly what it cannot read."""

    def __init__(self, *, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(max_length=when.LONGEST, **options)

    def clean(self, value: Any) -> Any:
        found = when.read(str(super().clean(value)), self.today)
        if found is None:
            raise forms.ValidationError(
                _("Deze datum kunnen wij niet lezen. Schrijf bijvoorbeeld: 1 oktober, of 1-10-2026."), code="unread"
            )
        if abs(found.on - self.today) > rules.OLDEST:
            raise forms.ValidationError(
                _("U vulde het jaar %(year)s in. Klopt dat? Kijk het jaartal na."),
                code="far",
                params={"year": found.on.year},
            )
        return found


class ReadBack(forms.Form):
    """A form in which a vague date is read back before it counts: `gelezen` is the day that was shown."""

    gelezen = forms.CharField(required=False, widget=forms.HiddenInput)

    def _read_back(self, found: when.Read) -> None:
        assert isinstance(self.data, QueryDict)
        if found.exact or self.data.get(self.add_prefix("gelezen")) == found.on.isoformat():
            return
        self.data = {**self.data.dict(), self.add_prefix("gelezen"): found.on.isoformat()}
        day = date_format(found.on, "l j F Y")
        sentence = _("Wij lezen dit als %(day)s. Klopt dat? Stuur het dan nog eens. Anders: schrijf de dag erbij.")
        self.add_error("wanneer", forms.ValidationError(sentence, code="read-back", params={"day": day}))


class NoteForm(ReadBack):
    """Wie, wat, wanneer; the rest may stay closed. A fourth question comes only when the name says nothing to us."""

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
    sleutel = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        *args: Any,
        today: date,
        people: list[Person],
        organisations: list[Organisation],
        items: list[Item],
        **options: Any,
    ) -> None:
        options["initial"] = {"sleutel": secrets.token_urlsafe(24)} | (options.get("initial") or {})
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
        item = next((item for item in self.items if item.code == cleaned["agendapunt"]), None)
        return {
            "called": cleaned["wie"],
            "words": cleaned["wat"],
            "due_on": cleaned["wanneer"].on,
            "promiser": cleaned["promiser"],
            "organisation": cleaned["organisation"],
            "said_where": cleaned["waar"],
            "said_on": cleaned["gezegd_op"],
            "item": item,
            "evidence": cleaned["bewijs"],
            "evidence_link": cleaned["link"],
            "promiser_contact": (cleaned["bereik"], cleaned["adres"]) if cleaned["bereik"] else None,
            "posted_key": cleaned["sleutel"],
            **cleaned["receiver"],
        }


class SecretForm(forms.Form):
    """Asks for the secret on the slip, unless it is already known who this is."""

    code = forms.CharField(
        label=_("Geheime code"),
        max_length=60,
        help_text=_("Die staat op uw briefje of in uw bericht."),
        widget=forms.TextInput(attrs=_SECRET),
    )

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["code"]

    @property
    def secret(self) -> str:
        """What was typed; "" when nothing was asked."""
        return str(self.cleaned_data.get("code", ""))


class AnswerForm(SecretForm):
    """The promiser says that it is so, or not, and how it was."""

    klopt = forms.ChoiceField(
        label=_("Hebt u dit beloofd?"),
        choices=[("ja", _("Ja, dit heb ik beloofd.")), ("nee", _("Nee, zo heb ik het niet beloofd."))],
        widget=forms.RadioSelect,
    )
    woorden = forms.CharField(
        label=_("Hoe was het dan?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Alleen nodig als het niet klopt. Iedereen kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["klopt", "woorden", "code"]


class ChangeForm(SecretForm, ReadBack):
    """The promise in new words or with a new date, and why."""

    wat = forms.CharField(
        label=_("Wat belooft u nu?"), max_length=rules.WORDS_LIMIT, widget=forms.Textarea(attrs={"rows": 4})
    )
    waarom = forms.CharField(
        label=_("Waarom verandert het?"),
        max_length=rules.WORDS_LIMIT,
        help_text=_("Wie het beloofd kreeg, leest deze reden."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["wat", "wanneer", "waarom", "code"]

    def __init__(self, *args: Any, today: date, known: bool, **options: Any) -> None:
        super().__init__(*args, known=known, **options)
        self.fields["wanneer"] = WhenField(
            today=today,
            label=_("Wanneer is het klaar?"),
            help_text=_("Bijvoorbeeld: 1 oktober, of volgende week vrijdag."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if found := cleaned.get("wanneer"):
            self._read_back(found)
        return cleaned


class EraseForm(forms.Form):
    """Why a host wipes the name and words of a resident who promised something."""

    grond = forms.ChoiceField(
        label=_("Waarom wist u dit?"),
        choices=[
            ("asked", _("Wie dit beloofde, vraagt erom.")),
            ("mistaken", _("Dit is niet de naam van wie het beloofde.")),
            ("harm", _("Het kan wie dit beloofde kwaad doen.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom dit gewist wordt.")},
    )
    zeker = forms.BooleanField(
        label=_("Ja, wis dit. Het kan niet terug."),
        error_messages={"required": _("Zet een vinkje als u het zeker weet.")},
    )


class VerdictForm(forms.Form):
    """The receiver says kept or broken; who has no account shows a receipt."""

    oordeel = forms.ChoiceField(
        label=_("Is de belofte nagekomen?"),
        choices=[
            (Verdict.Kind.KEPT, _("Ja, het is gedaan zoals beloofd.")),
            (Verdict.Kind.BROKEN, _("Nee, het is niet gedaan.")),
        ],
        widget=forms.RadioSelect,
    )
    klaar_op = forms.DateField(
        label=_("Op welke dag was het klaar?"),
        required=False,
        help_text=_("Laat leeg als het vandaag is, of als het niet gedaan is."),
        widget=DayInput,
    )
    woorden = forms.CharField(
        label=_("Wat wilt u erbij zeggen?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Is het niet gedaan? Schrijf dan wat er mist. Iedereen kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    nummer = forms.CharField(
        label=_("Nummer van uw inbreng"),
        max_length=20,
        help_text=_("Dat staat op uw bonnetje, bijvoorbeeld K7QM-4XR."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Geheime code"),
        max_length=60,
        help_text=_("Die staat op hetzelfde bonnetje."),
        widget=forms.TextInput(attrs=_SECRET),
    )

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["nummer"], self.fields["code"]

    def clean_nummer(self) -> Voice:
        """The voice with this number; a slip of the pen and an unknown number say what to do."""
        voice = voices.by_number(str(self.cleaned_data["nummer"]))
        if voice is None:
            raise forms.ValidationError(_("Dit nummer kennen wij niet. Kijk het na op uw bonnetje."), code="unknown")
        return voice


class RegisterForm(forms.Form):
    """Which promises the register shows; it is only read, so it is sent in the address."""

    staat = forms.ChoiceField(
        label=_("Welke beloften?"),
        choices=[
            ("running", _("lopend: open en te laat")),
            ("late", _("te laat")),
            ("open", _("open")),
            ("kept", _("nagekomen")),
            ("broken", _("niet nagekomen")),
            ("changed", _("bijgesteld")),
            ("all", _("alle")),
        ],
    )
    van = forms.ChoiceField(label=_("Van wie?"))

    def __init__(self, asked: QueryDict, *, organisations: list[tuple[str, Any]]) -> None:
        chosen = {"staat": asked.get("staat") or "running", "van": asked.get("van") or EVERYBODY}
        super().__init__(chosen, use_required_attribute=False)
        field = self.fields["van"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(EVERYBODY, _("van iedereen")), (RESIDENT, _("van bewoners")), *organisations]
