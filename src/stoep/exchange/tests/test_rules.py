"""In what two places are alike: both ways the same, without rank; and what is left out when a figure lacks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.exchange import rules

_figures = st.dictionaries(st.sampled_from(rules.FIGURES), st.floats(0, 100_000), max_size=6)
HERE = {"inhabitants": 8000.0, "share-65": 20.0, "household-size": 2.1}


@given(_figures, _figures)
def test_what_is_alike_is_alike_both_ways_and_only_what_both_have(
    one: dict[str, float], other: dict[str, float]
) -> None:
    names = [each.figure for each in rules.alike(one, other)]
    assert names == [each.figure for each in rules.alike(other, one)]
    assert set(names) <= set(one) & set(other) and names == [name for name in rules.FIGURES if name in names]


@given(_figures)
def test_a_place_is_like_itself_in_everything(one: dict[str, float]) -> None:
    assert rules.fits(rules.alike(one, one), tuple(one))


def test_about_the_same_is_said_of_each_figure_in_its_own_way() -> None:
    there = {"inhabitants": 6000.0, "share-65": 26.0, "household-size": 2.2}
    assert [each.figure for each in rules.alike(HERE, there)] == ["inhabitants", "household-size"]
    assert rules.alike(HERE, {}) == [] and not rules.fits([], ["share-65"])


def test_shares_are_told_instead_of_counts_since_places_differ_in_size() -> None:
    told = rules.derived({"inhabitants": 200, "inhabitants-65": 50, "inhabitants-0-15": 30, "land": 40})
    assert told == {"inhabitants": 200, "share-65": 25.0, "share-0-15": 15.0, "density": 500.0}
    assert rules.derived({}) == {} and rules.derived({"inhabitants": 0, "inhabitants-65": 3}) == {"inhabitants": 0}


@pytest.mark.parametrize(("days", "answered", "late"), [(1, False, True), (0, False, False), (1, True, False)])
def test_a_question_is_late_after_its_day_until_it_is_answered(days: int, answered: bool, late: bool) -> None:
    today = date(2026, 9, 1)
    assert rules.is_late(today - timedelta(days=days), answered, today) is late
