"""What the forms of this room share: a day, a box for words, a key, items of the agenda."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.shared.form_key import FormKey

_NO_DATE = _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.")


def area(rows: int = 4) -> forms.Textarea:
    """A box for words of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def plain_line() -> forms.TextInput:
    """A line that no browser fills in."""
    return forms.TextInput(attrs={"autocomplete": "off"})


def day(label: Any, *, help_text: Any = "", required: bool = True) -> forms.DateField:
    """A day, by a picker or typed the Dutch way."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": _NO_DATE},
    )


class KeyedForm(forms.Form):
    """A form that carries a key, so that sending it twice does not do it twice."""

    key = FormKey()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": secrets.token_urlsafe(24)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def act_fields(self) -> dict[str, Any]:
        """What an act takes: what was typed, under the names of the act."""
        given = dict(self.cleaned_data)
        return given | {"posted_key": given.pop("key") or None}


def _items(items: Iterable[Item]) -> list[tuple[str, str]]:
    return [(item.code, item.title) for item in items]


class ItemsForm(KeyedForm):
    """A form that names items of the agenda."""

    items = forms.MultipleChoiceField(
        label=_("Welke punten van de wijkagenda raakt dit?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = {item.code: item for item in items}
        chooser = self.fields["items"]
        assert isinstance(chooser, forms.MultipleChoiceField)
        chooser.choices = _items(self._items.values())
        if not chooser.choices:
            del self.fields["items"]

    def act_fields(self) -> dict[str, Any]:
        """The items themselves in the place of their codes."""
        given = super().act_fields()
        return given | {"items": [self._items[code] for code in given.get("items", [])]}
