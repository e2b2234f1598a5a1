"""The five questions of the card, how cards are added up, and what the published numbers say beside official ones.

Nothing here holds a card: it becomes numbers in `count`, and what it said about one person is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from stoep.core.margins import rounding
from stoep.core.margins.bands import MISSING, UNKNOWN, Between, Judgement, Standing, judge
from stoep.core.margins.gaps import readings
from stoep.core.margins.tables import Edition, Group, Hidden, Shown, last_shown

SILENT = "none"
ELSEWHERE = "elsewhere"
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "age": ("0-14", "15-24", "25-44", "45-64", "65"),
    "schooling": ("basic", "middle", "higher"),
    "tongue": ("nl", "tr", "ar", "ber", "pl", "ti", "uk", "en", "other"),
    "home": ("own", "rent", "other"),
}
PART = "part"
QUESTIONS = (*ANSWERS, PART)
# The answers of which a number can best be missed, first (docs/decisions/0016): of these one is withheld rather than of
# the others. Whoever is often not heard comes last.
MISSED_BEST: Mapping[str, tuple[str, ...]] = {
    "age": ("0-14", "45-64", "25-44", "65", "15-24"),
    "schooling": ("higher", "middle", "basic"),
    "tongue": ("nl", "other", "en", "ber", "uk", "ti", "ar", "tr", "pl"),
    "home": ("other", "own", "rent"),
}
# Who gave this answer does not belong to the people whom the official figures count.
OUTSIDE = {"age": "0-14", PART: ELSEWHERE}
MOST_PARTS = 9
MOST_CARDS = 10
LIMITS = {"name": 80, "who": 120}
WORDS_LIMIT = 500
MOST_DAYS_AHEAD = 366

Card = Mapping[str, str]  # question -> answer; what is absent was skipped
Parts = Sequence[Sequence[str]]  # the parts of the area as they stand on the card: code, name
Counts = dict[str, dict[str, int]]


def answers(question: str, parts: Parts = ()) -> tuple[str, ...]:
    """Every answer to a question in the order of the card; none for the parts of an area that has fewer than two."""
    if question == PART:
        return (*(code for code, _name in parts), ELSEWHERE) if len(parts) > 1 else ()
    return ANSWERS[question]


def questions(parts: Parts) -> list[str]:
    """The questions that are on the card of this area."""
    return [question for question in QUESTIONS if answers(question, parts)]


def all_groups(parts: Parts) -> list[str]:
    """Every group for which somebody can do something: each answer, and the two kinds of renting as one."""
    found = [f"{question}:{answer}" for question in questions(parts) for answer in answers(question, parts)]
    left = {"home:rent", "home:other", "age:0-14", f"{PART}:{ELSEWHERE}"}
    return ["age:0-14", *(each for each in found if each not in left), "home:rent+other"]


def bands(parts: Parts) -> dict[str, tuple[str, ...]]:
    """All answers per question for the planner: in front what can best be missed."""
    asked = questions(parts)
    return {each: (SILENT, *MISSED_BEST.get(each, tuple(reversed(answers(each, parts))))) for each in asked}


def count(counts: Counts, cards: Iterable[Card], parts: Parts) -> int:
    """Add these cards to the numbers, question by question; how many cards. ValueError for an answer there is not."""
    added = 0
    for card in cards:
        for question in questions(parts):
            answer = card.get(question) or SILENT
            if answer not in (SILENT, *answers(question, parts)):
                raise ValueError(f"no answer to {question}: {answer}")
            held = counts.setdefault(question, {})
            held[answer] = held.get(answer, 0) + 1
        added += 1
    return added


def groups(counts: Counts) -> dict[Group, int]:
    """The same numbers as the planner takes them."""
    return {((question, answer),): number for question, held in counts.items() for answer, number in held.items()}


def written(edition: Edition) -> dict[str, dict[str, int | str]]:
    """The marks of an edition as they are kept: a number, "few" or "withheld"; a question without a table is absent."""
    kept: dict[str, dict[str, int | str]] = {}
    for group, mark in edition.marks.items():
        ((question, answer),) = group
        told: int | str = mark.count if isinstance(mark, Shown) else mark.name.lower()
        kept.setdefault(question, {})[answer] = told
    return kept


def read(name: str, total: int, marks: Mapping[str, Mapping[str, int | str]], contains: Sequence[str]) -> Edition:
    """An edition out of its kept marks."""
    told: dict[Group, Shown | Hidden] = {
        ((question, answer),): Shown(mark) if isinstance(mark, int) else Hidden[mark.upper()]
        for question, held in marks.items()
        for answer, mark in held.items()
    }
    return Edition(name, total, told, tuple(contains))


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as an edition tells it. `shown`: people, to the nearest five; None: it is not told.

    `few`: because there are fewer than ten. `share` in per cent, from fifty cards on. `before`: what was shown of it
    in an earlier edition of the same cards.
    """

    answer: str
    shown: int | None
    few: bool = False
    share: int | None = None
    before: int | None = None


