"""What the rules of the council say, on dates that were and on dates that may be."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.council import rules

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))
pytestmark = pytest.mark.once


def test_elections_were_on_the_days_on_which_they_were_held() -> None:
    held = [date(2014, 3, 19), date(2018, 3, 21), date(2022, 3, 16), date(2026, 3, 18)]
    assert rules.elections(date(2014, 1, 1), date(2029, 12, 31)) == held
    assert rules.elections(date(2026, 3, 18), date(2026, 3, 18)) == [date(2026, 3, 18)]
    assert rules.elections(date(2026, 3, 19), date(2030, 3, 19)) == []
    assert rules.elections(date(2026, 11, 29), date(2046, 11, 29)) == [
        date(2030, 3, 20), date(2034, 3, 15), date(2038, 3, 17), date(2042, 3, 19), date(2046, 3, 21),
    ]  # fmt: skip


@given(DAYS, DAYS)
def test_every_election_is_a_third_wednesday_of_march_four_years_after_the_one_before(since: date, until: date) -> None:
    found = rules.elections(since, until)
    assert found == sorted(found)
    for day in found:
        assert (day.month, day.weekday()) == (3, 2)
        assert 15 <= day.day <= 21
        assert since <= day <= until
    assert all(later.year - earlier.year == 4 for earlier, later in pairwise(found))


@given(DAYS)
def test_every_day_lies_in_one_term(day: date) -> None:
    begins_on, ends_on = rules.term_at(day)
    assert begins_on <= day < ends_on
    assert rules.term_at(ends_on)[0] == ends_on
    assert ends_on.year - begins_on.year == 4


@pytest.mark.parametrize("code", ["0.1", "6.1", "6.3", "0.61", "6.71a", "6.81b", "8.3"])
def test_a_taakveld_is_known_by_its_form(code: str) -> None:
    assert rules.is_taakveld(code)


@pytest.mark.parametrize("code", ["", "6", "6.", "9.1", "6.0", "6,1", "6.1 ", "6.1z", "=6.1", "6.111"])
def test_what_cannot_be_a_taakveld_is_refused(code: str) -> None:
    assert not rules.is_taakveld(code)
