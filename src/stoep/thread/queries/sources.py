"""The voices that an item grew from, each with as much of it as this reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stoep.agenda import queries as agenda
from stoep.agenda.models import Origin
from stoep.network.standing import Standing
from stoep.voices import queries as voices


@dataclass(frozen=True, slots=True)
class Source:
    """One voice behind an item: its words, and what its author says of the item, or empty where they are not shown."""

    origin: Origin
    words: str
    called: str
    author_words: str


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
