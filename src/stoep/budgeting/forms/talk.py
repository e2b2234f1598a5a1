"""What people type in talking about an idea: an argument, help, going together, and words for the ballot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.forms.fields import EuroField, Keyed, area, choice, line
from stoep.budgeting.forms.ideas import AuthorForm
from stoep.budgeting.models import Argument, Consent, Help
from stoep.shared import receipts
from stoep.shared.form_key import FreshKey


class ArgueForm(forms.Form):
    """One argument, in somebody's own words. `website` is a trap for programs: people do not see it."""

    stance = choice(_("Bent u voor of tegen, of wilt u iets vragen?"), Argument.Stance.choices)
    words = area(_("Uw woorden"), rows=4, help_text=_("Schrijf zoals u praat. Noem geen namen van anderen."))
    called = forms.CharField(
        label=_("Welke naam mag erbij staan?"), required=False, max_length=60,
        help_text=_("Uw voornaam, of leeg: dan staat er geen naam bij."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
    )  # fmt: skip
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    posted_key = FreshKey()

    def clean(self) -> dict[str, Any]:
        """Only a program fills in what nobody sees."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            self.add_error(None, _("Er stond iets in een vak dat leeg moet blijven. Verstuur het nog eens."))
        return cleaned

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = {name: self.cleaned_data[name] for name in ("stance", "words", "called")}
        return given | {"posted_key": self.cleaned_data["posted_key"] or None}


class HelpForm(AuthorForm):
    """Which help an author asks for."""

    kind = choice(_("Welke hulp wilt u?"), Help.Kind.choices)
    field_order = ["kind", "secret"]


class CameForm(Keyed):
    """What came of help."""

    came = area(_("Wat kwam ervan?"), rows=3, help_text=_("Iedereen leest dit."))
    cents = EuroField(label=_("Wat kost het idee ongeveer?"), required=False, help_text=_("Alleen als u dat uitzocht."))
    picture = forms.FileField(
        label=_("Een tekening voor het stembiljet"), required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    described = line(_("Wat is erop te zien?"), "picture_described", required=False)

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        typed = self.cleaned_data
        picture = (typed["picture"].file, typed["described"]) if typed["picture"] else None
        return {"came": typed["came"], "cents": typed["cents"], "picture": picture}


class TogetherForm(AuthorForm):
    """A new idea out of several."""

    others = forms.CharField(
        label=_("Met welke ideeën?"), max_length=200, help_text=_("Hun nummers, met een komma ertussen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    title = line(_("Hoe heet het samen?"), "idea")
    words = area(_("Wat wilt u samen, en waarom?"), rows=6)
    guessed_cents = EuroField(label=_("Wat kost het ongeveer, denkt u?"), required=False)
    posted_key = FreshKey()
    field_order = ["others", "title", "words", "guessed_cents", "secret"]

    def numbers(self) -> list[str]:
        """The numbers as they are kept, each once."""
        typed = self.cleaned_data["others"].replace(";", ",").split(",")
        return list(dict.fromkeys(tidied for each in typed if (tidied := receipts.tidy(each))))


class YesForm(AuthorForm):
    """An author's yes; a host says how the author said it."""

    way = choice(
        _("Hoe zei de maker het?"),
        [(Consent.Way.PAPER, _("op papier")), (Consent.Way.PHONE, _("aan de telefoon"))], required=False,
    )  # fmt: skip
    field_order = ["way", "secret"]

    def __init__(self, *args: Any, by_host: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_host:
            del self.fields["way"]


class WordsForm(Keyed):
    """The words of a plan on the ballot in one language."""

    title = line(_("De naam op het stembiljet"), "idea")
    words = forms.CharField(
        label=_("Wat het is, in twee of drie korte zinnen"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip
    reader = line(_("Wie leest deze taal en zegt dat het klopt?"), "reader", help_text=_("Een mens, geen programma."))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "words"):
            self.fields[name].widget.attrs["lang"] = language
