"""Recognising who is meant by a typed name, so that the one who notes a promise is asked as little as possible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody, or an organisation, that takes part here. `kind` is an organisation's kind, "" for a person."""

    key: int
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of what was recognised; None where nothing was, or more than one could be meant."""

    person: int | None = None
    organisation: int | None = None


# Words that stand for the one organisation of a kind, when the neighbourhood knows only one.
_OF_KIND = {
    "gemeente": "municipality",
    "wethouder": "municipality",
    "burgemeester": "municipality",
    "college": "municipality",
    "wijkmanager": "municipality",
    "corporatie": "housing",
    "woningcorporatie": "housing",
    "politie": "police",
    "wijkagent": "police",
    "school": "school",
    "bewonersnetwerk": "resident",
    "bewoners": "resident",
}


def recognise(typed: str, people: Sequence[Known], organisations: Sequence[Known]) -> Found:
    """Whom this name means: a whole name within it, a first name that only one person has, or a word for a kind."""
    words = _words(typed)
    person = _the_only(known for known in people if _holds(words, _words(known.name)))
    if person is None and words:
        # A first name, alone or with what somebody is: "Anouk", "Anouk van de gemeente".
        person = _the_only(known for known in people if _words(known.name)[:1] == words[:1] and _agrees(words, known))
    named = [known for known in organisations if _holds(words, _words(known.name))]
    longest = max((len(known.name) for known in named), default=0)
    organisation = _the_only(known for known in named if len(known.name) == longest)
    if organisation is None and person is None:
        organisation = _of_kind(words, organisations)
    return Found(person.key if person else None, organisation.key if organisation else None)


def _agrees(words: list[str], known: Known) -> bool:
    """Whether what follows the first name does not name somebody else: "Anouk Jansen" is not Anouk de Vries."""
    rest = [word for word in words[1:] if word not in _words(known.name)]
    return not rest or rest[0] in {"van", "bij", "namens", "of", "from", *_OF_KIND}


def _of_kind(words: list[str], organisations: Sequence[Known]) -> Known | None:
    kinds = {_OF_KIND[word] for word in words if word in _OF_KIND}
    return _the_only(known for known in organisations if known.kind in kinds) if len(kinds) == 1 else None


def _the_only(found: Iterable[Known]) -> Known | None:
    several = list(found)
    return several[0] if len(several) == 1 else None


def _holds(words: list[str], name: list[str]) -> bool:
    """Whether the words of this name stand in the text, one after the other."""
    span = len(name)
    return bool(name) and any(words[start : start + span] == name for start in range(len(words) - span + 1))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text[:200].casefold())
    return re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
