"""The voices that an item grew from, each with as much of it as this reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item, Origin
from stoep.network.standing import Standing
from stoep.shared.asked import ask
from stoep.voices import hidden
from stoep.voices import queries as voices

MOST, DOUBTS = 12, 6


@dataclass(frozen=True, slots=True)
class Source:
    """One voice behind an item: its words, and what its author says of the item, or empty where they are not shown.

    `note` and `author_note` stand in the place of words that two keys hid.
    """

    origin: Origin
    words: str
    called: str
    author_words: str
    note: str = ""
    author_note: str = ""


def page(item: Item, *, held: Sequence[str] = (), after: int = 0) -> tuple[list[Origin], int]:
    """Twelve voices behind an item past the key `after`, the first brought first, and the key where the next begin.

    That key is 0 when these were the last: an item may have grown from thousands. With the first twelve come authors
    who say that it is not so (at most six), and voices whose number is among `held`. One question.
    """
    rows = ask(_origins, not after, item=item.pk, after=after, **({"held": list(held)} if held else {}))
    ahead = [origin for origin in rows if origin.pk > after]
    if len(ahead) <= MOST:
        return rows, 0
    # One more was read to know whether there are more; it stands on the next page, unless it had to be here anyway.
    peeked = ahead[MOST]
    stays = peeked.author_agrees is False or peeked.voice.number in held
    return [origin for origin in rows if stays or origin is not peeked], ahead[MOST - 1].pk


def _origins(is_first: bool, *, item: int, after: int, held: Sequence[str] = ()) -> QuerySet[Origin]:
    running = Origin.objects.filter(item=item, released_at__isnull=True).order_by("pk")
    chosen = Q(pk__in=running.filter(pk__gt=after).values("pk")[: MOST + 1])
    if is_first:
        chosen |= Q(pk__in=running.filter(author_agrees=False).values("pk")[:DOUBTS])
    if held:
        chosen |= Q(pk__in=running.filter(voice__number__in=held).values("pk"))
    return Origin.objects.filter(chosen).select_related("voice", "brought_by").order_by("pk")


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
                note=hidden.note(voice),
                author_note=hidden.note(origin),
            )
        )
    return found
