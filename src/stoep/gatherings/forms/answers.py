"""What is typed of answers: by whoever holds a card, and by a host for who rings or walks in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.forms.fields import Keyed, choice, line, number
from stoep.gatherings.models import Answer, Channel, Language, PrintJob, Sending
from stoep.gatherings.rules import numbers
from stoep.places.street_forms import CONFIRMED, KnowsStreets


class CodeForm(forms.Form):
    """The code of a card, the answer, and a house number with "do not ask me again". The page labels it itself."""

    code = forms.CharField(max_length=40, required=False)
    choice = forms.ChoiceField(choices=[*Answer.Choice.choices, ("again", "again")], required=False)
    house = forms.CharField(max_length=20, required=False)


class HostAnswerForm(forms.Form):
    """An answer of somebody without a code at hand."""

    sending = forms.ChoiceField(label=_("Hoe is deze mens uitgenodigd?"))
    choice = choice(_("Wat is het antwoord?"), Answer.Choice.choices)
    house = forms.CharField(
        label=_("Huisnummer, alleen bij: vraag mij dit niet meer"), max_length=20, required=False,
        help_text=_("Wij bewaren het nummer zelf niet."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Of het telefoonnummer, als wij niet meer mogen bellen"), max_length=80, required=False,
        help_text=_("Wij bewaren het nummer zelf niet."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )  # fmt: skip

    def __init__(self, *args: Any, sendings: Iterable[Sending], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sendings = {str(one.pk): one for one in sendings}
        chooser = self.fields["sending"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [(key, _called(one)) for key, one in self._sendings.items()]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = dict(self.cleaned_data)
        return given | {"sending": self._sendings[given["sending"]]}


def _called(one: Sending) -> str:
    parts = [str(one.get_channel_display()), one.street, str(one.get_language_display())]
    return " · ".join(part for part in parts if part)


class LetterboxForm(KnowsStreets):
    """A resident wants no invitations any more, or wants them again. Nothing of it can be read afterwards."""

    street_fields = ("street",)

    street = line(_("Welke straat?"), "street")
    house = forms.CharField(
        label=_("Welk huisnummer?"), max_length=20, help_text=_("Met de letter of toevoeging, zoals 12 A."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    choice = choice(
        _("Wat wil deze bewoner?"),
        [("never", _("geen uitnodigingen meer")), ("again", _("weer wel uitnodigingen"))],
    )


class TelephoneForm(forms.Form):
    """Somebody wants to be rung no more, or again. Nothing of it can be read afterwards."""

    phone = forms.CharField(
        label=_("Welk telefoonnummer?"), max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )  # fmt: skip
    choice = choice(
        _("Wat wil deze bewoner?"), [("never", _("niet meer gebeld worden")), ("again", _("weer wel gebeld worden"))]
    )


class RingForm(forms.Form):
    """The numbers of a list that stays with its holder."""

    typed = forms.CharField(
        label=_("Welke nummers wilt u bellen?"), max_length=numbers.MOST_TEXT,
        help_text=_("Eén per regel, hoogstens 200. Een naam erbij mag. Wij bewaren er niets van."),
        error_messages={"required": _("Plak hier de nummers, één per regel.")},
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip


class SentForm(Keyed, KnowsStreets):
    """How many were asked in a way that needs no printed code."""

    street_fields = ("street",)
    not_for_the_act = frozenset({CONFIRMED})

    channel = choice(_("Op welke manier?"), Channel.choices)
    language = choice(_("In welke taal?"), Language.choices)
    street = line(
        _("In welke straat?"), "street", required=False, help_text=_("Laat dit leeg als het geen straat was.")
    )
    many = number(_("Hoeveel mensen of deuren?"), most=20_000)
    field_order = ["channel", "language", "street", "many"]


class PrintForm(Keyed):
    """Which doors get a card or letter, pasted or as a file; nothing of it is kept once it is printed."""

    kind = choice(_("Wat drukt u?"), PrintJob.Kind.choices)
    language = choice(_("In welke taal?"), Language.choices)
    typed = forms.CharField(
        label=_("Welke deuren?"), required=False, max_length=1_000_000,
        help_text=_(
            "Eén per regel: Eikstraat 12 A. Of een rij: Eikstraat 1-45 oneven. "
            "Of uit een tabel: straat, nummer, toevoeging, taal."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Of een bestand met adressen (CSV)"), required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )  # fmt: skip
    sides = choice(
        _("Hoe loopt u door de straat?"),
        [("sides", _("eerst de oneven kant, dan de even kant terug")), ("up", _("op nummer, van kant naar kant"))],
    )
    streets_are_right = forms.BooleanField(label=_("De namen van de straten kloppen"), required=False)
    is_reminder = forms.BooleanField(label=_("Dit is de herinnering: zonder code, en maar één keer"), required=False)
    field_order = ["kind", "language", "typed", "file", "sides", "streets_are_right", "is_reminder"]

    def clean(self) -> dict[str, Any]:
        """The addresses as one text, whichever way they came."""
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.pop("file", None)
        if file is not None:
            cleaned["typed"] = "\n".join(filter(None, [cleaned.get("typed", ""), self._read(file)]))
        if not cleaned.get("typed") and not self.errors:
            self.add_error("typed", _("Schrijf welke deuren een uitnodiging krijgen."))
        cleaned["sides"] = cleaned.get("sides") == "sides"
        return cleaned

    def _read(self, file: Any) -> str:
        data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            self.add_error("file", _("Dit bestand is te groot. Kies een bestand van hoogstens 2 MB."))
            return ""
        for kind in ("utf-8-sig", "cp1252"):
            try:
                return str(data.decode(kind)).replace("\x00", " ")
            except UnicodeDecodeError:
                continue
        self.add_error("file", _("Dit bestand is niet te lezen. Bewaar het als CSV of als platte tekst."))
        return ""


_MOST_BYTES = 2 * 1024 * 1024
