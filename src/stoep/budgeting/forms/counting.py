"""Forms of the count: a pile of paper, the sheets, a mark, an objection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import rules
from stoep.budgeting.forms.fields import Keyed, area, line, number
from stoep.core.ballots import countkey

SHEETS = 5


class PileForm(Keyed):
    """Where the locked box stood, and how many ballots lay in it."""

    place = line(_("Waar stond de bus?"), "place")
    many = number(_("Hoeveel biljetten zitten in deze stapel?"), most=rules.MOST_IN_A_PILE)


class TypeForm(forms.Form):
    """A whole pile, one paper a line."""

    typed = forms.CharField(
        label=_("De biljetten, elk op een regel"), max_length=rules.MOST_IN_A_PILE * 200, strip=False,
        help_text=_("Eerst de code, dan de nummers met een kruis. Bijvoorbeeld: K7QM-4XRT-8PWN-C 1 3 12. Met punten: "
        "1=4 3=6. Is de code niet te lezen? Typ dan een streepje."),
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


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = area(_("Uw antwoord"), rows=5, help_text=_("Iedereen leest dit."))
