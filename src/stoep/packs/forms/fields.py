"""What the forms of paper share: where a refusal is said, and text as it stands on the card."""

from __future__ import annotations

from typing import Any

from django import forms

from stoep.shared.refusal import Refused
from stoep.shared.typed import clean

_BOX = {"empty": "words", "too-long": "words", "binary": "words", "alike": "sure", "taken": "place", "changed": "place"}
_OF_ADDRESS = frozenset({"bad-mail", "bad-phone", "bad-postal", "no-house-number", "long-line", "long-name", "control"})


class Acting(forms.Form):
    """A form of which the act may refuse what was typed."""

    use_required_attribute = False

    def refuse(self, refused: Refused) -> None:
        """Put the sentence of a refused act beside the box that it is about."""
        box = "address" if refused.code in _OF_ADDRESS else _BOX.get(refused.code, refused.code)
        self.add_error(box if box in self.fields else None, str(refused))


class Words(forms.CharField):
    """Text as it stands on the card, without signs that nobody sees; the act says what is wrong with it."""

    def to_python(self, value: Any) -> str:
        """The text, in one form of every letter."""
        return clean(str(super().to_python(value) or ""))
