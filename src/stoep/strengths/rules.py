"""What may be written of a strength, and who sees it. Plain values in, plain answer out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS = 600  # characters: a card at the table holds no more
MOST_WHY = 400
# Every use that is shown to everybody: as long as one of them is agreed to, the words stand in the open.
OPEN_USES = frozenset({"list", "item"})

# What turns the direction of a text around, and control characters without newline and tab.
_DROPPED = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text as it is kept: one kind of line end, no control characters, no marks that turn the reading around."""
    plain = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", plain).strip()


def is_open(uses: Iterable[str]) -> bool:
    """Whether the words leave the lock: somebody agreed to at least one use that others see."""
    return not OPEN_USES.isdisjoint(uses)
