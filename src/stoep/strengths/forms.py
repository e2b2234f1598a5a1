"""What people type in this room: what is here, the codes of a slip, and what a host says of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.places.models import Neighbourhood
from stoep.shared.form_key import FreshKey
from stoep.shared.refusal import Refused
from stoep.strengths import queries, rules
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
    "wish": _("Iets dat ik wens of zoek"),
}
_BOX = {"empty": "words", "too-long": "words", "kind": "what", "part": "what", "spot": "place"}
POINT = "punt"  # the choice of a point that somebody showed on the map


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


class _PlaceForm(_Acting):
    """Where it is: in words, and as a part of the neighbourhood or a point that a script let somebody show."""

    where = forms.CharField(
        label=_("Waar is het?"),
        required=False,
        max_length=rules.MOST_WHERE,
        help_text=_("Bijvoorbeeld: buurthuis De Eik, Eikstraat 1. Niet uw eigen adres."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.ChoiceField(label=_("Waar op de kaart?"), required=False)
    point = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)

    def __init__(self, *args: Any, here: Neighbourhood, spot: str = "", **kwargs: Any) -> None:
        if rules.point(spot):
            kwargs["initial"] = {"place": POINT, "point": spot} | (kwargs.get("initial") or {})
        elif spot:
            kwargs["initial"] = {"place": spot} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        box = self.fields["place"]
        assert isinstance(box, forms.ChoiceField)
        shown = self.data.get("point", "") if self.is_bound else spot
        pointed = [(POINT, _("Op het punt dat u aanwees"))] if rules.point(shown) else []
        box.choices = [("", _("Niet op de kaart")), *queries.parts(here), *pointed]

    def placed(self) -> dict[str, str]:
        """Where it is, as `note` and `correct` take it."""
        chosen = self.cleaned_data["place"]
        return {"where": self.cleaned_data["where"], "spot": self._pointed() if chosen == POINT else chosen}

    def _pointed(self) -> str:
        found = rules.point(self.cleaned_data["point"])
        return rules.spot_of(*found) if found else ""


class NoteForm(_PlaceForm):
    """Three boxes: what it is, in your own words, and what may be done with it. Nothing is ticked beforehand.

    Below a fold, for who wants to: where it is, and how a connector may reach the giver.
    """

    field_order = ("what", "words", "uses")
    what = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=list(WHAT.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het is. Twijfelt u? Kies dan een verhaal.")},
    )
    words = _words(
        _("Vertel het kort"),
        help_text=_(
            "Bijvoorbeeld: ik kan naaien. Of: ik ken mensen van de voetbalclub. "
            "Of: in het buurthuis is elke dinsdag soep. Noem geen namen."
        ),
    )
    uses = forms.MultipleChoiceField(
        label=_("Wat mag ermee?"),
        choices=Consent.Use.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Geen vinkje? Dan leest niemand het. U kunt dit altijd weer veranderen."),
    )
    reach = forms.CharField(
        label=_("Hoe bereikt de verbinder u?"),
        required=False,
        max_length=rules.MOST_REACH,
        help_text=_("Bijvoorbeeld een naam en telefoonnummer. Alleen de verbinder leest het."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    key = FreshKey()

    def said(self) -> dict[str, Any]:
        """What goes into strengths.actions.note as it was typed."""
        kind, _dash, part = self.cleaned_data["what"].partition("-")
        given = {"words": self.cleaned_data["words"], "uses": self.cleaned_data["uses"]}
        given |= {"reach": self.cleaned_data["reach"], **self.placed()}
        return {"kind": kind, "part": part, "posted_key": self.cleaned_data["key"], **given}

    def is_further(self) -> bool:
        """Whether something below the fold was typed, or is wrong."""
        below = ("where", "place", "reach")
        return any(name in self.errors or self.data.get(name) for name in below) if self.is_bound else False


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


class CorrectForm(_PlaceForm):
    """The words as they should be, and where it is."""

    field_order = ("words",)
    words = _words(_("Uw woorden"))


class MeetForm(_Acting):
    """A yes to meeting somebody: a name, and how to be reached. The other sees it when both said yes."""

    name = forms.CharField(
        label=_("Hoe heet u?"),
        max_length=rules.MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Schrijf op hoe u heet. De ander ziet dit pas als u allebei ja zei.")},
    )
    reach = forms.CharField(
        label=_("Hoe bereikt de ander u?"),
        max_length=rules.MOST_REACH,
        help_text=_("Bijvoorbeeld uw telefoonnummer. De ander ziet dit pas als u allebei ja zei."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Schrijf op hoe de ander u bereikt. Dat is pas te zien als u allebei ja zei."),
        },
    )


class LayForm(_Acting):
    """What a connector lays beside what, and why it fits."""

    other = forms.CharField(max_length=10, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Waarom past dit bij elkaar?"),
        required=False,
        max_length=rules.MOST_WHY,
        help_text=_("Allebei lezen zij dit. Noem geen namen."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


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
