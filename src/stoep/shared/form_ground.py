"""The question why a host wipes something, which three rooms ask in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def why_erased(
    label: _StrPromise, *, asked: _StrPromise, mistaken: _StrPromise, harm: _StrPromise, missing: _StrPromise
) -> forms.ChoiceField:
    """One of three grounds: whom it concerns asks for it, it is somebody else's name, or it can do harm."""
    return forms.ChoiceField(
        label=label,
        choices=[("asked", asked), ("mistaken", mistaken), ("harm", harm)],
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )
