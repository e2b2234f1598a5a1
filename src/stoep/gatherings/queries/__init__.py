"""Questions about gatherings. Read only."""

from stoep.gatherings.queries.activities import (
    Known,
    activities,
    clashes,
    found,
    groups_of,
    jobs_of,
    known,
    known_streets,
    said,
    streets_of,
    whom_of,
)
from stoep.gatherings.queries.after import (
    Share,
    came_so_far,
    counted,
    ledger_of,
    photos_of,
    round_of,
    said_at,
    youth_sessions,
    youth_share,
)
from stoep.gatherings.queries.doors import tokens, unasked_among
from stoep.gatherings.queries.words import approved, languages_ready, name_of, own_words, texts_for, wordings_of

__all__ = [
    "Known",
    "Share",
    "activities",
    "approved",
    "came_so_far",
    "clashes",
    "counted",
    "found",
    "groups_of",
    "jobs_of",
    "known",
    "known_streets",
    "languages_ready",
    "ledger_of",
    "name_of",
    "own_words",
    "photos_of",
    "round_of",
    "said",
    "said_at",
    "streets_of",
    "texts_for",
    "tokens",
    "unasked_among",
    "whom_of",
    "wordings_of",
    "youth_sessions",
    "youth_share",
]
