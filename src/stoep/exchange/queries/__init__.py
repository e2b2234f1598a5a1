"""Questions about the exchange: cards that are found, what came of them, and what goes into the feed."""

from stoep.exchange.queries.cards import (
    Found,
    Sought,
    figures_of,
    found,
    plain_of,
    search,
    shown_strength,
    source_of,
)
from stoep.exchange.queries.feed import origin_of, told
from stoep.exchange.queries.traces import (
    Asked,
    follows,
    questions,
    replies,
    takeovers_by,
    takeovers_of,
    visit,
    visits_by,
    visits_of,
)

__all__ = [
    "Asked",
    "Found",
    "Sought",
    "figures_of",
    "follows",
    "found",
    "origin_of",
    "plain_of",
    "questions",
    "replies",
    "search",
    "shown_strength",
    "source_of",
    "takeovers_by",
    "takeovers_of",
    "told",
    "visit",
    "visits_by",
    "visits_of",
]
