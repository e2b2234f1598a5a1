"""The voices that an item grew from, each with as much of it as this reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item, Origin
from stoep.network.standing import Standing
from stoep.voices import queries as voices

MOST = 20


@dataclass(frozen=True, slots=True)
class Source:
    """One voice behind an item: its words, and what its author says of the item, or empty where they are not shown."""

    origin: Origin
    words: str
    called: str
    author_words: str


def origins(item: Item, *, held: Sequence[str] = (), after: int = 0) -> list[Origin]:
    """The voices behind an item, the first brought first: twenty and one past the key `after`, in one question.

    With them on the first page come authors who say that it is not so (at most twenty), and voices whose number is
    among `held`. An item may have grown from thousands.
    """
    running = Origin.objects.filter(item=item, released_at__isnull=True).order_by("pk")
    chosen = Q(pk__in=running.filter(pk__gt=after).values("pk")[: MOST + 1])
    if not after:
        chosen |= Q(pk__in=running.filter(author_agrees=False).values("pk")[:MOST])
    if held:
        chosen |= Q(pk__in=running.filter(voice__number__in=held).values("pk"))
    return list(Origin.objects.filter(chosen).select_related("voice", "brought_by").order_by("pk"))


def next_after(origins: Sequence[Origin], after: int = 0) -> int:
    """The key behind which the next page begins; 0 when these were the last."""
    here = [origin.pk for origin in origins if origin.pk > after]
    return here[MOST - 1] if len(here) > MOST else 0


def of_item(origins: Sequence[Origin], standing: Standing) -> list[Source]:
    """Every voice by its number; the words only for whom they were meant. That an author disagrees is never hidden."""
    found = []
    for origin in origins:
        voice = origin.voice
        readable = voices.may_read(voice, standing)
        found.append(
            Source(
                origin=origin,
                words=voice.words if readable else "",
                called=voice.called if readable else "",
                author_words=origin.author_words if readable and agenda.shows_words(origin) else "",
            )
        )
    return found
