"""When an answer is owed, what notice must be kept, and who holds a promise after a change of person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.handover import rules

DAYS = st.dates(date(2020, 1, 1), date(2046, 12, 31))
pytestmark = pytest.mark.once


@given(DAYS, DAYS)
def test_a_hundred_days_are_a_hundred_days_whatever_the_clock_does_in_between(on: date, recorded_on: date) -> None:
    last = rules.answer_by(on, recorded_on)
    assert (last - max(on, recorded_on)).days == 100
    for day, state in ((last - timedelta(days=1), "waiting"), (last, "waiting"), (last + timedelta(days=1), "late")):
        assert rules.state_of(last_on=last, reply="", is_over=False, today=day) == state


def test_across_the_switch_to_summer_time_nothing_moves() -> None:
    # 29 March 2026 has 23 hours, 25 October 2026 has 25.
    assert rules.answer_by(date(2026, 3, 18), date(2026, 3, 18)) == date(2026, 6, 26)
    assert rules.days_left(date(2026, 10, 26), date(2026, 10, 24)) == 2


@pytest.mark.parametrize("reply", ["confirm", "renegotiate", "stop"])
def test_an_answer_counts_also_when_it_came_late(reply: str) -> None:
    long_after = date(2046, 1, 1)
    assert rules.state_of(last_on=date(2026, 1, 1), reply=reply, is_over=True, today=long_after) == reply


def test_what_ended_meanwhile_needs_no_answer() -> None:
    assert rules.state_of(last_on=date(2026, 1, 1), reply="", is_over=True, today=date(2027, 1, 1)) == "over"


def test_three_years_count_their_last_day() -> None:
    granted = rules.Grant("subsidy", date(2024, 1, 1), date(2026, 12, 31), lasting=True)
    assert rules.is_lasting(granted, date(2024, 6, 1))
    short = rules.Grant("subsidy", date(2024, 1, 1), date(2026, 12, 30), lasting=True)
    assert not rules.is_lasting(short, date(2026, 6, 1))
    assert rules.is_lasting(rules.Grant("subsidy", date(2023, 9, 2), None, lasting=True), date(2026, 9, 1))
    assert not rules.is_lasting(rules.Grant("subsidy", date(2023, 9, 3), None, lasting=True), date(2026, 9, 1))


def test_only_a_subsidy_for_the_same_work_is_lasting() -> None:
    today = date(2026, 9, 1)
    assert not rules.is_lasting(rules.Grant("contract", date(2010, 1, 1), None, lasting=True), today)
    assert not rules.is_lasting(rules.Grant("subsidy", date(2010, 1, 1), None, lasting=False), today)


def test_a_subsidy_of_five_years_asks_a_year() -> None:
    grant = rules.Grant("subsidy", date(2021, 9, 1), None, lasting=True)
    advised = rules.notice(grant, date(2026, 9, 1))
    assert advised == rules.Notice(date(2027, 9, 1), "lasting")
    assert rules.is_short(date(2026, 10, 1), advised)
    assert not rules.is_short(date(2027, 9, 1), advised)


def test_a_period_that_runs_longer_than_the_notice_is_kept_and_one_that_ends_sooner_is_made_longer() -> None:
    """Awb 4:51 lid 2: for what is left of the term, the subsidy goes on."""
    longer = rules.Grant("subsidy", date(2021, 1, 1), date(2028, 12, 31), lasting=True)
    sooner = rules.Grant("subsidy", date(2021, 1, 1), date(2026, 12, 31), lasting=True)
    today = date(2026, 9, 1)
    assert [rules.notice(grant, today) for grant in (longer, sooner)] == [
        rules.Notice(date(2028, 12, 31), "lasting"),
        rules.Notice(date(2027, 9, 1), "lasting"),
    ]


def test_a_contract_asks_its_own_last_day_and_what_has_ended_asks_nothing() -> None:
    today = date(2026, 9, 1)
    assert rules.notice(rules.Grant("contract", date(2025, 1, 1), date(2026, 12, 31)), today) == rules.Notice(
        date(2026, 12, 31), "running"
    )
    assert rules.notice(rules.Grant("contract", date(2025, 1, 1), date(2026, 8, 31)), today) is None
    assert rules.notice(rules.Grant("subsidy", date(2026, 1, 1), None, lasting=True), today) is None
    assert rules.notice(None, today) is None
    assert not rules.is_short(today, None)


@given(DAYS, st.integers(0, 48), st.booleans())
def test_notice_is_never_shorter_than_the_months_that_were_asked(today: date, months: int, ends: bool) -> None:
    grant = rules.Grant("subsidy", date(2010, 1, 1), today + timedelta(days=10) if ends else None, lasting=True)
    advised = rules.notice(grant, today, months)
    assert advised is not None
    assert advised.on >= rules.add_months(today, months)


@given(DAYS, st.integers(0, 60))
def test_months_keep_the_day_or_the_last_one(day: date, months: int) -> None:
    later = rules.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or ((later + timedelta(days=1)).day == 1 and later.day < day.day)


def test_the_29th_of_february_becomes_the_28th() -> None:
    assert rules.add_years(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_who_answers_now_is_the_last_in_the_row() -> None:
    said = date(2024, 1, 1)
    row = [
        rules.Handed(date(2026, 3, 18), "Wethouder Karin", "wethouder Sami"),
        rules.Handed(date(2028, 5, 1), "wethouder Sami ", "wethouder Noor"),
        rules.Handed(date(2025, 1, 1), "iemand anders", "wie niet"),
        rules.Handed(date(2023, 1, 1), "wethouder Karin", "wie er al was"),
    ]
    assert rules.holder_now("wethouder Karin", said, row, date(2026, 3, 17)) is None
    assert rules.holder_now("wethouder Karin", said, row, date(2026, 3, 18)) == row[0]
    assert rules.holder_now("wethouder Karin", said, reversed(row), date(2046, 1, 1)) == row[1]
    assert rules.holder_now("Bep", said, row, date(2046, 1, 1)) is None
    assert rules.holder_now("", said, [rules.Handed(date(2026, 3, 18), "", "Sami")], date(2046, 1, 1)) is None


def test_which_change_fits_which_organisation() -> None:
    assert all(rules.may_change_power(kind, "municipality") for kind in ("election", "coalition", "alderman"))
    assert not rules.may_change_power("alderman", "housing")
    assert rules.may_change_power("director", "independent")
    assert not rules.may_change_power("director", "resident")
    assert not rules.may_change_power("koning", "municipality")


def test_a_day_too_far_away_is_a_slip() -> None:
    today = date(2026, 9, 1)
    assert rules.refused_day(date(2024, 1, 1), today) == "too-old"
    assert rules.refused_day(date(2027, 1, 1), today) == "too-far"
    assert rules.refused_day(date(2026, 3, 18), today) == rules.refused_day(date(2026, 10, 1), today) == ""


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12.500", 1250000), ("€ 12.500,50", 1250050), ("12500.50", 1250050), ("7", 700), ("0", 0),
        ("1.234.567,-", 123456700), ("12 500", 1250000), ("12.50", 1250), ("1.2.3", None), ("12,5", None),
        ("veel", None), ("-5", None), ("", None), ("1e9", None), ("9" * 13, None), ("١٢", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(typed: str, cents: int | None) -> None:
    assert rules.cents_of(typed) == cents


@given(st.integers(0, 10**12))
def test_an_amount_that_we_write_reads_back_as_it_was(cents: int) -> None:
    from stoep.handover import wording

    assert rules.cents_of(wording.typed_amount(cents)) == cents


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    cents = rules.cents_of(typed)
    assert cents is None or cents >= 0
