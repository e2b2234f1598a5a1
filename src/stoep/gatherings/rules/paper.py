"""What fits on a card or a letter, and in which order cards lie on sheets that are cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Card = TypeVar("Card")
# Signs of name, question and what follows together; measured with the smallest type that we print.
FITS = {"letter": 2400, "card-a5": 800, "card-a6": 420}
ON_A_SHEET = {"letter": 1, "card-a5": 2, "card-a6": 4}


def too_long(kind: str, *texts: str) -> bool:
    """Whether these words together do not fit."""
    return sum(len(text) for text in texts) > FITS[kind]


def stacked(cards: Sequence[Card], kind: str) -> list[Card | None]:
    """The cards in the order of the sheets, so that piles that were cut lie in walking order on one another.

    Of a stack of sheets the upper left pile is the first quarter of the walk. None: an empty place at the end.
    """
    each = ON_A_SHEET[kind]
    sheets = -(-len(cards) // each)
    places = [place * sheets + sheet for sheet in range(sheets) for place in range(each)]
    return [cards[place] if place < len(cards) else None for place in places]
