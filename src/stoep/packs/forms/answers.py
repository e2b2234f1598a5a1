"""Answers on paper: a row a card, with its code, the letter of the answer and a house number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now

from stoep.gatherings.rules import codes
from stoep.packs import rules
from stoep.packs.actions.answers import Answered, WrongCard
from stoep.packs.forms.fields import Acting
from stoep.shared.refusal import Refused

_HOUSE = frozenset({"house", "street"})
_CODE = frozenset({"wrong", "spent", "over", "twice", "more-than-sent"})


class AnswersForm(Acting):
    """Cards in any order, a row a card; an empty row is no card. With `only` these codes, of cards that differ."""

    def __init__(self, *args: Any, only: Sequence[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = only
        self.asked = range(rules.MOST_ANSWERS if only is None else len(only))
        for row in self.asked:
            if only is None:
                self.fields[f"code_{row}"] = _box(row, _now("de code"), 40, 16)
            self.fields[f"letter_{row}"] = _box(row, _now("het antwoord"), 4, 3)
            self.fields[f"house_{row}"] = _box(row, _now("het huisnummer, alleen bij v"), 120, 12)

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The grid for the page: what names the card, and its boxes."""
        names = ("code", "letter", "house") if self.only is None else ("letter", "house")
        return [
            (str(row + 1) if self.only is None else codes.spoken(self.only[row]), [self[f"{n}_{row}"] for n in names])
            for row in self.asked
        ]

    def typed(self) -> list[tuple[int, Answered]]:
        """The rows in which something stands, from 0, with what was typed."""
        found = []
        for row in self.asked:
            code = self.only[row] if self.only is not None else self._text("code", row)
            letter, house = self._text("letter", row), self._text("house", row)
            if (letter or house) if self.only is not None else (code or letter or house):
                found.append((row, Answered(code, letter, house)))
        return found

    def answers(self) -> list[Answered]:
        """The cards of the pile."""
        return [one for _row, one in self.typed()]

    def settled(self) -> dict[str, Answered | None]:
        """What stands on each card that two people read differently; None where nothing is filled in."""
        given = {one.code: one for one in self.answers()}
        return {code: given.get(code) for code in self.only or ()}

    def refuse(self, refused: Refused) -> None:
        """Put what is wrong with one card beside the box that it is about."""
        if not isinstance(refused, WrongCard) or refused.row >= len(self.typed()):
            super().refuse(refused)
            return
        row = self.typed()[refused.row][0]
        name = "house" if refused.code in _HOUSE else "code" if refused.code in _CODE else "letter"
        box = f"{name}_{row}"
        self.add_error(box if box in self.fields else f"letter_{row}", str(refused))

    def _text(self, name: str, row: int) -> str:
        return str(self.cleaned_data.get(f"{name}_{row}") or "").strip()


def _box(row: int, about: str, most: int, wide: int) -> forms.CharField:
    label = f"{row + 1}: {about}"
    attrs = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "size": wide, "aria-label": label}
    return forms.CharField(label=label, required=False, max_length=most, widget=forms.TextInput(attrs=attrs))
