"""What a person types to say something, on a screen or from a card, and how they hear what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Contact, Person
from stoep.places import buurten
from stoep.places.models import Neighbourhood
from stoep.shared.form_key import FreshKey
from stoep.shared.refusal import Refused
from stoep.voices import rules
from stoep.voices.models import Voice

# Which box a refused act points at; everything else stands on top.

_BOX = {
    "empty": "words",
    "binary": "words",
    "too-long": "words",
    "said-on": "said_on",
    "read-back": "read_back",
    "photo-too-big": "photo",
    "no-photo": "photo",
    "buurt": "buurt_code",
    "bad-mail": "mail",
    "bad-phone": "phone",
    "bad-letter": "letter",
    "bad-postal": "letter",
}
_BOX_OF_WAY = {"mail": "mail", "phone": "phone", "letter": "letter"}


class Words(forms.CharField):
    """Text as somebody typed it: control characters and turning marks are dropped before anything is checked."""

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value) or "")
        return typed if rules.looks_binary(typed) else rules.tidy(typed)

    def run_validators(self, value: Any) -> None:
        """The act says what is wrong with a text, in one sentence for screen and card alike."""


class Acting(forms.Form):
    # The server says what is missing, in our own words; a browser that marks empty boxes red beforehand scares people.
    use_required_attribute = False

    def refuse(self, refused: Refused) -> None:
        """Put the sentence of a refused act beside the box that it is about."""
        box = _BOX.get(refused.code, refused.code)
        if box not in self.fields and "why" in self.fields and box == "words":
            box = "why"
        self.add_error(box if box in self.fields else None, str(refused))


class TellForm(Acting):
    """How somebody wants to hear what becomes of it. Nothing is chosen beforehand."""

    tell_by = forms.ChoiceField(
        label=_("Hoe wilt u horen wat ervan komt?"),
        choices=[*Contact.Channel.choices, ("none", _("niet: ik kijk zelf met mijn nummer"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe u het wilt horen. Niet mag ook.")},
    )
    mail = forms.CharField(
        label=_("Uw e-mailadres"),
        required=False,
        help_text=_("Alleen als u een e-mail wilt."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    letter = Words(
        label=_("Uw naam en adres"),
        required=False,
        help_text=_("Alleen als u een brief wilt. Straat, huisnummer, postcode en plaats."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    phone = forms.CharField(
        label=_("Uw telefoonnummer"),
        required=False,
        help_text=_("Alleen als u gebeld wilt worden. De gastheer of gastvrouw belt u."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever wants to be told gives the address for it; any other address is thrown away at once."""
        cleaned = super().clean() or self.cleaned_data
        box = _BOX_OF_WAY.get(cleaned.get("tell_by", ""))
        if box and not cleaned.get(box):
            self.add_error(box, _("Vul dit in, of kies een andere manier om het te horen."))
        return cleaned

    def contact(self) -> tuple[str, str] | None:
        """The (channel, address) that was chosen; None for not at all."""
        way = self.cleaned_data["tell_by"]
        return (way, self.cleaned_data[_BOX_OF_WAY[way]]) if way in _BOX_OF_WAY else None


