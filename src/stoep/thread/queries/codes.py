"""Which page a number belongs to: voices, items and promises all carry one of the same kind."""

from __future__ import annotations

from stoep.agenda.models import Item
from stoep.promises.models import Promise
from stoep.voices.models import Voice


def address_of(code: str) -> str:
    """The address of the voice, item or promise with this number; empty when there is none."""
    voice = Voice.objects.filter(number=code).first()
    item = None if voice else Item.objects.filter(code=code, is_draft=False).first()
    promise = None if voice or item else Promise.objects.filter(code=code).first()
    found = voice or item or promise
    return found.get_absolute_url() if found else ""
