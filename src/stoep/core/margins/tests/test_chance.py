"""Chances by hand, against the definition, and at the very boundary."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.margins.chance import at_most, usual
from tests.examples import examples


def test_an_urn_that_can_be_counted_on_fingers() -> None:
    # Ten people, four of them young, three drawn: C(6,3) = 20 of the C(10,3) = 120 draws hold no young one,
    # 4 * C(6,2) = 60 hold one.
    assert at_most(0, drawn=3, marked=4, of=10) == Fraction(20, 120)
    assert at_most(1, drawn=3, marked=4, of=10) == Fraction(80, 120)
    assert at_most(3, drawn=3, marked=4, of=10) == 1


def test_a_chance_of_one_in_twenty_is_exactly_that() -> None:
    assert at_most(0, drawn=3, marked=3, of=6) == Fraction(1, 20)


def test_what_is_usual_leaves_out_no_more_than_it_may_on_either_side() -> None:
    # Of the 120 draws 20, 60, 36 and 4 hold none, one, two and three young ones.
    assert usual(drawn=3, marked=4, of=10, outside=Fraction(8, 120)) == (0, 2)
    assert usual(drawn=3, marked=4, of=10, outside=Fraction(7, 120)) == (0, 3)
    assert usual(drawn=3, marked=4, of=10, outside=Fraction(40, 120)) == (1, 2)


@settings(max_examples=examples(50))
@given(st.data())
def test_the_tail_is_what_the_definition_says(data: st.DataObject) -> None:
    of = data.draw(st.integers(1, 60))
    drawn, marked, count = (data.draw(st.integers(0, of)) for _ in range(3))
    ways = sum(comb(marked, hit) * comb(of - marked, drawn - hit) for hit in range(min(count, drawn) + 1))
    assert at_most(count, drawn=drawn, marked=marked, of=of) == Fraction(ways, comb(of, drawn))


def test_nobody_draws_more_people_than_there_are() -> None:
    with pytest.raises(ValueError, match="more people"):
        at_most(0, drawn=11, marked=4, of=10)
