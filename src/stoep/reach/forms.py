"""What people type in this room: a card, a stack of cards, a round, a step and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.models import Activity
from stoep.reach import rules, words
from stoep.reach.models import Round, Step
from stoep.shared.form_day import FORMATS, NO_DATE, DayInput
from stoep.shared.form_key import FreshKey, Keyed


class _Keyed(Keyed):
    """A form that counts once, and says itself what is missing."""

    use_required_attribute = False


class CardForm(forms.Form):
    """The card: five questions, each of which may be skipped. Nothing is chosen beforehand."""

    key = FreshKey()

    def __init__(self, *args: Any, parts: rules.Parts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in rules.questions(parts):
            every = [(code, words.answer(question, code, parts)) for code in rules.answers(question, parts)]
            self.fields[question] = forms.ChoiceField(
                label=str(words.QUESTIONS[question]), choices=[*every, (rules.SILENT, _("sla ik over"))],
                required=False, widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Kies een antwoord uit de lijst.")},
            )  # fmt: skip

    def card(self) -> rules.Card:
        """What was chosen, without what was skipped."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key" and value}


class StackForm(forms.Form):
    """Up to ten cards in a grid: a row a card, in each box the number that was ticked. An empty row is no card."""

    key = FreshKey()

    def __init__(self, *args: Any, parts: rules.Parts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.questions = rules.questions(parts)
        for row in range(rules.MOST_CARDS):
            for question in self.questions:
                label = _now("Kaart %(row)s: %(question)s") % {"row": row + 1, "question": words.ABOUT[question]}
                box = forms.TextInput(
                    attrs={"inputmode": "numeric", "maxlength": 2, "autocomplete": "off", "aria-label": label}
                    | ({"autofocus": True} if row == 0 and question == self.questions[0] else {})
                )
                field = forms.CharField(label=label, required=False, max_length=2, widget=box)
                self.fields[f"{question}_{row}"] = field

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The grid for the page: the number of the card, and its boxes."""
        return [
            (row + 1, [self[f"{question}_{row}"] for question in self.questions]) for row in range(rules.MOST_CARDS)
        ]

    def legend(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Which number is which answer, question by question, as on the card."""
        return [
            (
                str(words.ABOUT[question]),
                list(enumerate((words.answer(question, code, self.parts) for code in every), 1)),
            )
            for question in self.questions
            if (every := rules.answers(question, self.parts))
        ]

    def clean(self) -> dict[str, Any]:
        """Each number must be one of the card; what cannot be read is said beside its box."""
        given = super().clean() or {}
        for question in self.questions:
            most = len(rules.answers(question, self.parts))
            for row in range(rules.MOST_CARDS):
                typed = (given.get(f"{question}_{row}") or "").strip()
                if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= most):
                    text = _now("Typ een getal van 1 tot en met %(most)s, of 0 voor overgeslagen.") % {"most": most}
                    self.add_error(f"{question}_{row}", text)
        if not self.errors and not self.cards():
            self.add_error(None, _now("Er staat nog geen kaart. Typ per vraag het getal dat is aangekruist."))
        return given

    def cards(self) -> list[rules.Card]:
        """The cards in the grid; 0 is a question that was skipped."""
        found: list[rules.Card] = []
        for row in range(rules.MOST_CARDS):
            typed = {
                question: (self.cleaned_data.get(f"{question}_{row}") or "").strip() for question in self.questions
            }
            if any(typed.values()):
                found.append(
                    {
                        question: rules.answers(question, self.parts)[int(number) - 1]
                        for question, number in typed.items()
                        if number and int(number)
                    }
                )
        return found


class RoundForm(_Keyed):
    """A new round."""

    name = forms.CharField(
        label=_("Hoe heet de ronde?"), max_length=rules.LIMITS["name"],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Bijvoorbeeld: najaar 2026, of: avond over het plein."),
        error_messages={"required": _("Geef de ronde een naam. Bijvoorbeeld: najaar 2026.")},
    )  # fmt: skip
    about = forms.ChoiceField(
        label=_("Over wie gaan de kaarten?"), choices=Round.About.choices, widget=forms.RadioSelect
    )
    activity = forms.ModelChoiceField(
        label=_("Bij welke bijeenkomst?"), queryset=Activity.objects.none(), required=False, empty_label=_("geen"),
        help_text=_("Alleen als de kaarten over één bijeenkomst gaan."),
    )  # fmt: skip

    def __init__(self, *args: Any, activities: QuerySet[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["activity"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = activities


class SureForm(_Keyed):
    """Something that cannot be taken back asks for one tick."""

    sure = forms.BooleanField(
        label=_("Ja, ik weet het zeker"), error_messages={"required": _("Zet een vinkje als u het zeker weet.")}
    )

    def act_fields(self) -> dict[str, Any]:
        """Only the key goes along."""
        return {"posted_key": self.cleaned_data["key"] or None}


class StepForm(_Keyed):
    """Who goes where, for which group, by when."""

    group = forms.ChoiceField(label=_("Voor wie?"))
    how = forms.ChoiceField(label=_("Waarheen?"), choices=Step.How.choices, widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("Wat gaat er gebeuren?"), max_length=rules.WORDS_LIMIT, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld: met kaarten naar de voetbalkooi, woensdag na school."),
    )  # fmt: skip
    who = forms.CharField(
        label=_("Wie doet het?"), max_length=rules.LIMITS["who"], widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Een taak of organisatie, geen naam. Bijvoorbeeld: het opbouwwerk."),
    )  # fmt: skip
    by_on = forms.DateField(
        label=_("Voor welke dag?"), widget=DayInput(), input_formats=FORMATS,
        error_messages={"invalid": NO_DATE},
    )  # fmt: skip

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["group"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = list(groups)


class CameForm(forms.Form):
    """What came of a step."""

    use_required_attribute = False
    came_of = forms.CharField(
        label=_("Wat kwam ervan?"), max_length=rules.WORDS_LIMIT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In uw eigen woorden, zonder namen. Kwam er niemand? Schrijf dat ook op."),
        error_messages={"required": _("Schrijf op wat ervan kwam. Eén zin is genoeg.")},
    )  # fmt: skip
