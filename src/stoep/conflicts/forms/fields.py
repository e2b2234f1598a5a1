"""The boxes that the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.conflicts import rules
from stoep.voices.models import Voice

WAYS = [
    (Voice.Channel.SPOKEN.value, _("gesproken")),
    (Voice.Channel.CARD.value, _("op papier")),
    (Voice.Channel.SCREEN.value, _("op het scherm")),
    (Voice.Channel.PROFESSIONAL.value, _("via een beroepskracht")),
]


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def text_box(label: Any, *, rows: int = 3, most: int = rules.MOST_WORDS, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=area(rows), **given)
