"""What is typed of answers: by whoever holds a card, and by a host for who rings or walks in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.forms.fields import Keyed, choice, line, number
from stoep.gatherings.models import Answer, Channel, Language, Sending


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


class LetterboxForm(forms.Form):
    """A resident wants no invitations any more, or wants them again. Nothing of it can be read afterwards."""

    street = line(_("Welke straat?"), "street")
    house = forms.CharField(
        label=_("Welk huisnummer?"), max_length=20, help_text=_("Met de letter of toevoeging, zoals 12 A."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    choice = choice(
        _("Wat wil deze bewoner?"),
        [("never", _("geen uitnodigingen meer")), ("again", _("weer wel uitnodigingen"))],
    )


class SentForm(Keyed):
    """How many were asked in a way that needs no printed code."""

    channel = choice(_("Op welke manier?"), Channel.choices)
    language = choice(_("In welke taal?"), Language.choices)
    street = line(
        _("In welke straat?"), "street", required=False, help_text=_("Laat dit leeg als het geen straat was.")
    )
    many = number(_("Hoeveel mensen of deuren?"), most=20_000)
    field_order = ["channel", "language", "street", "many"]
