"""The card, the sums, and 120 participants of De Meerpaal beside who live there, reckoned by hand; a year attacked."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.margins.bands import Between, Standing
from stoep.core.margins.suppression import plan
from stoep.core.margins.tables import Edition, Hidden, Shown
from stoep.core.margins.tests.test_attack import Attack
from stoep.reach import rules

PARTS = [["BU1", "Eikstraat"], ["BU2", "Beukenbuurt"], ["BU3", "Het Meerplein"]]
LIVE_HERE = {"15-24": 1200, "25-44": 2400, "45-64": 2400, "65": 2000}
RESIDENTS = sum(LIVE_HERE.values())
MARGIN = {"rows": [{"of": [band], "people": people} for band, people in LIVE_HERE.items()], "residents": RESIDENTS}


def cards_of(question: str, **numbers: int) -> list[dict[str, str]]:
    """So many cards with only this answer."""
    return [{question: answer.replace("_", "-")} for answer, many in numbers.items() for _ in range(many)]


def edition_of(cards: Sequence[rules.Card], history: Sequence[Edition] = (), parts: rules.Parts = ()) -> Edition:
    counts: rules.Counts = {}
    total = rules.count(counts, cards, parts) + (history[-1].total if history else 0)
    planned = plan(
        name=str(len(history) + 1), total=total, counts=rules.groups(counts), bands=rules.bands(parts), history=history
    )
    assert planned is not None
    return planned


AGES = {"0-14": 3, "15-24": 4, "25-44": 40, "45-64": 38, "65": 30}


@pytest.fixture(scope="module")
def edition() -> Edition:
    """120 cards: 3 children, 4 of 15 to 24, 40, 38, 30, and 5 who skipped the question."""
    cards = [{"age": band} for band, many in AGES.items() for _ in range(many)]
    return edition_of([*cards, *[{}] * 5])


def test_the_table_of_120_is_as_reckoned_by_hand(edition: Edition) -> None:
    # Three numbers are below ten: who skipped, children, and 15 to 24. Together they are 120 - 40 - 38 - 30 = 12, and
    # each can be anything from nought to nine that leaves the others below ten, so all ten values stay possible.
    assert rules.written(edition)["age"] == {
        "none": "few", "0-14": "few", "15-24": "few", "25-44": 40, "45-64": 38, "65": 30,
    }  # fmt: skip
    found = rules.compare([edition], "age", rules.ANSWERS["age"], MARGIN)
    by_key = {each.key: each for each in found}
    # Of the 120, at most nine are children and none must be, at most nine skipped: at least 120 - 9 - 9 = 102 answered.
    young = by_key["age:15-24"]
    assert young.seen == Between(0, 9)
    assert young.judgement.expected == Fraction(102 * 1200, 8000)  # 15.3 expected, and at most nine seen
    ways = sum(comb(1200, number) * comb(6800, 102 - number) for number in range(10))
    rare = Fraction(ways, comb(8000, 102))
    assert Fraction(1, 100) < rare <= Fraction(1, 20)
    # 9 is less than four fifths of 15.3 and more than half of it: too few, once in twenty draws.
    assert (young.standing, young.judgement.once_in) == (Standing.TOO_FEW, 20)
    assert by_key["age:25-44"].standing is Standing.ABOUT_RIGHT  # 40 beside 102 * 0.3 = 30.6: more is no fault
    assert by_key["age:45-64"].standing is Standing.ABOUT_RIGHT
    assert by_key["age:65"].seen == Between(30, 30) and by_key["age:65"].standing is Standing.ABOUT_RIGHT


def test_groups_are_added_where_the_official_figures_are_coarser(edition: Edition) -> None:
    rows = [{"of": ["15-24", "25-44", "45-64"], "people": 6000}, {"of": ["65"], "people": 2000}]
    middle, old = rules.compare([edition], "age", rules.ANSWERS["age"], {"rows": rows, "residents": 8000})
    assert middle.key == "age:15-24+25-44+45-64" and middle.seen == Between(78, 87)
    assert {middle.standing, old.standing} == {Standing.ABOUT_RIGHT}
    assert rules.compare([edition], "age", (), {"rows": [], "residents": 1}) == []


def test_what_has_no_figure_or_no_table_is_not_judged(edition: Edition) -> None:
    rows = [{"of": ["65"], "people": None}, {"of": ["45-64"], "people": 9000}]
    for each in rules.compare([edition], "age", rules.ANSWERS["age"], {"rows": rows, "residents": 8000}):
        assert each.standing is Standing.TOO_LITTLE_KNOWN
    few = edition_of(cards_of("age", **{"65": 30}))
    assert rules.lines([few], "age", rules.ANSWERS["age"]) == []


def test_lines_say_few_withheld_and_what_was_shown_before() -> None:
    first = Edition("1", 100, {(("home", "own"),): Shown(43), (("home", "rent"),): Hidden.FEW})
    second = Edition("2", 115, {(("home", "own"),): Hidden.WITHHELD, (("home", "rent"),): Hidden.FEW}, ("1",))
    own, rent = rules.lines([first, second], "home", ("own", "rent"))
    assert (own.shown, own.few, own.before) == (None, False, 45)
    assert (rent.shown, rent.few, rent.before) == (None, True, None)
    shown = rules.lines([first], "home", ("own",))[0]
    assert (shown.shown, shown.share) == (45, 45)


def test_marks_are_kept_as_they_were(edition: Edition) -> None:
    again = rules.read("1", edition.total, rules.written(edition), ())
    assert again == edition


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        (Standing.FAR_TOO_FEW, Standing.TOO_FEW, "better"),
        (Standing.TOO_FEW, Standing.ABOUT_RIGHT, "heard"),
        (Standing.TOO_FEW, Standing.TOO_FEW, "same"),
        (Standing.ABOUT_RIGHT, Standing.FAR_TOO_FEW, "less"),
        (Standing.TOO_LITTLE_KNOWN, Standing.TOO_FEW, "unknown"),
    ],
)
def test_what_became_of_a_group_is_one_word(before: Standing, now: Standing, word: str) -> None:
    assert rules.change(before, now) == word


_CARDS = st.lists(
    st.fixed_dictionaries({}, optional={question: st.sampled_from(every) for question, every in rules.ANSWERS.items()}),
    max_size=60,
)


@given(_CARDS)
def test_every_question_adds_up_to_every_card(cards: list[dict[str, str]]) -> None:
    counts: rules.Counts = {}
    assert rules.count(counts, cards, PARTS) == len(cards)
    assert all(sum(held.values()) == len(cards) for held in counts.values())
    assert set(counts) == (set(rules.questions(PARTS)) if cards else set())
    skipped = sum(not card.get("age") for card in cards)
    assert counts.get("age", {}).get(rules.SILENT, 0) == skipped


def test_a_card_has_no_parts_where_there_is_only_one() -> None:
    assert rules.questions([["BU1", "Eikstraat"]]) == list(rules.ANSWERS)
    assert rules.answers("part", PARTS) == ("BU1", "BU2", "BU3", "elsewhere")
    assert "part:BU2" in rules.all_groups(PARTS) and "part:elsewhere" not in rules.all_groups(PARTS)
    assert rules.bands(PARTS)["home"] == ("none", "other", "own", "rent")
    assert all(sorted(rules.MISSED_BEST[question]) == sorted(every) for question, every in rules.ANSWERS.items())


def _year(rng: Random) -> list[Edition]:
    """Four quarters of cards, the young hardly among them at first."""
    counts: rules.Counts = {}
    editions: list[Edition] = []
    total = 0
    for quarter in range(4):
        cards = [_card(rng, quarter) for _ in range(rng.randint(35, 70))]
        total += rules.count(counts, cards, PARTS)
        planned = plan(
            name=str(quarter), total=total, counts=rules.groups(counts), bands=rules.bands(PARTS), history=editions
        )
        if planned:
            editions.append(planned)
    return editions


def _card(rng: Random, quarter: int) -> dict[str, str]:
    weights: dict[str, Any] = {
        "age": (1, 1 + 2 * quarter, 8, 9, 9), "schooling": (4, 9, 9), "tongue": (30, 4, 2, 1, 2, 1, 1, 1, 1),
        "home": (8, 9, 1), "part": (8, 1 + quarter, 6, 1),
    }  # fmt: skip
    return {
        question: rng.choices(rules.answers(question, PARTS), weights[question])[0]
        for question in rules.questions(PARTS)
        if rng.random() < 0.9
    }


class _Question(Attack):
    """The attack on one question: no table of this room has two questions, so no other table says more about it."""

    def __init__(self, editions: Sequence[Edition], question: str) -> None:
        marks = [{group: mark for group, mark in each.marks.items() if group[0][0] == question} for each in editions]
        told = [
            Edition(each.name, each.total, held, each.contains)
            for each, held in zip(editions, marks, strict=True)
            if held
        ]
        super().__init__(told)


@pytest.mark.parametrize("seed", range(3))
def test_a_linear_program_over_every_table_of_a_year_solves_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    year = _year(Random(seed))
    assert len(year) == 4
    assert any(isinstance(mark, Hidden) for each in year for mark in each.marks.values())
    for question, every in rules.bands(PARTS).items():
        monkeypatch.setattr("stoep.core.margins.tests.test_attack.YEAR", {question: every})
        assert _Question(year, question).solved() == []
