"""Forms of what must be ready before people vote: letters, sheets, a letter that got lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.forms.fields import Keyed, area, choice, number
from stoep.budgeting.models import Round
from stoep.venues.models import Venue

MOST_LETTERS = 50_000
LONGEST_SHEET = 600


class LettersForm(Keyed):
    """How many letters each part needs, and what the printer gets."""

    with_letters = choice(
        _("Wat krijgt de drukker?"),
        [("yes", _("de brieven, klaar om te drukken, en de lijst met codes")), ("", _("alleen de lijst met codes"))],
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with_letters"].initial = "yes"
        self._parts = list(round.parts.all())
        for part in self._parts:
            label = _("Brieven voor %(part)s") % {"part": part.name}
            self.fields[f"part_{part.order}"] = number(label, most=MOST_LETTERS)

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        many = {part.order: self.cleaned_data[f"part_{part.order}"] for part in self._parts}
        with_letters = self.cleaned_data["with_letters"] == "yes"
        return {"many": many, "with_letters": with_letters, "posted_key": self.cleaned_data["key"] or None}


class SheetForm(forms.Form):
    """Whose sheet it is, and its words."""

    counter = choice(_("Van wie is het blad?"), ())
    words = forms.CharField(
        label=_("De 33 woorden"), max_length=LONGEST_SHEET, help_text=_("Typ ze in de volgorde van het blad."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = round.counters.order_by("order")
        field = self.fields["counter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(each.order), f"{each.order}. {each.called}") for each in rows]


class LostForm(Keyed):
    """For which part a new letter is, and the old code if somebody still has it."""

    part = choice(_("In welk deel woont diegene?"), ())
    old_code = forms.CharField(
        label=_("De oude code, als die er nog is"), max_length=40, required=False,
        help_text=_("Geeft een ander akkoord? Dan geldt de oude brief niet meer. Zonder code kan dat niet, en tellen "
        "wij de brief als extra."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    seen = forms.BooleanField(
        label=_("Ik zag op papier dat diegene hier woont. Ik schreef geen naam en geen adres op.")
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(each.order), each.name) for each in round.parts.all()]


class HelpPointForm(forms.Form):
    """At which place this device stands."""

    venue = choice(_("Waar staat dit apparaat?"), ())

    def __init__(self, *args: Any, venues: Sequence[Venue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["venue"]
        assert isinstance(field, forms.ChoiceField)
        self._venues = {str(venue.pk): venue for venue in venues}
        field.choices = [(key, venue.name) for key, venue in self._venues.items()]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        return {"venue": self._venues[self.cleaned_data["venue"]]}


class NotGivenForm(forms.Form):
    """Why somebody gets no new letter, by the second who was asked."""

    why = area(_("Waarom niet?"), rows=2, help_text=_("Noem geen naam en geen adres. Wie meehelpt, leest dit."))


class NewKeyForm(forms.Form):
    """Why a new count key comes, and whose sheet is lost."""

    why = area(_("Waarom?"), rows=2, help_text=_("Iedereen leest dit, groot op de pagina van de ronde."))
    lost = choice(_("Is er een blad weg?"), (), required=False)

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lost"]
        assert isinstance(field, forms.ChoiceField)
        rows = [(str(each.order), f"{each.order}. {each.called}") for each in round.counters.order_by("order")]
        field.choices = [("", _("nee")), *rows]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        return {"why": self.cleaned_data["why"], "lost": int(self.cleaned_data["lost"] or 0) or None}
