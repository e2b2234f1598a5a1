"""What people type in the exchange: a card, a visit, what is taken over, a question, another server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.exchange import rules
from stoep.exchange.models import Card
from stoep.exchange.queries.cards import FIGURES, Sought
from stoep.places.models import Neighbourhood
from stoep.shared import form_day
from stoep.shared.form_key import Keyed


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off"})


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _short(label: Any, name: str, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=rules.LIMITS[name], required=required, widget=_line(), help_text=help_text
    )


def _long(label: Any, *, required: bool = True, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=rules.WORDS_LIMIT, required=required, widget=_area(rows), help_text=help_text
    )


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return form_day.day(label, required=False, help_text=help_text)


class SearchForm(forms.Form):
    """What somebody looks for in the kitchens of others."""

    q = forms.CharField(label=_("Wat zoekt u?"), required=False, max_length=100, widget=_line(),
                        help_text=_("Bijvoorbeeld: huiskamer beheer door bewoners."))  # fmt: skip
    thema = forms.ChoiceField(label=_("Waarover?"), required=False)
    soort = forms.ChoiceField(label=_("Wat voor wijk?"), required=False)
    net_als = forms.MultipleChoiceField(
        label=_("Moet die wijk op de uwe lijken? Waarin?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(name, words[0]) for name, words in FIGURES.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("thema", Item.Domain.choices), ("soort", Neighbourhood.Kind.choices)):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ChoiceField)
            chooser.choices = [("", _("alles")), *choices]

    def choices(self, name: str) -> list[tuple[Any, Any]]:
        """The choices of a field, as the page writes them down itself: a widget would cost three times as much."""
        chooser = self.fields[name]
        assert isinstance(chooser, forms.ChoiceField)
        return list(chooser.choices)  # type: ignore[arg-type]

    def sought(self) -> Sought:
        """What is looked for; what cannot be read counts as not asked."""
        self.is_valid()
        given = self.cleaned_data
        return Sought(
            given.get("q", ""), given.get("thema", ""), given.get("soort", ""), tuple(given.get("net_als", ()))
        )


class CardForm(Keyed):
    """A practice card."""

    title = _short(_("Hoe heet het?"), "title", help_text=_("In één regel. Bijvoorbeeld: een huiskamer door bewoners."))
    what = _long(_("Wat hebt u gedaan?"), help_text=_("Zo dat een ander het ook kan doen."))
    spot = _short(_("Waar?"), "spot", required=False, help_text=_("Bijvoorbeeld: in de oude school."))
    for_whom = _short(_("Voor wie?"), "for_whom", required=False)
    failed = _long(_("Wat lukte niet?"), required=False, help_text=_("Daar heeft een ander het meest aan."))
    took = _long(_("Wat kostte het?"), required=False, rows=2, help_text=_("Tijd, geld, mensen. Ongeveer is genoeg."))
    call = _short(
        _("Wie kan een ander bellen?"), "call", required=False,
        help_text=_("Iedereen leest dit. Zet er alleen een naam of nummer in van wie dat goed vindt."),
    )  # fmt: skip
    theme = forms.ChoiceField(label=_("Waarover gaat het?"), required=False)
    may_travel = forms.BooleanField(
        label=_("Wijken op andere servers mogen dit ook lezen"), required=False,
        help_text=_("Wat daar gelezen is, kunt u daar niet meer weghalen."),
    )  # fmt: skip

    def __init__(self, *args: Any, card: Card | None = None, **kwargs: Any) -> None:
        names = ("title", "what", "spot", "for_whom", "failed", "took", "call", "theme", "may_travel")
        known = {name: getattr(card, name) for name in names} if card else {}
        kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        chooser = self.fields["theme"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [("", _("Kies")), *Item.Domain.choices]


class WhyForm(forms.Form):
    """One sentence that says why."""

    why = forms.CharField(label=_("Waarom?"), max_length=rules.LIMITS["why"], widget=_area(2))


class VisitForm(Keyed):
    """People who want to come and see."""

    asked_by = _short(_("Wie wil er komen?"), "asked_by", help_text=_("Een groep of een rol, en met hoeveel."))
    words = _long(_("Wat wilt u zien of vragen?"))
    days = _short(_("Wanneer zou het kunnen?"), "clock", required=False, help_text=_("Bijvoorbeeld: een woensdag."))


class VisitAnswerForm(forms.Form):
    """Yes with a day, or no."""

    is_yes = forms.ChoiceField(
        label=_("Kunnen zij komen?"), choices=[("ja", _("ja")), ("nee", _("nee"))], widget=forms.RadioSelect
    )
    day = _day(_("Op welke dag?"), _("Alleen als u ja zegt."))
    clock = _short(_("Hoe laat?"), "clock", required=False, help_text=_("Bijvoorbeeld: om 14:00."))
    spot = _short(_("Waar?"), "spot", required=False)
    words = _long(_("Wat wilt u erbij zeggen?"), rows=2)

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        return self.cleaned_data | {"is_yes": self.cleaned_data["is_yes"] == "ja"}


class ReportForm(forms.Form):
    """What the visitors saw."""

    words = _long(_("Wat zag u?"), rows=6, help_text=_("Voor wie er niet bij was."))


class TakeoverForm(Keyed):
    """This we take over, like so; this not."""

    take = _long(
        _("Dit nemen wij over"), help_text=_("En hoe. Bijvoorbeeld: het sleutelrooster, met twee mensen per dag.")
    )
    leave = _long(_("Dit niet"), required=False, help_text=_("En waarom niet."))
    item = forms.ChoiceField(label=_("Bij welk punt van uw agenda hoort het?"), required=False)

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = {item.code: item for item in items}
        chooser = self.fields["item"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [("", _("bij geen punt")), *((code, item.title) for code, item in self._items.items())]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = super().act_fields()
        return given | {"item": self._items.get(given["item"])}


class QuestionForm(Keyed):
    """A question to a knowledge institute."""

    institute = _short(_("Aan wie vraagt u het?"), "institute", help_text=_("Bijvoorbeeld: de hogeschool."))
    words = _long(_("Wat wilt u weten?"))
    due_on = _day(_("Voor welke dag wilt u antwoord?"), _("Laat leeg voor acht weken."))


class ReplyForm(Keyed):
    """What the institute answered."""

    answered_by = _short(_("Wie gaf het antwoord?"), "answered_by", help_text=_("Een rol of een afdeling."))
    words = _long(_("Wat is het antwoord?"), rows=6)
    link = _short(_("Een webpagina erover"), "link", required=False, help_text=_("Het adres begint met https://."))


class FollowForm(forms.Form):
    """The exchange of a neighbourhood on another server."""

    address = _short(
        _("Op welk adres staat hun uitwisseling?"), "link",
        help_text=_("Het begint met https:// en eindigt op kaarten.json. Het staat daar onderaan bij de uitwisseling."),
    )  # fmt: skip
