"""What people type in this room: what is here, the codes of a slip, and what a host says of it."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.shared.form_key import FormKey
from stoep.shared.refusal import Refused
from stoep.strengths import rules
from stoep.strengths.models import Consent, Strength

# What somebody chooses on the card, and which kind and which part of a person it is.
WHAT = {
    "gift-hands": _("Iets dat ik kan (handen)"),
    "gift-head": _("Iets waar ik van weet (hoofd)"),
    "gift-heart": _("Iets waar ik om geef (hart)"),
    "association": _("Een club of groep"),
    "institution": _("Een organisatie: school, zorg, kerk, moskee"),
    "place": _("Een plek"),
    "economy": _("Een winkel, bedrijf of iemand met werk"),
    "story": _("Een verhaal, feest of gewoonte"),
}
_BOX = {"empty": "words", "too-long": "words", "kind": "what", "part": "what"}


class _Acting(forms.Form):
    # The server says what is missing, in our own words; a browser that marks empty boxes red beforehand scares people.
    use_required_attribute = False

    def refuse(self, refused: Refused) -> None:
        """Put the sentence of a refused act beside the box that it is about."""
        box = _BOX.get(refused.code, refused.code)
        self.add_error(box if box in self.fields else None, str(refused))


def _words(label: Any, **given: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    missing = {"required": _("U heeft nog niets opgeschreven. Schrijf in het vak wat er is.")}
    return forms.CharField(label=label, widget=box, error_messages=missing, **given)


class NoteForm(_Acting):
    """Three boxes: what it is, in your own words, and what may be done with it. Nothing is ticked beforehand."""

    what = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=list(WHAT.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het is. Twijfelt u? Kies dan een verhaal.")},
    )
    words = _words(
        _("Vertel het kort"),
        help_text=_("Bijvoorbeeld: ik kan naaien. Of: in het buurthuis is elke dinsdag soep. Noem geen namen."),
    )
    uses = forms.MultipleChoiceField(
        label=_("Wat mag ermee?"),
        choices=Consent.Use.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Geen vinkje? Dan leest niemand het. U kunt dit altijd weer veranderen."),
    )
    key = FormKey()

    def said(self) -> dict[str, Any]:
        """What goes into strengths.actions.note as it was typed."""
        kind, _dash, part = self.cleaned_data["what"].partition("-")
        given = {"words": self.cleaned_data["words"], "uses": self.cleaned_data["uses"]}
        return {"kind": kind, "part": part, "posted_key": self.cleaned_data["key"], **given}


class TypeForm(NoteForm):
    """What a host types over from a card, or takes down from what somebody says."""

    channel = forms.ChoiceField(
        label=_("Hoe kwam dit binnen?"),
        choices=[(Strength.Channel.CARD, _("op een kaart")), (Strength.Channel.SPOKEN, _("gesproken"))],
        widget=forms.RadioSelect,
    )

    def said(self) -> dict[str, Any]:
        """What was said, and how it came in."""
        return super().said() | {"channel": self.cleaned_data["channel"]}


class CodesForm(_Acting):
    """The number and the secret code of a slip."""

    number = forms.CharField(
        label=_("Uw nummer"),
        help_text=_("Zeven letters en cijfers, bijvoorbeeld K7QM-4XR."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Vul het nummer in. Het staat op uw bewijs.")},
    )
    secret = forms.CharField(
        label=_("Uw geheime code"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Vul de geheime code in. Die staat ook op uw bewijs.")},
    )


class CorrectForm(_Acting):
    """The words as they should be."""

    words = _words(_("Uw woorden"))


class EraseForm(_Acting):
    """Wiping for good asks for one tick."""

    sure = forms.BooleanField(
        label=_("Ja, wis mijn woorden. Dit kan niet terug."),
        error_messages={"required": _("Zet een vinkje als u het zeker weet.")},
    )


class HoldBackForm(_Acting):
    """Why a text is not shown."""

    why = forms.CharField(
        label=_("Waarom niet tonen?"),
        max_length=rules.MOST_WHY,
        help_text=_("Bijvoorbeeld: er staat een naam of adres van iemand in."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": _("Schrijf op waarom. De gever leest dit.")},
    )


def new_key() -> str:
    """Goes along with a form, so that sending it twice does not do it twice."""
    return secrets.token_urlsafe(24)
