"""Invented people with answers, and how they are counted: for the tests of what may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from stoep.core.margins.tables import Bands, Group, Questions

Person = dict[str, str]

YEAR: Bands = {
    "leeftijd": ("geen antwoord", "12-17", "18-29", "30-49", "50-66", "67+"),
    "straat": ("geen antwoord", "Eikstraat", "Lindestraat", "Haven"),
    "thuistaal": ("geen antwoord", "Nederlands", "Pools"),
}
WEIGHTS = {"leeftijd": (2, 1, 2, 5, 4, 3), "straat": (3, 4, 4, 1), "thuistaal": (2, 9, 1)}


def newcomers(random: Random, many: int) -> list[Person]:
    """So many people more, each with an answer to every question."""
    return [{q: random.choices(YEAR[q], WEIGHTS[q])[0] for q in YEAR} for _ in range(many)]


def counted(people: Sequence[Person], tables: Sequence[Questions]) -> dict[Group, int]:
    """How many people are in each group of these tables."""
    return Counter(tuple((q, person[q]) for q in table) for person in people for table in tables)


def single(question: str, **counts: int) -> dict[Group, int]:
    """The numbers of one table, as they are typed in a test."""
    return {((question, answer),): count for answer, count in counts.items()}
