"""The rules of a round: sums as people write them, phases from dates, and a set-up that nobody can take over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.budgeting import rules
from stoep.budgeting.rules import Looked, Moments

DAY = date(2026, 9, 1)
AT = datetime(2026, 9, 1, 10, tzinfo=UTC)
MOMENTS = Moments(
    ideas_from=DAY + timedelta(days=1), ideas_until=DAY + timedelta(days=10), check_until=DAY + timedelta(days=20),
    voting_from=AT + timedelta(days=30), voting_until=AT + timedelta(days=40), count_at=AT + timedelta(days=41),
    objections_until=DAY + timedelta(days=55),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "cents"), [
    ("15.000", 1_500_000), ("1250,50", 125_050), ("€ 20,-", 2_000), ("20 euro", 2_000), ("1.250.000", 125_000_000),
    ("12 500", 1_250_000), ("0", 0), ("", None), ("-5", None), ("1e9", None), ("1.2.3", None), ("١٢", None),
    ("15.00.000", None), ("12,345", None), ("tien", None),
])  # fmt: skip
def test_a_sum_is_read_as_people_write_it(typed: str, cents: int | None) -> None:
    assert rules.read_euros(typed) == cents


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_a_sum_that_was_printed_is_read_back(cents: int) -> None:
    assert rules.read_euros(rules.euros(cents)) == cents


@given(st.text(max_size=40))
def test_any_text_is_a_sum_or_none_and_never_breaks(typed: str) -> None:
    found = rules.read_euros(typed)
    assert found is None or 0 <= found < 10**12


@pytest.mark.parametrize(("days", "phase"), [
    (0, "announced"), (1, "ideas"), (10, "ideas"), (11, "checking"), (20, "checking"), (21, "talking"),
    (30, "voting"), (39, "voting"), (40, "closed"), (400, "closed"),
])  # fmt: skip
def test_the_phase_follows_from_the_dates(days: int, phase: str) -> None:
    at = AT + timedelta(days=days)
    assert rules.phase(MOMENTS, at=at, today=at.date(), announced_at=AT) == phase


def test_voting_begins_and_ends_at_a_moment_and_not_a_second_sooner_or_later() -> None:
    second = timedelta(seconds=1)
    told = {
        at: rules.phase(MOMENTS, at=at, today=at.date(), announced_at=AT)
        for at in (
            MOMENTS.voting_from - second,
            MOMENTS.voting_from,
            MOMENTS.voting_until - second,
            MOMENTS.voting_until,
        )
    }
    assert list(told.values()) == ["talking", "voting", "voting", "closed"]


def test_what_was_done_goes_before_the_dates() -> None:
    later = AT + timedelta(days=50)
    seen: dict[str, Any] = {"at": later, "today": later.date()}
    assert rules.phase(MOMENTS, **seen, announced_at=None) == "draft"
    assert rules.phase(MOMENTS, **seen, announced_at=AT, stopped_at=AT) == "stopped"
    assert rules.phase(MOMENTS, **seen, announced_at=AT, counted_at=later) == "counted"
    assert rules.phase(MOMENTS, **seen, announced_at=AT, counted_at=later, is_done=True) == "done"
    assert rules.phase(MOMENTS, **seen, announced_at=AT, is_done=True) == "closed"


@pytest.mark.parametrize(("wrong", "code"), [
    ({"ideas_until": DAY}, "ideas"),
    ({"check_until": DAY + timedelta(days=9)}, "check"),
    ({"voting_from": AT + timedelta(days=20)}, "voting"),
    ({"voting_until": AT + timedelta(days=32)}, "short"),
    ({"voting_until": AT + timedelta(days=130), "count_at": AT + timedelta(days=131)}, "long"),
    ({"count_at": AT + timedelta(days=39)}, "count"),
    ({"objections_until": DAY + timedelta(days=40)}, "objections"),
    ({"objections_until": DAY + timedelta(days=800)}, "too-far"),
    ({}, ""),
])  # fmt: skip
def test_dates_that_cannot_be_are_named(wrong: dict[str, Any], code: str) -> None:
    held = {name: getattr(MOMENTS, name) for name in Moments.__slots__} | wrong
    assert rules.wrongly_dated(Moments(**held), today=DAY, day_of=lambda moment: moment.date()) == code


@pytest.mark.parametrize(("wrong", "code"), [
    ({"most": None}, "most"), ({"ballot": "knapsack"}, "most"), ({"utility": ""}, "utility"),
    ({"rule": "most-votes", "utility": ""}, "completion"), ({"rule": "most-votes", "completion": "none"}, "utility"),
    ({"ballot": "points", "rule": "phragmen", "utility": "", "completion": "none"}, "points"),
    ({"parts": []}, "parts"), ({"parts": [0]}, "parts"), ({"parts": [100] * 13}, "parts"), ({}, ""),
])  # fmt: skip
def test_a_rule_that_does_not_fit_its_ballot_is_named(wrong: dict[str, Any], code: str) -> None:
    said: dict[str, Any] = {
        "ballot": "approval", "most": 5, "rule": "equal-shares", "utility": "cost", "completion": "add1",
        "parts": [100],
    }  # fmt: skip
    assert rules.setup_mistake(**said | wrong) == code


def _looked(*said: str) -> list[Looked]:
    """The verdicts in their order: "yes", "no" or "no again"."""
    return [Looked(each == "yes", each.endswith("again"), AT + timedelta(days=day)) for day, each in enumerate(said)]


@pytest.mark.parametrize(("said", "repaired", "standing"), [
    ((), None, "waiting"), (("yes",), None, "yes"), (("no",), None, "no"), (("no", "no again"), None, "refused"),
    (("no", "yes again"), None, "yes"), (("no",), 1, "repaired"), (("no", "no again"), 5, "repaired"),
    (("no", "no again", "yes"), 1.5, "yes"), (("no", "no again", "no"), 1.5, "no"),
])  # fmt: skip
def test_how_an_idea_stands_follows_from_what_was_said_after_its_last_repair(
    said: tuple[str, ...], repaired: float | None, standing: str
) -> None:
    at = AT + timedelta(days=repaired) if repaired is not None else None
    looked = _looked(*(each if each != "yes again" else "yes" for each in said))
    assert rules.idea_standing(looked, at) == standing


def test_an_author_has_so_many_days_after_the_no() -> None:
    assert rules.may_repair_until(DAY, 14) == date(2026, 9, 15)
