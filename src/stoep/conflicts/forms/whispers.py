"""What people type to the two confidants, and what those type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.conflicts import rules
from stoep.conflicts.forms.fields import text_box
from stoep.conflicts.models import Conflict
from stoep.shared.form_key import FreshKey
from stoep.voices.models import Voice


class WhisperForm(forms.Form):
    """What one dares not say in public."""

    words = text_box(
        _("Wat wilt u zeggen?"),
        rows=8,
        most=rules.MOST_WHISPER,
        help_text=_("Uw naam hoeft er niet bij. Noem ook geen namen van anderen als het niet nodig is."),
    )
    key = FreshKey()


class CodesForm(forms.Form):
    """The number and the secret code of the slip."""

    number = forms.CharField(label=_("Uw nummer"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    secret = forms.CharField(
        label=_("Uw geheime code"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class MoreForm(forms.Form):
    """More words, in a conversation that is open on the page."""

    words = text_box(_("Schrijf verder"), rows=5, most=rules.MOST_WHISPER)


class ReplyForm(forms.Form):
    """What a confidant answers."""

    words = text_box(_("Uw antwoord"), rows=6, most=rules.MOST_WHISPER)


class AskForm(forms.Form):
    """A text that a confidant asks to pass on, and where to."""

    words = text_box(
        _("De tekst die u wilt doorgeven"),
        rows=5,
        help_text=_("Zo geschreven dat niemand de schrijver herkent. De schrijver beslist over precies deze tekst."),
    )
    to = forms.ChoiceField(label=_("Waar gaat deze tekst heen?"))
    party = forms.CharField(
        label=_("Bij een conflict: als woorden van welke partij?"),
        required=False,
        max_length=rules.MOST_NAME,
        help_text=_("Bijvoorbeeld: iemand die hier woont."),
    )

    def __init__(self, *args: Any, conflicts: Sequence[Conflict], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["to"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [
            (Voice.Audience.NETWORK.value, _("inbreng, te lezen voor alleen het bewonersnetwerk")),
            (Voice.Audience.WIJK.value, _("inbreng, te lezen voor de wijk")),
            (Voice.Audience.EVERYONE.value, _("inbreng, te lezen voor iedereen")),
            *((f"conflict:{one.pk}", one.title) for one in conflicts),
        ]


class ReachedForm(forms.Form):
    """How a confidant is reached without a screen."""

    phone = forms.CharField(
        label=_("Telefoonnummer"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Iedereen kan dit lezen. Geef geen nummer dat u voor uzelf wilt houden."),
    )
    hours = forms.CharField(label=_("Wanneer bent u te bereiken?"), required=False, max_length=200)
    place = forms.CharField(label=_("Waar kan iemand langskomen?"), required=False, max_length=160)
