"""Which voices have come to their end, so that the addresses of who follows them can be erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from stoep.agenda.models import Item, Origin
from stoep.promises.models import Promise
from stoep.thread import rules
from stoep.voices import queries as voices
from stoep.voices.models import Voice


def ended(today: date) -> Iterator[Voice]:
    """Voices that somebody still follows although nothing more is to come of them."""
    followed = Voice.objects.filter(followings__isnull=False).distinct().order_by("pk")
    for voice in followed.iterator(chunk_size=500):
        fate = voices.fate(voice)
        items = _items_of(voices.lead_of(voice)) if fate.kind == "taken-up" else []
        judged = [
            bool(verdicts) for verdicts in Promise.objects.filter(item__in=items).values_list("verdicts__pk", flat=True)
        ]
        closed = [timezone.localdate(item.closed_at) if item.closed_at else None for item in items]
        answered_on = timezone.localdate(fate.given_at) if fate.given_at else None
        if rules.has_ended(fate.kind, answered_on, closed, judged, today):
            yield voice


def _items_of(voice: Voice) -> list[Item]:
    """The items that a voice lives in now: of one that was merged, the one that it went on in."""
    found = []
    for origin in Origin.objects.filter(voice=voice, released_at__isnull=True).select_related("item"):
        item = origin.item
        while item.merged_into is not None:
            item = item.merged_into
        found.append(item)
    return found