def lines(history: Sequence[Edition], question: str, every: Sequence[str]) -> list[Line]:
    """Each answer to a question as the newest edition tells it; nothing where the question has no table."""
    newest = history[-1]
    if not any(((question, answer),) in newest.marks for answer in every):
        return []
    return [_line(history, ((question, answer),), newest) for answer in every]


def _line(history: Sequence[Edition], group: Group, newest: Edition) -> Line:
    mark, answer = newest.marks.get(group), group[0][1]
    if isinstance(mark, Shown):
        return Line(answer, rounding.rounded(mark.count), share=rounding.percentage(mark.count, newest.total))
    before = last_shown(history[:-1], group)
    return Line(answer, None, few=mark is Hidden.FEW, before=rounding.rounded(before[1]) if before else None)


@dataclass(frozen=True, slots=True)
class Compared:
    """A group of people who live here beside who filled in a card. `of`: the answers that make up the group."""

    question: str
    of: tuple[str, ...]
    people: int | None
    residents: int
    seen: Between
    judgement: Judgement

    @property
    def key(self) -> str:
        """How the group is called in an address and in a row: "age:15-24"; never longer than eighty signs."""
        return f"{self.question}:{'+'.join(self.of)}"

    @property
    def standing(self) -> Standing:
        """Far too few, too few, about right, or too little known."""
        return self.judgement.standing

    @property
    def is_missing(self) -> bool:
        """Whether they are heard less than they live here."""
        return self.standing in MISSING


def compare(
    history: Sequence[Edition], question: str, every: Sequence[str], margin: Mapping[str, Any]
) -> list[Compared]:
    """The groups of one official margin beside the newest edition, worked out from what was published alone.

    `margin`: {"rows": [{"of": [answers], "people": number or None}], "residents": number}. Who is outside the official
    figures (under 15, or from elsewhere) is left out of the cards too, as far as their number is known.
    """
    seen = readings(history, question, (SILENT, *every))
    out = seen.get(OUTSIDE.get(question, ""), Between(0, 0))
    total = history[-1].total - out.least
    silent = Between(seen[SILENT].least, min(total, seen[SILENT].most + out.most - out.least))
    found = []
    for row in margin["rows"]:
        of, people, residents = tuple(row["of"]), row["people"], margin["residents"]
        here = Between(sum(seen[one].least for one in of), min(total, sum(seen[one].most for one in of)))
        found.append(Compared(question, of, people, residents, here, _judged(here, silent, total, people, residents)))
    return found


@lru_cache(maxsize=10_000)
def _judged(seen: Between, silent: Between, total: int, people: int | None, residents: int) -> Judgement:
    """Exact chances of a wijk take some milliseconds each, and what was published never changes: reckoned once."""
    if people is None or not 0 <= people <= residents:
        return UNKNOWN
    return judge(seen=seen, silent=silent, participants=total, group=people, residents=residents)


def change(before: Standing, now: Standing) -> str:
    """What became of a group between two editions, as a word: "better", "heard", "same", "less" or "unknown"."""
    if Standing.TOO_LITTLE_KNOWN in (before, now):
        return "unknown"
    order = (Standing.FAR_TOO_FEW, Standing.TOO_FEW, Standing.ABOUT_RIGHT)
    if order.index(now) == order.index(before):
        return "same"
    if order.index(now) < order.index(before):
        return "less"
    return "heard" if now is Standing.ABOUT_RIGHT else "better"
