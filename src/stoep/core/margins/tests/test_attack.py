"""Attacks on what is published: a linear program over a whole year, and somebody who knows our program by heart.

The linear program is HiGHS on the finest worlds there are, every combination of answers to every question, so that it
shares nothing with the planner but the editions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise, product
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from stoep.core.margins.suppression import plan
from stoep.core.margins.tables import Edition, Group, Hidden, Mark, Shown, groups, questions
from stoep.core.margins.tests.counted import YEAR, counted, newcomers, single

SINGLES = [(question,) for question in YEAR]
CROSSING = ("straat", "thuistaal")
NARROWEST = 9  # ten possible numbers lie nine apart
NEARLY = 1e-6


class Attack:
    """Everything that a linear program can know of the people behind a row of editions."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self.editions = editions
        self.kinds = [dict(zip(YEAR, answers, strict=True)) for answers in product(*YEAR.values())]
        equal, exactly, below, most = [], [], [], []
        for at, edition in enumerate(editions):
            for group, mark in {(): Shown(edition.total), **edition.marks}.items():
                row = self.sum_of(group, range(at + 1))
                if isinstance(mark, Shown):
                    equal.append(row)
                    exactly.append(mark.count)
                else:
                    few = mark is Hidden.FEW
                    below.append(row if few else [-value for value in row])
                    most.append(9 if few else -10)
        self.known = {"A_eq": np.array(equal), "b_eq": exactly, "A_ub": np.array(below), "b_ub": most}

    def sum_of(self, group: Group, periods: range) -> list[int]:
        """The people of a group who came in these periods, as a row over all kinds of people in all periods."""
        return [
            int(period in periods and all(kind[question] == answer for question, answer in group))
            for period in range(len(self.editions))
            for kind in self.kinds
        ]

    def ends(self, group: Group, periods: range) -> tuple[float, float]:
        """The least and the most that this group can have been."""
        row = self.sum_of(group, periods)
        least, most = (linprog([sign * value for value in row], **self.known, method="highs") for sign in (1, -1))
        assert least.status == most.status == 0, (least.message, most.message)
        return least.fun, -most.fun

    def solved(self) -> list[tuple[Group, range, float, float]]:
        """Every hidden number, and every small growth between two editions, that is too well known."""
        found = []
        for at, edition in enumerate(self.editions):
            for group, mark in edition.marks.items():
                before = [early for early in range(at) if group in self.editions[early].marks]
                periods = [range(early + 1, at + 1) for early in before]
                if not isinstance(mark, Shown):
                    periods.append(range(at + 1))
                for span in periods:
                    least, most = self.ends(group, span)
                    small = span.start == 0 or least < 10 - NEARLY
                    if small and most - least < NARROWEST - NEARLY:
                        found.append((group, span, least, most))
        return found


@pytest.fixture(scope="module")
def year() -> list[Edition]:
    """A year of De Meerpaal: who came is told each quarter, per question, and twice a crossing of two."""
    random, people, editions = Random(20270101), [], list[Edition]()
    for quarter, many in enumerate([70, 45, 80, 40], start=1):
        people += newcomers(random, many)
        asked = [*SINGLES, CROSSING] if quarter % 2 else SINGLES
        told = plan(
            name=f"quarter {quarter}",
            total=len(people),
            counts=counted(people, asked),
            bands=YEAR,
            history=editions,
        )
        assert told is not None
        editions.append(told)
    return editions


def test_a_linear_program_over_a_year_solves_no_hidden_number(year: list[Edition]) -> None:
    hidden = [mark for edition in year for mark in edition.marks.values() if not isinstance(mark, Shown)]
    shown = [mark for edition in year for mark in edition.marks.values() if isinstance(mark, Shown)]
    assert any(questions(group) == CROSSING for group in year[-2].marks)
    assert len(hidden) > 10 and len(shown) > 10  # there is something to attack, and something to attack it with
    assert Attack(year).solved() == []


def test_the_same_program_solves_them_where_nothing_is_withheld_for_another(year: list[Edition]) -> None:
    """The control: with small numbers hidden and no more, the attack succeeds."""
    random, people, bare = Random(20270101), [], list[Edition]()
    for quarter, many in enumerate([70, 45], start=1):
        people += newcomers(random, many)
        marks: dict[Group, Mark] = {
            group: Shown(count) if count >= 10 else Hidden.FEW
            for table in SINGLES
            for group in groups(table, YEAR)
            for count in [counted(people, [table])[group]]
        }
        bare.append(Edition(f"quarter {quarter}", len(people), marks))
    assert len(Attack(bare).solved()) > 5


def test_knowing_our_program_by_heart_leaves_nine_of_ten_numbers_open() -> None:
    """Every world of 50 people in three bands, planned: behind one edition each small number can be nine.

    The one that may fall away is nine: with nine, another number would have been withheld (docs/decisions/0016).
    """
    bands = {"age": ("none", "a", "b")}
    worlds = defaultdict(list)
    for none, a in product(range(51), repeat=2):
        if none + a <= 50:
            told = plan(name="now", total=50, counts=single("age", none=none, a=a, b=50 - none - a), bands=bands)
            assert told is not None
            worlds[tuple(told.marks.items())].append((none, a, 50 - none - a))
    assert len(worlds) > 100
    for marks, behind in worlds.items():
        for at, (_group, mark) in enumerate(marks):
            if mark is Hidden.FEW:
                assert {world[at] for world in behind} >= set(range(9)), marks


def test_no_two_editions_of_a_number_lie_less_than_ten_apart(year: list[Edition]) -> None:
    for group in {group for edition in year for group in edition.marks}:
        marks = [edition.marks.get(group) for edition in year]
        shown = sorted(mark.count for mark in marks if isinstance(mark, Shown))
        assert all(later - early >= 10 for early, later in pairwise(shown)), group
