"""Cards without a number, a row a card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now

from stoep.packs.forms.fields import Acting
from stoep.reach import rules as reach
from stoep.reach import words


class SelvesForm(Acting):
    """Cards without a number, in the order in which they lie: a row a card, in each box the number that was ticked.

    0 is a question that was skipped, and an empty row is no card. With `only` just these rows, from 0.
    """

    def __init__(self, *args: Any, parts: reach.Parts, only: Sequence[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts, self.questions = parts, reach.questions(parts)
        self.asked = list(range(reach.MOST_CARDS)) if only is None else list(only)
        for row in self.asked:
            for question in self.questions:
                label = f"{row + 1}: {words.ABOUT[question]}"
                attrs = {"inputmode": "numeric", "maxlength": 2, "autocomplete": "off", "aria-label": label}
                box = forms.CharField(label=label, required=False, max_length=2, widget=forms.TextInput(attrs=attrs))
                self.fields[f"{question}_{row}"] = box

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The grid for the page: the number of the card in the pile, and its boxes."""
        return [(row + 1, [self[f"{question}_{row}"] for question in self.questions]) for row in self.asked]

    def legend(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Which number is which answer, question by question, as on the card."""
        return [
            (str(words.ABOUT[question]), list(enumerate(map(self._called(question), every), 1)))
            for question in self.questions
            if (every := reach.answers(question, self.parts))
        ]

    def clean(self) -> dict[str, Any]:
        """Each number must be one of the card; what cannot be read is said beside its box."""
        given = super().clean() or {}
        for question in self.questions:
            most = len(reach.answers(question, self.parts))
            for row in self.asked:
                typed = (given.get(f"{question}_{row}") or "").strip()
                if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= most):
                    told = _now("Typ een getal van 1 tot en met %(most)s, of 0 voor overgeslagen.") % {"most": most}
                    self.add_error(f"{question}_{row}", told)
        return given

    def settled(self) -> dict[int, dict[str, str]]:
        """What was typed, by the place of the card in the pile, from 0."""
        found: dict[int, dict[str, str]] = {}
        for row in self.asked:
            typed = {name: (self.cleaned_data.get(f"{name}_{row}") or "").strip() for name in self.questions}
            if any(typed.values()):
                found[row] = {
                    name: reach.answers(name, self.parts)[int(number) - 1]
                    for name, number in typed.items()
                    if number and int(number)
                }
        return found

    def cards(self) -> list[dict[str, str]]:
        """The cards of the pile, in their order."""
        return list(self.settled().values())

    def _called(self, question: str) -> Callable[[str], str]:
        return lambda code: words.answer(question, code, self.parts)
