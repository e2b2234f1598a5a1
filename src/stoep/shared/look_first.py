"""Look first: what is near something new, before it is begun (a project, an item, an evening, a plan).

Each room with such things has a function `near(here, sought)` that gives them as `Near`; settings.STOEP_LOOK_FIRST
names these functions, so that no room has to know another one. A page that begins something asks `near` here, shows
what comes back as links, and asks to join one of them or to say in words why this is new; it keeps those words with
what was begun, and shows them there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from rapidfuzz import fuzz

NEAR = 50  # of 100: from here somebody looks at it before beginning
ALIKE = 72  # of 100 (rapidfuzz token_sort_ratio): titles that share most of their words, whatever their order
BESIDE = 15  # what the same theme or the same place adds
FEW = 5
LONGEST = 2_000
_WORD = re.compile(r"[^\W_]{4,}")
_STEM, _LONG, _LONGER = 4, 7, 6  # letters: "bankje" and "bankjes" are one matter; of a longer word more of them count
_MOST_STEMS = 6
_EMPTY = frozenset(
    "alle alleen alles altijd andere bewoners deze daar doen door echt eens elke geen gaan graag haar heeft heel hier "
    "hebben iedereen iemand iets kunnen kunt maar maken meer mensen moet moeten naar niet nieuw nieuwe onze over samen "
    "straat veel voor waar want wat weer welke wijk willen wordt worden zijn zonder zoals".split()
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody is about to begin: its title, more words about it, its theme (as an item of the agenda has it), and
    its places (streets, a code of a buurt). What is not known stays empty; what was over before `today` is not near."""

    title: str
    words: str = ""
    theme: str = ""
    places: Collection[str] = ()
    today: date = date.min


@dataclass(frozen=True, slots=True)
class Near:
    """Something that is there already: what it is ("punt van de agenda"), its title, where it stands, how near (0-100).

    `key` is a mark of the form that made it, so that a form sent twice does not find itself.
    """

    what: str | Promise
    title: str
    href: str
    likeness: int
    key: str = ""


Find = Callable[[int, Sought], Iterable[Near]]


def near(here: int, sought: Sought, *, but_not: Collection[str] = ()) -> list[Near]:
    """What is near this in the neighbourhood with this key, nearest first, five at most; [] without words to go by.

    `but_not` holds the key of the form itself, and the addresses of what it joins already. Everything found is public:
    a room gives only what everybody may read.
    """
    if not stems(f"{sought.title} {sought.words}"):
        return []
    finders: list[Find] = [import_string(path) for path in settings.STOEP_LOOK_FIRST]
    found = [one for find in finders for one in find(here, sought) if one.likeness >= NEAR]
    but = {known for known in but_not if known}
    other = [one for one in found if one.key not in but and one.href not in but]
    return sorted(other, key=lambda one: -one.likeness)[:FEW]


def likeness(sought: Sought, title: str, words: str = "", *, theme: str = "", places: Collection[str] = ()) -> int:
    """How near something is that has this title, words, theme and places, from 0 to 100; 50 and more is near.

    By the words that both have (their first letters, without small words), of the one that says least; at least
    two of them. The same theme or a same place makes it nearer; without a word in common it is not near.
    """
    alike = round(fuzz.token_sort_ratio(plain(sought.title), plain(title))) if title else 0
    mine, theirs = stems(f"{sought.title} {sought.words}"), stems(f"{title} {words}")
    both = mine & theirs
    share = round(100 * len(both) / min(len(mine), len(theirs))) if len(both) > 1 else 0
    beside = bool(theme) and theme == sought.theme
    there = bool({plain(place) for place in places if place} & {plain(place) for place in sought.places})
    found = max(alike if alike >= ALIKE else 0, share)
    return min(100, found + BESIDE * (beside + there)) if found else 0


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that say what a text is about."""
    found = [word for word in _WORD.findall(plain(text[:LONGEST])) if word not in _EMPTY]
    return frozenset(word[: _STEM if len(word) <= _LONG else _LONGER] for word in found)


def mentions(column: str, sought: Sought) -> Q:
    """Rows in whose column one of the longest words of it stands: asked of the database, before `likeness` is."""
    longest = sorted(stems(f"{sought.title} {sought.words}"), key=lambda stem: (-len(stem), stem))[:_MOST_STEMS]
    found = Q(pk__in=[])
    for stem in longest:
        found |= Q(**{f"{column}__icontains": stem})
    return found


def plain(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
