"""Our exact bounds beside those of HiGHS, a solver of other people."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from stoep.core.margins.bounds import Impossible, Known, Region
from tests.examples import examples


def theirs(size: int, known: list[Known], terms: dict[int, int]) -> Any:
    """The same question for HiGHS: what it found, and how it went."""

    def row(each: Known, sign: int) -> list[int]:
        return [sign * each.terms.get(column, 0) for column in range(size)]

    most = [(row(each, 1), each.most) for each in known if each.most is not None]
    least = [(row(each, -1), -each.least) for each in known if each.least is not None]
    rows, ends = zip(*most, *least, strict=True)
    return linprog([-terms.get(column, 0) for column in range(size)], A_ub=rows, b_ub=ends, method="highs")


def test_a_number_is_pinned_by_a_total() -> None:
    region = Region(3, [Known({0: 1, 1: 1, 2: 1}, 30, 30), Known({1: 1}, 12, 12), Known({2: 1}, None, 9)])
    assert region.furthest({0: 1}) == (Fraction(18), [18, 12, 0])
    assert region.furthest({0: -1}) == (Fraction(-9), [9, 12, 9])


def test_what_contradicts_itself_is_refused() -> None:
    with pytest.raises(Impossible):
        Region(2, [Known({0: 1, 1: 1}, 5, 5), Known({0: 1}, 6, None)])


def test_a_sum_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="no largest"):
        Region(2, [Known({0: 1}, 1, 4)]).furthest({1: 1})


def test_a_world_that_takes_parts_of_people_is_not_shown() -> None:
    pairs = [Known({0: 1, 1: 1}, None, 1), Known({1: 1, 2: 1}, None, 1), Known({0: 1, 2: 1}, None, 1)]
    furthest, world = Region(3, pairs).furthest({0: 1, 1: 1, 2: 1})
    assert furthest * 2 == 3 and world is None


@settings(max_examples=examples(60))
@given(st.data())
def test_we_go_as_far_as_they_do(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 7))
    sums = st.dictionaries(st.integers(0, size - 1), st.sampled_from([1, 1, 1, -1, 2]), min_size=1)
    known = [Known(dict.fromkeys(range(size), 1), None, 40)]
    for terms in data.draw(st.lists(sums, max_size=7)):
        least = data.draw(st.integers(-12, 25))
        known.append(Known(terms, least, data.draw(st.sampled_from([None, least, least + 6]))))
    asked = data.draw(sums)
    their = theirs(size, known, asked)
    if their.status == 2:
        with pytest.raises(Impossible):
            Region(size, known)
        return
    ours, world = Region(size, known).furthest(asked)
    assert float(ours) == pytest.approx(-their.fun)
    if world is not None:
        assert min(world) >= 0 and ours == sum(factor * world[column] for column, factor in asked.items())
        for each in known:
            value = sum(factor * world[column] for column, factor in each.terms.items())
            assert each.least is None or each.least <= value
            assert each.most is None or value <= each.most
