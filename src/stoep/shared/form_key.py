"""A key that a form carries out of sight. Whoever sends it has not typed it, and so is never told that it is wrong."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

LONGEST = 64


def new_key() -> str:
    """A key that nobody guesses: a random UUID (RFC 9562, version 4)."""
    return str(uuid.uuid4())


class FormKey(forms.CharField):
    """Not shown and not asked for. Lost on the way, or changed into what it cannot be, it counts as not sent."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> str:
        """The key as it was sent, or ""."""
        sent = str(value or "").strip()
        return sent if len(sent) <= LONGEST and sent.isascii() and sent.isprintable() else ""


class FreshKey(FormKey):
    """A new one each time that a form is shown, so that sending it twice does not do it twice."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": new_key, **kwargs})


class Keyed(forms.Form):
    """A form that counts once, however often it is sent."""

    key = FreshKey()
    not_for_the_act: frozenset[str] = frozenset()

    def act_fields(self) -> dict[str, Any]:
        """What the act takes: what was typed, under the names of the act, and the key as `posted_key`."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in self.not_for_the_act}
        return given | {"posted_key": given.pop("key") or None}
