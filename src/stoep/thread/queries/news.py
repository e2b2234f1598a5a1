"""The newest acts of a neighbourhood, each with a sentence and the page that it is about."""

from __future__ import annotations

from django.urls import reverse

from stoep.places.models import Neighbourhood
from stoep.record import sentences
from stoep.record.models import Entry

PAGES: dict[str, str] = {"voice": "thread:voice", "item": "thread:item", "promise": "thread:promise"}


def newest(neighbourhood: Neighbourhood, *, count: int) -> list[Entry]:
    """The newest entries of the log that tell something in a sentence, newest first."""
    found = Entry.objects.filter(log__neighbourhood=neighbourhood).select_related("log__neighbourhood")
    return [entry for entry in found.order_by("-index")[: 2 * count] if sentences.is_told(entry)][:count]


def told(entry: Entry) -> str:
    """What was done, in a sentence: in Dutch as it was sealed, in another language as the room of the act says it."""
    return sentences.sentence(entry)


def address_of(entry: Entry) -> str:
    """The page of the voice, item or promise that the act was about; else the entry in the log."""
    kind, _colon, code = entry.subject.partition(":")
    if kind in PAGES and code:
        return reverse(PAGES[kind], args=[code])
    return reverse("record:entry", args=[entry.log.neighbourhood.slug, entry.index])