class _SayForm(TellForm):
    kind = forms.ChoiceField(
        label=_("Wat wilt u zeggen?"),
        choices=[
            (Voice.Kind.STRENGTH, _("Iets dat goed gaat")),
            (Voice.Kind.IDEA, _("Een idee of wens")),
            (Voice.Kind.CONCERN, _("Een zorg")),
            (Voice.Kind.QUESTION, _("Een vraag")),
            (Voice.Kind.OFFER, _("Een aanbod: iets dat u kunt of wilt doen")),
            (Voice.Kind.STORY, _("Een verhaal")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het is. Twijfelt u? Kies dan een verhaal.")},
    )
    words = Words(
        label=_("Uw woorden"),
        help_text=_("Schrijf zoals u praat. Noem geen namen van anderen."),
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
        error_messages={"required": _("U heeft nog niets opgeschreven. Schrijf in het vak wat u wilt zeggen.")},
    )
    called = Words(
        label=_("Welke naam mag erbij staan?"),
        help_text=_("Uw voornaam, of leeg: dan staat er geen naam bij."),
        required=False,
        max_length=rules.MOST_CALLED,
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
    )
    audience = forms.ChoiceField(
        label=_("Wie mag uw woorden lezen?"),
        choices=[
            (
                Voice.Audience.NETWORK,
                _(
                    "Alleen het bewonersnetwerk: bewoners aan tafel, "
                    "de onafhankelijke organisatie en de gastheer of gastvrouw"
                ),
            ),
            (Voice.Audience.WIJK, _("De wijk: bewoners die hier wonen en meedoen")),
            (Voice.Audience.EVERYONE, _("Iedereen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie uw woorden mag lezen.")},
    )
    buurt_code = forms.ChoiceField(label=_("In welke buurt woont u?"), required=False)
    year_band = forms.ChoiceField(
        label=_("Uw leeftijd"),
        required=False,
        choices=[("", _("zeg ik niet")), *Person.YearBand.choices],
    )
    photo = forms.FileField(
        label=_("Een foto"),
        required=False,
        help_text=_("Wij halen plaats, tijd en toestel uit de foto."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    described = Words(
        label=_("Wat is er op de foto te zien?"),
        required=False,
        max_length=200,
        help_text=_("Voor wie de foto niet ziet."),
        widget=forms.TextInput,
    )
    posted_key = FreshKey()

    def __init__(self, *args: Any, neighbourhood: Neighbourhood, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if groups := buurten.around(neighbourhood):
            self.fields["buurt_code"].choices = [("", _("zeg ik niet")), *groups]  # type: ignore[attr-defined]
        else:
            del self.fields["buurt_code"]

    def said(self) -> dict[str, Any]:
        """What goes into voices.actions.post as it was typed."""
        names = ["kind", "words", "called", "audience", "year_band", "posted_key"]
        said = {name: self.cleaned_data[name] for name in names}
        said["buurt_code"] = self.cleaned_data.get("buurt_code", "")
        if self.cleaned_data["photo"]:
            said["photo"] = (self.cleaned_data["photo"].file, self.cleaned_data["described"])
        return said | {"contact": self.contact()}


class PostForm(_SayForm):
    """What somebody says on the screen. `website` is a trap for programs: people do not see it."""

    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    field_order = ["kind", "words", "audience", "tell_by", "mail", "letter", "phone", "called"]

    def clean_website(self) -> str:
        """Only a program fills in what nobody sees."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("Er stond iets in een vak dat leeg moet blijven. Verstuur het nog eens."))
        return ""


class CardForm(_SayForm):
    """What a host types over from a card, or takes down from what somebody says."""

    channel = forms.ChoiceField(
        label=_("Hoe kwam dit binnen?"),
        choices=[
            (Voice.Channel.CARD, _("op een kaart")),
            (Voice.Channel.SPOKEN, _("gesproken: aan tafel, aan de deur of aan de telefoon")),
            (Voice.Channel.PROFESSIONAL, _("via een beroepskracht")),
        ],
        widget=forms.RadioSelect,
    )
    said_on = forms.DateField(
        label=_("Op welke dag is het gezegd?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.")},
    )
    already = Words(
        label=_("Wie doet hier al iets aan? Wat werkt al?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    read_back = forms.BooleanField(label=_("Voorgelezen en akkoord"), required=False)
    field_order = [
        *["channel", "said_on", "kind", "words", "already", "read_back", "audience", "tell_by", "mail", "letter"],
        *["phone", "called"],
    ]

    def said(self) -> dict[str, Any]:
        """What was said, and how it came in."""
        return super().said() | {
            name: self.cleaned_data[name] for name in ("channel", "said_on", "already", "read_back")
        }
