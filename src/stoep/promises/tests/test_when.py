"""Dates as people say them, seen from Tuesday 1 September 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.promises import when

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("1 oktober", date(2026, 10, 1)),
        ("vóór 1 oktober", date(2026, 10, 1)),
        ("uiterlijk donderdag 1 oktober 2026", date(2026, 10, 1)),
        ("1 okt. 2026", date(2026, 10, 1)),
        ("1-10-2026", date(2026, 10, 1)),
        ("1/10", date(2026, 10, 1)),
        ("2026-10-01", date(2026, 10, 1)),
        ("1 augustus", date(2027, 8, 1)),
        ("29 februari", date(2028, 2, 29)),
        ("vandaag", TODAY),
        ("morgen", date(2026, 9, 2)),
        ("October 1st", date(2026, 10, 1)),
    ],
)
def test_a_day_that_is_named_is_read_exactly(typed: str, on: date) -> None:
    assert when.read(typed, TODAY) == when.Read(on, exact=True)


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("vrijdag", date(2026, 9, 4)),
        ("dinsdag", date(2026, 9, 8)),
        ("volgende week vrijdag", date(2026, 9, 11)),
        ("vrijdag volgende week", date(2026, 9, 11)),
        ("volgende week", date(2026, 9, 13)),
        ("eind van de week", date(2026, 9, 4)),
        ("over zes weken", date(2026, 10, 13)),
        ("binnen een maand", date(2026, 10, 1)),
        ("over een half jaar", date(2027, 3, 1)),
        ("eind oktober", date(2026, 10, 31)),
        ("begin oktober", date(2026, 10, 10)),
        ("medio maart 2027", date(2027, 3, 15)),
        ("oktober", date(2026, 10, 31)),
        ("voor oktober", date(2026, 9, 30)),
        ("volgende maand", date(2026, 10, 31)),
        ("eind van het jaar", date(2026, 12, 31)),
        ("begin volgend jaar", date(2027, 1, 31)),
        ("voor de zomer", date(2027, 6, 20)),
        ("deze zomer", date(2026, 9, 20)),
        ("dit najaar", date(2026, 12, 20)),
        ("voor kerst", date(2026, 12, 24)),
        ("derde kwartaal", date(2026, 9, 30)),
        ("Q1 2027", date(2027, 3, 31)),
        ("2027", date(2027, 12, 31)),
        ("before summer", date(2027, 6, 20)),
        ("dinsdag 1 oktober 2026", date(2026, 10, 1)),  # it is a Thursday: read back first
    ],
)
def test_a_span_is_read_as_its_last_day_and_read_back(typed: str, on: date) -> None:
    assert when.read(typed, TODAY) == when.Read(on, exact=False)


@pytest.mark.parametrize(
    "typed", ["", "zo snel mogelijk", "31-2-2026", "31 april", "0-0-0", "½", "1" * 500, "1 mei 0000"]
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert when.read(typed, TODAY) is None


@given(st.text(max_size=200), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_no_text_breaks_the_reading_and_a_day_that_was_read_is_read_again(typed: str, today: date) -> None:
    found = when.read(typed, today)
    assert found is None or when.read(found.on.isoformat(), today) == when.Read(found.on, exact=True)


_WORDS = [
    "voor",
    "na",
    "in",
    "begin",
    "half",
    "eind",
    "over",
    "volgende",
    "deze",
    "komende",
    "week",
    "maand",
    "jaar",
    "dag",
    "de",
    "van",
    "1",
    "2",
    "31",
    "999",
    "0",
    "2026",
    "9999",
    "0000",
    "oktober",
    "februari",
    "feb",
    "zomer",
    "winter",
    "kerst",
    "kwartaal",
    "vrijdag",
    "vandaag",
    "overmorgen",
    "29-2",
    "1e",
    "²",
    "-1",
    "q9",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_no_mix_of_date_words_breaks_the_reading_on_any_day(typed: str, today: date) -> None:
    found = when.read(typed, today)
    assert found is None or isinstance(found.on, date)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_date_that_was_written_out_comes_back_as_itself(on: date, today: date) -> None:
    months = [
        "jan",
        "februari",
        "mrt",
        "april",
        "mei",
        "juni",
        "juli",
        "aug",
        "sept",
        "oktober",
        "november",
        "december",
    ]
    for typed in (f"{on.day} {months[on.month - 1]} {on.year}", f"{on:%d-%m-%Y}", f"{on:%Y-%m-%d}"):
        assert when.read(typed, today) == when.Read(on, exact=True)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_weekday_lies_within_the_coming_week(today: date) -> None:
    found = when.read("vrijdag", today)
    assert found is not None
    assert found.on.weekday() == 4
    assert today < found.on <= today + timedelta(days=7)
