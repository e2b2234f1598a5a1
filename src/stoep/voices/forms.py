"""What a person types to say something, to follow it, and to work at the host's desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Contact, Organisation, Person
from stoep.places import buurten
from stoep.places.models import Neighbourhood
from stoep.shared.form_key import FormKey
from stoep.shared.refusal import Refused
from stoep.voices import rules
from stoep.voices.models import Answer, Voice

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


class _Acting(forms.Form):
    # The server says what is missing, in our own words; a browser that marks empty boxes red beforehand scares people.
    use_required_attribute = False

    def refuse(self, refused: Refused) -> None:
        """Put the sentence of a refused act beside the box that it is about."""
        box = _BOX.get(refused.code, refused.code)
        if box not in self.fields and "why" in self.fields and box == "words":
            box = "why"
        self.add_error(box if box in self.fields else None, str(refused))


class TellForm(_Acting):
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
    posted_key = FormKey()

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


class AlreadyForm(_Acting):
    """The second small step after a concern: what is already there."""

    already = Words(
        label=_("Wie doet hier al iets aan? Wat werkt al?"),
        help_text=_("Een buur, een club, iets kleins: alles telt. Weet u het niet? Sla het over."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Schrijf iets op, of sla deze vraag over.")},
    )


class FollowForm(_Acting):
    """The number and the secret from a slip."""

    number = forms.CharField(
        label=_("Uw nummer"),
        help_text=_("Zeven letters en cijfers, bijvoorbeeld K7QM-4XR."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Vul het nummer in. Het staat op uw bewijs.")},
    )
    secret = forms.CharField(
        label=_("Uw geheime code"),
        help_text=_("Zonder code ziet u alleen wat iedereen mag zien."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """Say which slip of the pen it is."""
        mistakes = {
            "empty": _("Vul het nummer in. Het staat op uw bewijs."),
            "symbol": _("De letters I en O en de cijfers 0 en 1 komen niet voor. Kijk het nummer nog eens na."),
            "length": _("Een nummer heeft zeven letters en cijfers. Kijk het nog eens na."),
            "check": _("Eén letter of cijfer klopt niet, of er zijn er twee verwisseld. Kijk het nummer nog eens na."),
        }
        mistake = rules.number_mistake(self.cleaned_data["number"])
        if mistake:
            raise ValidationError(mistakes[mistake])
        return str(self.cleaned_data["number"])


class EraseForm(_Acting):
    """Wiping words for good, which asks for one tick."""

    sure = forms.BooleanField(
        label=_("Ja, wis mijn woorden. Dit kan niet terug."),
        error_messages={"required": _("Zet een vinkje als u het zeker weet.")},
    )


class WhyForm(_Acting):
    """A reason that others will read."""

    why = Words(
        label=_("Waarom?"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Schrijf op waarom. De maker leest dit.")},
    )


class HoldBackForm(_Acting):
    """Why a text is not shown."""

    ground = forms.ChoiceField(
        label=_("Waarom niet tonen?"),
        choices=[
            ("person", _("Er staat iemand herkenbaar in: een naam, adres, kenteken of telefoonnummer.")),
            ("threat", _("Er staat een bedreiging of belediging in.")),
            ("advert", _("Het is reclame of gaat niet over de wijk.")),
            ("other", _("Iets anders. Schrijf hieronder wat.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden. De maker leest die.")},
    )
    why = Words(label=_("Toelichting voor de maker"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Another reason is written out."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("ground") == "other" and not cleaned.get("why"):
            self.add_error("why", _("Schrijf op waarom. De maker leest dit."))
        return cleaned

    def reason(self) -> str:
        """The whole reason, as the author reads it."""
        named = dict(self.fields["ground"].choices)[self.cleaned_data["ground"]]  # type: ignore[attr-defined]
        parts = [] if self.cleaned_data["ground"] == "other" else [str(named)]
        return " ".join([*parts, self.cleaned_data["why"]]).strip()


class AnswerForm(_Acting):
    """What becomes of a voice: a reason, or to whom it goes."""

    kind = forms.ChoiceField(
        label=_("Wat gebeurt ermee?"),
        choices=[
            (Answer.Kind.ANSWERED, _("Beantwoorden, met de reden")),
            (Answer.Kind.PASSED_ON, _("Doorgeven aan een ander")),
            (Answer.Kind.PROGRESS, _("Alleen nieuws: er is nog geen antwoord")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er met deze inbreng gebeurt.")},
    )
    passed_to = forms.ModelChoiceField(
        label=_("Aan wie?"), queryset=Organisation.objects.order_by("name"), required=False, empty_label=_("niemand")
    )
    other_party = Words(
        label=_("Staat de organisatie er niet bij? Schrijf de naam."),
        required=False,
        help_text=_("Bijvoorbeeld een waterschap, een winkel of een vereniging."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    words = Words(
        label=_("Uw antwoord"),
        help_text=_("De maker leest dit. Anderen ook: noem geen namen."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": _("Schrijf op waarom. De maker leest dit.")},
    )

    def __init__(self, *args: Any, as_institution: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if as_institution:
            del self.fields["passed_to"], self.fields["other_party"]
            kinds = self.fields["kind"].choices  # type: ignore[attr-defined]
            self.fields["kind"].choices = [kind for kind in kinds if kind[0] != Answer.Kind.PASSED_ON]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One party: chosen from the list, or written by its name."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("passed_to") and cleaned.get("other_party"):
            self.add_error("other_party", _("Kies de organisatie uit de lijst, of schrijf een andere. Niet allebei."))
        return cleaned

    def refuse(self, refused: Refused) -> None:
        """The party's own box."""
        if refused.code == "bad-name":
            self.add_error("other_party", str(refused))
        elif refused.code == "party":
            self.add_error("passed_to", str(refused))
        else:
            super().refuse(refused)


class JoinForm(WhyForm):
    """Which voice says the same, by its number, and why."""

    into = forms.CharField(
        label=_("Nummer van de inbreng die hetzelfde zegt"),
        max_length=40,
        error_messages={"required": _("Vul het nummer in van de inbreng die hetzelfde zegt.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ["into", "why"]

    def clean_into(self) -> str:
        """A number that can exist."""
        if rules.number_mistake(self.cleaned_data["into"]):
            raise ValidationError(_("Dit nummer klopt niet. Kijk het nog eens na."))
        return str(self.cleaned_data["into"])


class ListForm(forms.Form):
    """What to see of the list."""

    q = forms.CharField(label=_("Zoek op woord"), required=False, max_length=200)
    soort = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("alles")), *Voice.Kind.choices])
