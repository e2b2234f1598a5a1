"""Forms of the count: a pile of paper, the sheets, a mark, an objection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from stoep.budgeting import rules
from stoep.budgeting.forms.fields import Keyed, area, choice, line, number
from stoep.budgeting.models import Pile
from stoep.core.ballots import countkey
from stoep.people.models import Person

SHEETS = 5


class PileForm(Keyed):
    """Where the locked box stood, and how many ballots lay in it."""

    place = line(_("Waar stond de bus?"), "place")
    many = number(_("Hoeveel biljetten zitten in deze stapel?"), most=rules.MOST_IN_A_PILE)

    def __init__(self, *args: Any, withdrawn: Sequence[Pile] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._withdrawn = {str(each.number): each for each in withdrawn}
        if withdrawn:
            named = [(key, say("stapel %(number)s") % {"number": key}) for key in self._withdrawn]
            self.fields["again"] = choice(
                _("Is dit papier van een stapel die is teruggenomen?"),
                [("", pgettext("answer", "nee")), *named], required=False,
            )  # fmt: skip

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = super().act_fields()
        return given | {"again": self._withdrawn.get(given.get("again", ""))}


class NumberForm(Keyed):
    """How many papers a pile has after all, and why it said otherwise."""

    many = number(_("Hoeveel biljetten zitten er in de stapel?"), most=rules.MOST_IN_A_PILE)
    why = area(_("Waarom?"), rows=2, help_text=_("Iedereen leest dit."))


class TakeBackForm(Keyed):
    """Why a pile is taken back."""

    why = area(_("Waarom?"), rows=2, help_text=_("Iedereen leest dit."))


class ReleaseForm(Keyed):
    """Whose typing is erased, and why."""

    typist = choice(_("Van wie wordt gewist wat er is getypt?"), [])
    why = area(_("Waarom?"), rows=2, help_text=_("Iedereen leest dit. Schrijf niet wat iemand mankeert."))

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        named = [(key, each.name) for key, each in self._people.items()]
        self.fields["typist"].choices = named  # type: ignore[attr-defined]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = super().act_fields()
        return given | {"typist": self._people[given["typist"]]}


class TypeForm(forms.Form):
    """A whole pile, one paper a line."""

    typed = forms.CharField(
        label=_("De biljetten, elk op een regel"), max_length=rules.MOST_IN_A_PILE * 200, strip=False,
        help_text=_("Eerst de code, dan de nummers met een kruis. Bijvoorbeeld: K7QM-4XRT-8PWN-C 1 3 12. Met punten: "
        "1=4 3=6. Is de code niet te lezen? Typ dan een streepje. Staat er een kruis bij ‘Ik stem opnieuw’? Zet dan "
        "een plus aan het eind: K7QM-4XRT-8PWN-C 1 3 12 +"),
        widget=forms.Textarea(attrs={"rows": 20, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )  # fmt: skip


def sheet_slip(slip: str, words: str) -> str:
    """What is wrong with the words of one sheet, and which words they are where that can be told."""
    if slip == "length":
        typed = len(countkey.tidy(words).split())
        return say("Op een blad staan 33 woorden. U typte er %(typed)s.") % {"typed": typed}
    if slip == "word":
        strange = ", ".join(f"{place}. {word[:40]}" for place, word in countkey.strange_words(words)[:5])
        return say("Op geen enkel blad staat: %(words)s. Kijk naar tikfouten.") % {"words": strange}
    return say("Ergens is een woord verwisseld of verkeerd overgetypt. Lees het blad nog eens na.")


class OpenForm(forms.Form):
    """The words of at least three sheets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, SHEETS + 1):
            attrs = {"rows": 4, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
            self.fields[f"sheet_{place}"] = forms.CharField(
                label=_("Blad %(place)s") % {"place": place}, max_length=600, required=False,
                widget=forms.Textarea(attrs=attrs),
            )  # fmt: skip
            self.fields[f"sheet_{place}"].sometimes = True  # type: ignore[attr-defined]  # any three are needed

    def clean(self) -> dict[str, Any]:
        """With sheets that say something, each with what is wrong in it."""
        cleaned = super().clean() or {}
        for name, words in list(cleaned.items()):
            slip = countkey.slip_in(words) if words.strip() else None
            if slip:
                self.add_error(name, sheet_slip(slip, words))
        return cleaned

    def sheets(self) -> list[str]:
        """What was filled in."""
        return [words for words in self.cleaned_data.values() if words.strip()]


class MarkForm(forms.Form):
    """A mark that a voter wrote down."""

    mark = forms.CharField(
        label=_("Uw kenmerk"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"})
    )


class ObjectionForm(Keyed):
    """What is not right, and by whom."""

    words = area(_("Wat klopt er niet?"), rows=5, help_text=_("Iedereen leest dit, en u krijgt hier antwoord."))
    called = line(_("Hoe wilt u genoemd worden?"), "called", required=False)


class FindingForm(Keyed):
    """What an observer found."""

    words = area(_("Wat zag u?"), rows=5, help_text=_("Schrijf ook wat u daarna vroeg, en wat u hoorde."))


class FollowForm(forms.Form):
    """Who comes in the place of an observer, and why."""

    person = choice(_("Wie wordt waarnemer?"), [])
    why = area(_("Waarom?"), rows=2, help_text=_("Iedereen leest dit."))

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.name} ({each.organisation or say('bewoner')})") for key, each in self._people.items()
        ]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        return {"person": self._people[self.cleaned_data["person"]], "why": self.cleaned_data["why"]}


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = area(_("Uw antwoord"), rows=5, help_text=_("Iedereen leest dit."))
