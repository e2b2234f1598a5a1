"""What the forms of this room share: a day, a box for words, a key, items of the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.shared.form_day import day as day
from stoep.shared.form_key import Keyed as Keyed


def area(rows: int = 4) -> forms.Textarea:
    """A box for words of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def plain_line() -> forms.TextInput:
    """A line that no browser fills in."""
    return forms.TextInput(attrs={"autocomplete": "off"})


def _items(items: Iterable[Item]) -> list[tuple[str, str]]:
    return [(item.code, item.title) for item in items]


class ItemsForm(Keyed):
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
