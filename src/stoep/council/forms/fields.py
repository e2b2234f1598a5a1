"""What the forms of this room share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from stoep.council import rules

LIMIT = rules.WORDS_LIMIT


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def web_link(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=500, required=False, help_text=help_text)
