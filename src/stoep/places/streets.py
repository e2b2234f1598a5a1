"""Street names: by which letters two are the same, and which one in the list somebody may have meant. No database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

LONGEST = 80  # signs of one name, as the official register has it
MOST = 2_000  # streets of one neighbourhood
MEANT = 72  # of 100 (rapidfuzz ratio of the folded names): from here somebody is asked whether they meant it
FEW = 3
_NUMBERS = re.compile(r"[\s,]+\d.*$")
_SHORT_FOR = ((re.compile(r"str\.?$"), "straat"), (re.compile(r"\bpln\.?$"), "plein"), (re.compile(r"ln\.?$"), "laan"))


def fold(text: str) -> str:
    """Small letters and figures only, so that "Van Loon-Straat" and "van loonstraat" are one street."""
    apart = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in apart if sign.isalnum())
    return re.sub(r"str$", "straat", plain)


def key(typed: str) -> str:
    """The letters by which a street is compared, without a house number: "Eikstr. 12" and "eikstraat" are the same."""
    text = unicodedata.normalize("NFKD", typed).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = _NUMBERS.sub("", " ".join(text.split())).strip(" .,")
    for short, whole in _SHORT_FOR:
        text = short.sub(whole, text)
    return "".join(sign for sign in text if sign.isalnum())


def merged(names: Iterable[str]) -> list[str]:
    """Each street once, in the spelling that came first, by name."""
    found: dict[str, str] = {}
    for name in names:
        if letters := key(name):
            found.setdefault(letters, name)
    return sorted(found.values(), key=key)


@dataclass(frozen=True, slots=True)
class Known:
    """The list of streets of one neighbourhood, as a form asks it. Without names nothing is strange."""

    names: tuple[str, ...] = ()
    _by_key: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {key(name): name for name in reversed(self.names)})

    def spelled(self, typed: str) -> str:
        """The street as the list spells it; as it was typed when it does not stand there."""
        return self._by_key.get(key(typed), typed)

    def strange(self, typed: str) -> bool:
        """Whether there is a list, and this street does not stand in it."""
        return bool(self._by_key) and bool(key(typed)) and key(typed) not in self._by_key

    def meant(self, typed: str) -> list[str]:
        """The few streets of the list that somebody may have meant, the nearest first."""
        found = process.extract(key(typed), list(self._by_key), scorer=fuzz.ratio, score_cutoff=MEANT, limit=FEW)
        return [self._by_key[letters] for letters, _score, _place in found]
