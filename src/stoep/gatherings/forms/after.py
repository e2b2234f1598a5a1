"""What is typed at the door and after it: how many came, and photos."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.forms.fields import Keyed, choice, line, number
from stoep.gatherings.models import CAME_BY, Language
from stoep.people.models import Contact, Person
from stoep.places.street_forms import CONFIRMED, KnowsStreets
from stoep.shared.form_key import FreshKey
from stoep.voices.models import Voice


class TallyForm(Keyed):
    """One press at the door: by which way somebody was invited, from which street, in which language."""

    channel = forms.ChoiceField(choices=CAME_BY)
    language = forms.ChoiceField(label=_("Taal"), choices=Language.choices)
    street = forms.CharField(label=_("Straat"), max_length=80, required=False)
    one = forms.ChoiceField(choices=[("1", "1"), ("-1", "-1")], required=False)

    def __init__(self, *args: Any, streets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.Select(choices=[("", _("weet ik niet")), *((street, street) for street in streets)])
        self.fields["street"].widget = widget

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = {name: self.cleaned_data[name] for name in ("channel", "language", "street")}
        return given | {"many": int(self.cleaned_data["one"] or 1), "pressed": self.cleaned_data["key"]}


class PaperTallyForm(Keyed, KnowsStreets):
    """What was counted on paper, typed over."""

    street_fields = ("street",)

    channel = choice(_("Hoe waren zij uitgenodigd?"), CAME_BY)
    language = choice(_("In welke taal?"), Language.choices)
    street = line(_("In welke straat?"), "street", required=False, help_text=_("Laat dit leeg als u het niet weet."))
    many = number(_("Hoeveel mensen kwamen er?"), most=500)
    field_order = ["channel", "language", "street", "many"]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != CONFIRMED}
        return given | {"pressed": given.pop("key")}


class SaidForm(forms.Form):
    """What somebody said at a gathering, from a card or from their mouth, and how they want to hear of it."""

    channel = choice(
        _("Hoe kwam dit binnen?"),
        [(Voice.Channel.CARD, _("op een kaart")), (Voice.Channel.SPOKEN, _("gesproken"))],
    )
    kind = choice(
        _("Wat is het?"),
        [
            (Voice.Kind.STRENGTH, _("iets dat goed gaat")),
            (Voice.Kind.IDEA, _("een idee of wens")),
            (Voice.Kind.CONCERN, _("een zorg")),
            (Voice.Kind.QUESTION, _("een vraag")),
            (Voice.Kind.OFFER, _("een aanbod")),
            (Voice.Kind.STORY, _("een verhaal")),
        ],
    )
    words = forms.CharField(
        label=_("De woorden, zoals ze gezegd zijn"), max_length=10_000,
        help_text=_("Noem geen namen van anderen."), widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )  # fmt: skip
    read_back = forms.BooleanField(label=_("Voorgelezen en akkoord (bij gesproken)"), required=False)
    audience = choice(
        _("Wie mag het lezen?"),
        [
            (Voice.Audience.NETWORK, _("alleen het bewonersnetwerk")),
            (Voice.Audience.WIJK, _("de wijk")),
            (Voice.Audience.EVERYONE, _("iedereen")),
        ],
    )
    called = line(_("Welke naam mag erbij staan?"), "inviter", required=False)
    year_band = forms.ChoiceField(
        label=_("Leeftijd"), required=False, choices=[("", _("zeg ik niet")), *Person.YearBand.choices]
    )
    tell_by = choice(
        _("Hoe wil deze mens horen wat ervan komt?"),
        [*Contact.Channel.choices, ("none", _("niet: zelf kijken met het nummer"))],
    )
    address = forms.CharField(
        label=_("Adres, telefoonnummer of e-mail"), max_length=300, required=False,
        help_text=_("Alleen als iemand het wil horen. Bij een brief: naam, straat, postcode en plaats."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    key = FreshKey()

    def clean(self) -> dict[str, Any]:
        """Whoever wants to hear gives an address; any other one is thrown away at once."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("tell_by", "none") == "none":
            cleaned["address"] = ""
        elif not cleaned.get("address"):
            self.add_error("address", _("Vul in waar iemand het kan horen, of kies: niet."))
        return cleaned

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = dict(self.cleaned_data)
        way, address = given.pop("tell_by"), given.pop("address")
        return given | {"contact": (way, address) if address else None, "posted_key": given.pop("key") or None}


class RoundForm(forms.Form):
    """What the photos are for, as the room was asked."""

    words = line(
        _("Waarvoor zijn de foto's?"), "photo_words",
        help_text=_("Zoals u het vroeg. Bijvoorbeeld: voor de pagina van deze avond, en voor niets anders."),
    )  # fmt: skip


class PhotoForm(forms.Form):
    """One photo to which everybody on it said yes."""

    file = forms.FileField(
        label=_("De foto"), help_text=_("Wij halen plaats, tijd en toestel uit de foto."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    described = line(_("Wat is erop te zien, zonder namen?"), "face_described")
    everybody_agreed = forms.BooleanField(
        label=_("Iedereen die erop staat, zei ja en heeft het nummer en de code"), required=False
    )


class SlipsForm(forms.Form):
    """How many sheets of slips, with the number and code that the page holds once."""

    number = forms.CharField(max_length=40, widget=forms.HiddenInput)
    secret = forms.CharField(max_length=60, widget=forms.HiddenInput)
    sheets = forms.TypedChoiceField(
        label=_("Hoeveel strookjes?"),
        coerce=int,
        choices=[(sheets, _("%(slips)s strookjes") % {"slips": 8 * sheets}) for sheets in (1, 2, 4, 8)],
    )


class PhotoCodeForm(forms.Form):
    """Number and code of a round of photos."""

    number = forms.CharField(
        label=_("Nummer"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )
    secret = forms.CharField(
        label=_("Geheime code"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
