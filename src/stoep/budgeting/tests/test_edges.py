"""The rules at their edges: one step to either side of each number, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.budgeting import rules
from stoep.budgeting.rules import Looked, Moments, Purse
from stoep.budgeting.rules.after import STANDINGS

DAY = date(2026, 9, 1)
AT = datetime(2026, 9, 1, 10, tzinfo=UTC)
USUAL = Moments(
    ideas_from=DAY + timedelta(days=1), ideas_until=DAY + timedelta(days=10), check_until=DAY + timedelta(days=20),
    voting_from=AT + timedelta(days=30), voting_until=AT + timedelta(days=40), count_at=AT + timedelta(days=41),
    objections_until=DAY + timedelta(days=55),
)  # fmt: skip
SECOND, ONE_DAY = timedelta(seconds=1), timedelta(days=1)


def dated(today: date = DAY, **other: Any) -> str:
    return rules.wrongly_dated(replace(USUAL, **other), today=today, day_of=lambda moment: moment.date())


@pytest.mark.parametrize(("still", "wrong", "code"), [
    ({"ideas_until": USUAL.ideas_from}, {"ideas_until": USUAL.ideas_from - ONE_DAY}, "ideas"),
    ({"check_until": USUAL.ideas_until}, {"check_until": USUAL.ideas_until - ONE_DAY}, "check"),
    ({"voting_from": AT + timedelta(days=21)}, {"voting_from": AT + timedelta(days=20)}, "voting"),
    ({"voting_until": USUAL.voting_from + timedelta(days=3)},
     {"voting_until": USUAL.voting_from + timedelta(days=3) - SECOND}, "short"),
    ({"voting_until": USUAL.voting_from + timedelta(days=92), "count_at": AT + timedelta(days=130),
      "objections_until": DAY + timedelta(days=140)},
     {"voting_until": USUAL.voting_from + timedelta(days=92) + SECOND, "count_at": AT + timedelta(days=130),
      "objections_until": DAY + timedelta(days=140)}, "long"),
    ({"count_at": USUAL.voting_until}, {"count_at": USUAL.voting_until - SECOND}, "count"),
    ({"objections_until": USUAL.count_at.date()}, {"objections_until": USUAL.count_at.date() - ONE_DAY}, "objections"),
    ({"today": USUAL.ideas_until}, {"today": USUAL.ideas_until + ONE_DAY}, "past"),
    ({"objections_until": DAY + timedelta(days=732)}, {"objections_until": DAY + timedelta(days=733)}, "too-far"),
])  # fmt: skip
def test_dates_may_be_and_one_step_further_may_not(still: dict[str, Any], wrong: dict[str, Any], code: str) -> None:
    assert dated(**still) == "" and dated(**wrong) == code


def test_phases_stand_in_their_order() -> None:
    assert rules.PHASES == (
        "draft", "announced", "ideas", "checking", "talking", "voting", "closed", "counted", "done", "stopped",
    )  # fmt: skip


def set_up(**other: Any) -> str:
    usual: dict[str, Any] = {
        "ballot": "approval", "most": 5, "rule": "equal-shares", "utility": "cost", "completion": "add1", "parts": [1],
    }  # fmt: skip
    return rules.setup_mistake(**usual | other)


@pytest.mark.parametrize(("other", "code"), [
    ({}, ""), ({"most": None}, "most"), ({"ballot": "knapsack"}, "most"), ({"ballot": "knapsack", "most": None}, ""),
    ({"utility": ""}, "utility"), ({"rule": "phragmen", "completion": "none"}, "utility"),
    ({"rule": "phragmen", "utility": ""}, "completion"),
    ({"rule": "phragmen", "utility": "", "completion": "none"}, ""),
    ({"rule": "phragmen", "utility": "", "completion": "none", "ballot": "points"}, "points"),
    ({"ballot": "points"}, ""), ({"rule": "most-votes", "utility": "", "completion": "none", "ballot": "points"}, ""),
    ({"parts": []}, "parts"), ({"parts": [1] * 12}, ""), ({"parts": [1] * 13}, "parts"), ({"parts": [1, 0]}, "parts"),
    ({"parts": [-1]}, "parts"),
])  # fmt: skip
def test_a_set_up_fits_or_says_what_does_not(other: dict[str, Any], code: str) -> None:
    assert set_up(**other) == code


@pytest.mark.parametrize(("parties", "code"), [
    ([], "few"), ([""], "few"), (["", ""], "one-party"), (["7", "8"], "no-resident"), (["", "7"], ""),
    (["7", "7", ""], ""),
])  # fmt: skip
def test_observers_are_two_of_two_parties_one_of_residents(parties: list[str], code: str) -> None:
    assert rules.observers_mistake(parties) == code
    assert (rules.FEWEST_OBSERVERS, rules.MOST_OBSERVERS) == (2, 4)
    assert (rules.COUNTERS, rules.MOST_OF_THE_MUNICIPALITY, rules.MOST_PARTS) == (5, 2, 12)


@pytest.mark.parametrize(("promised", "done", "stopped", "stands"), [
    (False, False, False, "waits"), (True, False, False, "runs"), (True, True, False, "done"),
    (False, False, True, "stopped"), (True, True, True, "stopped"), (False, True, False, "done"),
])  # fmt: skip
def test_where_a_plan_stands(promised: bool, done: bool, stopped: bool, stands: str) -> None:
    assert rules.award_standing(has_promise=promised, is_done=done, is_stopped=stopped) == stands
    assert STANDINGS == ("waits", "runs", "done", "stopped")


def test_a_plan_spends_to_the_last_cent_and_no_cent_more() -> None:
    purse = Purse(1000, (300, 200))
    assert (purse.gone, purse.left) == (500, 500) and Purse(1000, (300,), returned=700).left == 0
    assert [rules.fits(purse, cents) for cents in (-1, 0, 1, 500, 501)] == [False, False, True, True, False]
    assert rules.left_for_next([1000, 500], [purse, Purse(400, (100,), returned=300)]) == 400


def vote(points: dict[int, int], **other: Any) -> str:
    usual: dict[str, Any] = {"ballot": "approval", "most": 2, "costs": {1: 600, 2: 400, 3: 1}, "cents": 1000}
    return rules.vote_mistake(points, **usual | other)


@pytest.mark.parametrize(("points", "other", "code"), [
    ({}, {}, "chosen_none"), ({1: 0}, {}, "chosen_none"), ({9: 1}, {}, "chosen_none"), ({1: -1}, {}, "chosen_none"),
    ({1: 1}, {}, ""), ({1: 1, 2: 1}, {}, ""), ({1: 1, 2: 1, 3: 1}, {}, "too_many"), ({1: 2}, {}, "too_many"),
    ({1: 1, 2: 2}, {}, "too_many"), ({1: 1, 2: 2}, {"ballot": "knapsack", "most": None, "cents": 9999}, "too_many"),
    ({1: 1, 2: 1, 3: 1}, {"most": None}, ""),
    ({1: 1, 2: 1}, {"ballot": "knapsack", "most": None}, ""),
    ({1: 1, 2: 1, 3: 1}, {"ballot": "knapsack", "most": None}, "too_dear"),
    ({1: 7, 2: 3}, {"ballot": "points", "most": 10}, ""),
    ({1: 7, 2: 4}, {"ballot": "points", "most": 10}, "too_many_points"),
    ({1: 1000}, {"ballot": "points", "most": None}, ""),
    ({1: 1001}, {"ballot": "points", "most": None}, "too_many_points"),
    ({1: -1, 2: 5}, {"ballot": "points", "most": 10}, "chosen_none"),
])  # fmt: skip
def test_what_may_stand_on_a_ballot(points: dict[int, int], other: dict[str, Any], code: str) -> None:
    assert vote(points, **other) == code


def test_the_reserve_is_so_many_of_a_thousand_rounded_down() -> None:
    assert [rules.reserve_of(many, 20) for many in (49, 50, 99, 100, 1000)] == [0, 1, 1, 2, 20]


@given(st.integers(0, 10**6), st.integers(0, rules.MOST_RESERVE))
def test_the_reserve_never_exceeds_its_share_and_one_letter_more_would(many: int, per_thousand: int) -> None:
    reserve = rules.reserve_of(many, per_thousand)
    assert reserve * 1000 <= many * per_thousand < (reserve + 1) * 1000


def test_what_was_said_at_the_moment_of_a_repair_is_of_before_it() -> None:
    no = Looked(is_yes=False, is_second=False, given_at=AT)
    assert rules.idea_standing([no], AT) == "repaired" and rules.idea_standing([no], AT - SECOND) == "no"
    assert rules.may_repair_until(DAY, 14) == DAY + timedelta(days=14)


@pytest.mark.parametrize(("text", "line"), [("A 1x", 1), ("ABC 1\n123 4", 2), ("ABC 1 1", 1), ("ABC 1=2=3", 1)])
def test_a_line_that_cannot_be_read_is_named(text: str, line: int) -> None:
    with pytest.raises(rules.UnreadablePaper) as caught:
        rules.read_papers(text)
    assert caught.value.line == line


def test_papers_are_read_with_points_and_compared_one_by_one() -> None:
    (paper,) = rules.read_papers("k7qm-4xrt-8pwn-c 3=2, 1; 9=0\n\n")
    assert (paper.code, paper.choices) == ("K7QM4XRT8PWNC", ((1, 1), (3, 2)))
    one, two = rules.read_papers("A 1\nB 2\nC 3"), rules.read_papers("A 1\nB 3")
    assert rules.differing(one, two) == rules.differing(two, one) == [2, 3] and rules.differing(one, one) == []
    assert rules.read_papers("123456 1")[0].code == "123456"
    assert rules.read_papers("A" * 198 + " 1")
    with pytest.raises(rules.UnreadablePaper):
        rules.read_papers("A" * 199 + " 1")


def test_checking_ends_while_an_author_still_has_all_days_to_repair() -> None:
    # Between the last day to repair and the first day of voting lies a whole day, on which the ballot is made.
    for days, has_no_room in ((0, False), (1, True)):
        moments = replace(USUAL, check_until=USUAL.voting_from.date() - timedelta(days=2 + 7 - days))
        assert rules.no_room_to_repair(moments, 7, day_of=lambda moment: moment.date()) is has_no_room
