"""What people type of an idea: the idea itself, what it costs, whether it can be done, and how it was repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.forms.fields import EuroField, Keyed, area, choice, day, line
from stoep.budgeting.models import Idea, Part, Verdict
from stoep.people.models import Contact, Person
from stoep.shared.form_key import FreshKey
from stoep.shared.refusal import Refused
from stoep.voices.models import Voice

_BOX_OF_WAY = {"mail": "mail", "phone": "phone", "letter": "letter"}


class IdeaForm(forms.Form):
    """An idea for the money, by whoever has it. `website` is a trap for programs: people do not see it."""

    title = line(_("Hoe heet uw idee?"), "idea", help_text=_("Een paar woorden. Bijvoorbeeld: Lampen langs de Kade."))
    part = forms.ChoiceField(label=_("Bij welk deel van de wijk hoort het?"), widget=forms.RadioSelect)
    words = area(
        _("Wat wilt u, en waarom?"), rows=6, help_text=_("Schrijf zoals u praat. Noem geen namen van anderen.")
    )
    guessed_cents = EuroField(
        label=_("Wat kost het ongeveer, denkt u?"), required=False,
        help_text=_("Weet u het niet? Laat dit leeg. Iemand helpt u ermee."),
    )  # fmt: skip
    called = forms.CharField(
        label=_("Welke naam mag erbij staan?"), required=False, max_length=60,
        help_text=_("Uw voornaam, of leeg: dan staat er geen naam bij."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
    )  # fmt: skip
    tell_by = choice(
        _("Hoe wilt u horen wat ervan komt?"),
        [*Contact.Channel.choices, ("none", _("niet: ik kijk zelf met mijn nummer"))],
    )
    mail = forms.CharField(
        label=_("Uw e-mailadres"), required=False, help_text=_("Alleen als u een e-mail wilt."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    letter = forms.CharField(
        label=_("Uw naam en adres"), required=False, help_text=_("Alleen als u een brief wilt."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Uw telefoonnummer"), required=False, help_text=_("Alleen als u gebeld wilt worden."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    photo = forms.FileField(
        label=_("Een foto of tekening"), required=False, help_text=_("Wij halen plaats, tijd en toestel uit de foto."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    described = forms.CharField(
        label=_("Wat is erop te zien?"), required=False, max_length=200, help_text=_("Voor wie de foto niet ziet."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    posted_key = FreshKey()

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parts = {str(part.order): part for part in parts}
        if len(self._parts) > 1:
            self.fields["part"].choices = [(key, part.name) for key, part in self._parts.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["part"]

    def clean(self) -> dict[str, Any]:
        """Whoever wants to be told gives the address for it. Only a program fills in what nobody sees."""
        cleaned = super().clean() or self.cleaned_data
        box = _BOX_OF_WAY.get(cleaned.get("tell_by", ""))
        if box and not cleaned.get(box):
            self.add_error(box, _("Vul dit in, of kies een andere manier om het te horen."))
        if cleaned.get("website"):
            self.add_error(None, _("Er stond iets in een vak dat leeg moet blijven. Verstuur het nog eens."))
        return cleaned

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        typed = self.cleaned_data
        given = {name: typed[name] for name in ("title", "words", "guessed_cents", "called")}
        given["part"] = self._parts.get(typed.get("part", "")) or (
            next(iter(self._parts.values())) if len(self._parts) == 1 else None
        )
        box = _BOX_OF_WAY.get(typed["tell_by"])
        given["contact"] = (typed["tell_by"], typed[box]) if box else None
        if typed["photo"]:
            given["photo"] = (typed["photo"].file, typed["described"])
        return given | {"posted_key": typed["posted_key"] or None}


class IdeaCardForm(IdeaForm):
    """The same, typed over by a host from a card, or taken down from what somebody says."""

    channel = choice(_("Hoe kwam dit binnen?"), [
        (Voice.Channel.CARD, _("op een kaart")),
        (Voice.Channel.SPOKEN, _("gesproken: aan tafel, aan de deur of aan de telefoon")),
        (Voice.Channel.PROFESSIONAL, _("via een beroepskracht")),
    ])  # fmt: skip
    said_on = day(_("Op welke dag is het gezegd?"))
    read_back = forms.BooleanField(label=_("Voorgelezen en akkoord"), required=False)
    field_order = ["channel", "said_on", "title", "part", "words", "read_back"]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        return super().act_fields() | {name: self.cleaned_data[name] for name in ("channel", "said_on", "read_back")}


class AuthorForm(Keyed):
    """What only an author does: with the secret of the receipt, unless this browser has shown it already."""

    secret = forms.CharField(
        label=_("De geheime code van uw bewijs"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, proves: Callable[[str], bool] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._proves = proves
        if proves is None:
            del self.fields["secret"]

    def clean_secret(self) -> str:
        """A slip in the code is told beside it, and nothing else that was typed is lost."""
        typed = str(self.cleaned_data["secret"])
        if not typed.strip():
            raise forms.ValidationError(_("Vul de geheime code van uw bewijs in, of vraag een gastheer."))
        try:
            fits = self._proves is None or self._proves(typed)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if not fits:
            raise forms.ValidationError(_("Deze geheime code hoort niet bij dit idee. Kijk hem na op uw bewijs."))
        return typed

    @property
    def secret_typed(self) -> str:
        """The secret as it was typed, or ""."""
        return str(self.cleaned_data.get("secret", ""))


class RepairForm(AuthorForm):
    """An idea as it is now, after a no."""

    words = area(_("Uw idee, zoals het nu is"), rows=6)
    cents = EuroField(label=_("Wat kost het nu ongeveer?"), required=False)
    field_order = ["words", "cents", "secret"]


class GuessForm(AuthorForm):
    """What an idea roughly costs."""

    cents = EuroField(label=_("Wat kost het ongeveer?"))
    field_order = ["cents", "secret"]


class LookForm(Keyed):
    """Whether an idea can be done."""

    kind = choice(_("Kan het?"), Verdict.Kind.choices)
    cents = EuroField(
        label=_("Als het kan: wat kost het?"), required=False, help_text=_("Dit bedrag komt op het stembiljet.")
    )
    why = area(_("Als het niet kan: waarom niet?"), required=False, help_text=_("Iedereen leest dit."))
    repair = area(_("Hoe zou het wel kunnen?"), required=False, help_text=_("Zo kan de maker het herstellen."))


class AskForm(forms.Form):
    """Who is asked to look."""

    person = forms.ChoiceField(label=_("Wie vraagt u om te kijken?"))

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (key, f"{person.name} ({person.organisation.name if person.organisation else _('bewoners')})")
            for key, person in self._people.items()
        ]

    def chosen(self) -> Person:
        """Whom."""
        return self._people[self.cleaned_data["person"]]


def words_now(idea: Idea, repaired: str) -> dict[str, Any]:
    """What the form of a repair begins with: the idea as it stands."""
    return {"words": repaired or idea.voice.words, "cents": idea.guessed_cents}
