"""What each sees of an introduction, and what is a spot of the map."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stoep.strengths import rules

TODAY = date(2026, 9, 1)
ANSWERS = st.sampled_from(["", "yes", "no"])


@given(mine=ANSWERS, days=st.integers(-400, 400))
def test_a_no_of_the_other_looks_like_no_answer(mine: rules.Answer, days: int) -> None:
    until_on = TODAY + timedelta(days=days)
    seen = [rules.seen_by_side(mine, other, today=TODAY, until_on=until_on) for other in ("", "no")]
    assert seen[0] == seen[1]
    told = [rules.seen_by_connector(mine, other, today=TODAY, until_on=until_on) for other in ("", "no")]
    assert told[0] == told[1]


@given(first=ANSWERS, second=ANSWERS, days=st.integers(-400, 400))
def test_nobody_sees_a_name_before_both_said_yes(first: rules.Answer, second: rules.Answer, days: int) -> None:
    until_on = TODAY + timedelta(days=days)
    seen = [
        rules.seen_by_side(first, second, today=TODAY, until_on=until_on),
        rules.seen_by_side(second, first, today=TODAY, until_on=until_on),
        rules.seen_by_connector(first, second, today=TODAY, until_on=until_on),
    ]
    if "both" in seen:
        assert (first, second) == ("yes", "yes") and seen == ["both"] * 3 and days >= 0


@given(lon=st.floats(3.2, 7.3), lat=st.floats(50.7, 53.7))
def test_a_point_is_kept_to_about_a_metre(lon: float, lat: float) -> None:
    found = rules.point(rules.spot_of(lon, lat))
    assert found is not None and abs(found[0] - lon) < 1e-5 and abs(found[1] - lat) < 1e-5
    assert len(rules.spot_of(lon, lat)) <= 24


@given(st.text(max_size=30))
def test_whatever_was_typed_is_a_point_or_none(typed: str) -> None:
    found = rules.point(typed)
    assert found is None or all(abs(value) < float("inf") for value in found)
