"""Hours as people write them, days that are otherwise, and when two ask for the same room."""

from __future__ import annotations

from datetime import date, time

import pytest

from stoep.venues import rules

WEEK = {"1": [["10:00", "12:00"]], "3": [["10:00", "12:00"]], "4": [["14:00", "17:00"]]}
NAMES = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", []),
        ("10 tot 12", [("10:00", "12:00")]),
        ("9.30-12:00", [("09:30", "12:00")]),
        ("14u tot 17 uur en 10 uur tot 12 uur", [("10:00", "12:00"), ("14:00", "17:00")]),
        ("10 – 12, 12 – 13", [("10:00", "12:00"), ("12:00", "13:00")]),
        ("7:05 to 23:59", [("07:05", "23:59")]),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, spans: list[rules.Span]) -> None:
    assert rules.read(typed) == spans
    assert rules.read(rules.written(spans)) == spans


@pytest.mark.parametrize("typed", ["12 tot 10", "10", "dinsdag", "10 tot 25", "10:61-12", "10-12, 11-13", "10-10"])
def test_what_is_no_hours_is_refused(typed: str) -> None:
    with pytest.raises(rules.NotHours):
        rules.read(typed)


def test_a_day_that_is_otherwise_goes_before_the_week() -> None:
    tuesday = date(2026, 9, 1)
    assert rules.on_day(WEEK, {}, tuesday) == [("10:00", "12:00")]
    assert rules.on_day(WEEK, {tuesday: []}, tuesday) == []
    assert rules.on_day(WEEK, {tuesday: [["09:00", "10:00"]]}, tuesday) == [("09:00", "10:00")]
    assert rules.on_day(WEEK, {}, date(2026, 9, 2)) == []


def test_days_with_the_same_hours_stand_together() -> None:
    line = rules.listed(WEEK, NAMES, joined="en")
    assert line == "dinsdag en donderdag 10:00-12:00; vrijdag 14:00-17:00"


def test_a_room_is_free_from_the_moment_that_the_other_group_leaves() -> None:
    early, late, long = ("10:00", "12:00"), ("11:00", "13:00"), ("09:00", "14:00")
    assert rules.overlap(early, late) and rules.overlap(late, early)
    assert rules.overlap(early, long) and rules.overlap(long, early) and rules.overlap(early, early)
    assert not rules.overlap(early, ("12:00", "13:00")) and not rules.overlap(late, ("09:00", "11:00"))


def test_a_room_is_asked_for_in_the_coming_year() -> None:
    today = date(2026, 9, 1)
    assert rules.may_book(today, time(10), time(11), today) == ""
    assert rules.may_book(today, time(11), time(11), today) == "backwards"
    assert rules.may_book(date(2026, 8, 31), time(10), time(11), today) == "past"
    assert rules.may_book(date(2027, 9, 3), time(10), time(11), today) == "too-far"
