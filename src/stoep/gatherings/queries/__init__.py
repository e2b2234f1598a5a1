"""Questions about gatherings. Read only."""

from stoep.gatherings.queries.activities import (
    Known,
    activities,
    clashes,
    found,
    groups_of,
    known,
    known_streets,
    said,
    streets_of,
    whom_of,
)
from stoep.gatherings.queries.doors import tokens, unasked_among
from stoep.gatherings.queries.words import approved, languages_ready, name_of, own_words, texts_for, wordings_of

__all__ = [
    "Known",
    "activities",
    "approved",
    "clashes",
    "found",
    "groups_of",
    "known",
    "known_streets",
    "languages_ready",
    "name_of",
    "own_words",
    "said",
    "streets_of",
    "texts_for",
    "tokens",
    "unasked_among",
    "whom_of",
    "wordings_of",
]
