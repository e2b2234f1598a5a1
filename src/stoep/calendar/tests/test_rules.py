"""Weeks, streets and groups: when two ask the same people; and how many hours it takes in a quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.calendar import rules
from stoep.calendar.models import Group
from stoep.calendar.rules import Asking

MONDAY = date(2026, 9, 7)
EVENING = Asking(MONDAY, MONDAY, [MONDAY], ["Eikstraat", "Kade"], ["everybody"])
_days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
_streets = st.lists(st.sampled_from(["Eikstraat", "Kade", "Meerplein", "Lindelaan"]), unique=True, max_size=3)
_groups = st.lists(st.sampled_from(Group.values), unique=True, min_size=1, max_size=3)


@st.composite
def askings(draw: st.DrawFn) -> Asking:
    days = sorted(draw(st.lists(_days, unique=True, max_size=4)))
    first = days[0] if days else draw(_days)
    last = days[-1] if days else first + timedelta(days=draw(st.integers(0, 366)))
    return Asking(first, last, days, draw(_streets), draw(_groups))


@given(askings(), askings())
def test_it_does_not_matter_who_comes_first(one: Asking, other: Asking) -> None:
    here, there = rules.overlap(one, other), rules.overlap(other, one)
    assert (here is None) == (there is None)
    assert here == there


@given(askings())
def test_everything_clashes_with_itself_and_with_what_asks_everybody_everywhere(one: Asking) -> None:
    shared = rules.overlap(one, one)
    assert shared is not None and shared.weeks == rules.weeks_of(one) and set(shared.streets) == set(one.streets)
    assert rules.overlap(one, replace(one, streets=(), groups=["everybody"])) is not None


@given(askings())
def test_a_week_is_a_week_of_it_exactly_when_it_is_asked_then(one: Asking) -> None:
    weeks = rules.weeks_of(one)
    assert all(week.weekday() == 0 and rules.in_weeks(one, week, 1) for week in weeks)
    assert not rules.in_weeks(one, weeks[0] - timedelta(days=7), 1)
    assert not rules.in_weeks(one, weeks[-1] + timedelta(days=7), 1)


@given(askings())
def test_the_parts_of_all_quarters_are_the_whole(one: Asking) -> None:
    quarters, here = [], rules.quarter_of(one.first_on)
    while here <= rules.quarter_of(one.last_on):
        quarters.append(here)
        here = here.later(1)
    parts = [rules.share_in(one, each.first_on, each.last_on) for each in quarters]
    assert sum(parts) == pytest.approx(1)
    minutes = [rules.minutes_in(one, 30, 60, each.first_on, each.last_on) for each in quarters]
    assert sum(minutes) == pytest.approx(1800)


@given(_days, st.integers(-40, 40))
def test_quarters_follow_each_other_without_a_gap(day: date, count: int) -> None:
    here = rules.quarter_of(day)
    assert here.first_on <= day <= here.last_on
    assert here.later(1).first_on == here.last_on + timedelta(days=1)
    assert here.later(count).later(-count) == here


@pytest.mark.parametrize(
    ("change", "clashes"),
    [
        ({}, True),
        ({"days": [MONDAY + timedelta(days=6)]}, True),
        ({"days": [MONDAY + timedelta(days=7)]}, False),
        ({"streets": ["eikstr. 12-40"]}, True),
        ({"streets": ["Lindelaan"]}, False),
        ({"streets": []}, True),
        ({"groups": ["older"]}, True),
    ],
)
def test_the_same_people_in_the_same_week(change: dict[str, object], clashes: bool) -> None:
    assert (rules.overlap(EVENING, replace(EVENING, **change)) is not None) == clashes  # type: ignore[arg-type]


def test_other_people_are_no_clash_but_the_young_share_two_years() -> None:
    young, older = replace(EVENING, groups=["12-17"]), replace(EVENING, groups=["older"])
    assert rules.overlap(young, older) is None
    shared = rules.overlap(young, replace(EVENING, groups=["16-27", "parents"]))
    assert shared is not None and shared.groups == ["12-17", "16-27"]
    assert rules.overlap(young, EVENING) == rules.Overlap([MONDAY], ["Eikstraat", "Kade"], ["12-17"])


def test_times_are_read_as_people_write_them() -> None:
    read = {"19:30": "19:30", "19.30": "19:30", "19u30": "19:30", "8 uur": "08:00", "": "", " ": ""}
    assert {typed: rules.clock(typed) for typed in read} == read
    assert [rules.clock(typed) for typed in ("25:00", "half acht", "19:75", "🙂", "1930")] == [None] * 5
