"""What stands on a card, which letter means what, and when two cards look like one. Plain values in and out."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from rapidfuzz import fuzz

VOICES, STRENGTHS, STICKERS, SELVES, ANSWERS = "voices", "strengths", "stickers", "selves", "answers"
# Whoever types a card types the letter that stands beside the box that was ticked; the same in every language.
SAID = {"g": "strength", "i": "idea", "z": "concern", "v": "question", "a": "offer", "h": "story"}
READ_BY = {"n": "network", "w": "wijk", "i": "everyone"}
TELL_BY = {"n": "none", "b": "letter", "t": "phone", "m": "mail"}
WHAT = {
    "h": ("gift", "hands"),
    "o": ("gift", "head"),
    "a": ("gift", "heart"),
    "c": ("association", ""),
    "r": ("institution", ""),
    "p": ("place", ""),
    "w": ("economy", ""),
    "v": ("story", ""),
    "s": ("wish", ""),
}
# In the order in which the answers stand on an invitation.
REPLIES = {"j": "yes", "n": "not-now", "b": "others", "v": "never"}
USES = {"l": "list", "p": "item", "m": "meet"}
MOST_CARDS = 60  # of one kind in a pack: what fits in an envelope
MOST_SCANS = 40
# In one pile of cards without a number, or with an answer: the moment at which fewer came could tell whose they are.
LEAST = 5
MOST_ANSWERS = 20  # in one pile: what fits on a page
KEEP_DAYS = (14, 30, 90)
ALIKE = 90  # of 100 (rapidfuzz token_sort_ratio): from here two cards may be one that was typed twice
SHORT = 15  # signs: what is shorter is often the same without being one card


def letter(typed: str, known: Mapping[str, object]) -> str | None:
    """The one letter that was typed, in small; None when it stands on no card."""
    tidy = typed.strip().casefold()
    return tidy if tidy in known else None


def letters(typed: str, known: Mapping[str, object]) -> list[str] | None:
    """The letters that were typed ("l p", "lp", "L,P"), each once; [] for none, None when one stands on no card."""
    found = [sign for sign in typed.casefold() if not sign.isspace() and sign not in ",;.+"]
    return list(dict.fromkeys(found)) if all(sign in known for sign in found) else None


def look_alike(one: str, other: str) -> bool:
    """Whether two texts may be one card that was typed twice."""
    first, second = one.casefold().strip(), other.casefold().strip()
    if min(len(first), len(second)) < SHORT:
        return bool(first) and first == second
    return fuzz.token_sort_ratio(first, second) >= ALIKE


def differences(first: Mapping[str, int], second: Mapping[str, int]) -> list[str]:
    """The codes at which two people counted something else, in order."""
    return sorted(code for code in first.keys() | second.keys() if first.get(code, 0) != second.get(code, 0))


def rows_that_differ(first: Sequence[object], second: Sequence[object]) -> list[int]:
    """The places in a pile, from 0, at which two people typed something else; also where only one typed a card."""
    most = max(len(first), len(second))
    return [row for row in range(most) if list(first[row : row + 1]) != list(second[row : row + 1])]


def mark(typed: Mapping[str, object]) -> str:
    """A mark of what was typed: whoever corrects it tells by it which text they had before them."""
    return sha256(json.dumps(typed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def same(one: str, other: str) -> bool:
    """Whether two marks are one, in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
