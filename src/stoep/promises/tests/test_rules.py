"""How a promise stands, over all dates; and what the pure rules let through."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.promises import rules

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
CHANGES = st.lists(st.tuples(DAYS, DAYS), max_size=5).map(lambda rows: sorted(rows, key=lambda row: row[0]))
Changes = list[tuple[date, date]]
VERDICTS = st.tuples(st.sampled_from(["kept", "broken"]), DAYS)


@given(DAYS)
def test_a_promise_is_open_on_its_date_and_late_the_day_after(due_on: date) -> None:
    assert rules.standing_of(due_on, None, due_on) == "open"
    assert rules.standing_of(due_on, None, due_on + timedelta(days=1)) == "late"


@given(DAYS, DAYS, DAYS, CHANGES)
def test_what_is_late_stays_late_until_the_receiver_speaks(
    due_on: date, one: date, two: date, changes: Changes
) -> None:
    earlier, later = sorted((one, two))
    known_then = [change for change in changes if change[0] <= earlier]
    known_later = [change for change in changes if change[0] <= later]
    if rules.standing_of(due_on, None, earlier, known_then) == "late":
        assert rules.standing_of(due_on, None, later, known_later) == "late"


@given(DAYS, DAYS, VERDICTS, CHANGES)
def test_only_a_verdict_ends_a_promise_and_its_dates_say_how(
    due_on: date, today: date, verdict: tuple[str, date], changes: Changes
) -> None:
    without = rules.standing_of(due_on, None, today, changes)
    with_it = rules.standing_of(due_on, verdict, today, changes)
    assert without in ("open", "late")
    assert with_it in (("broken",) if verdict[0] == "broken" else ("kept", "kept-late"))
    if verdict[0] == "kept":
        assert (with_it == "kept-late") == (verdict[1] > rules.date_that_counts(due_on, changes))


@given(DAYS, st.integers(0, 400), DAYS)
def test_a_new_date_counts_only_when_it_was_said_in_time(due_on: date, after: int, new_on: date) -> None:
    in_time = rules.date_that_counts(due_on, [(due_on - timedelta(days=after), new_on)])
    too_late = rules.date_that_counts(due_on, [(due_on + timedelta(days=after + 1), new_on)])
    assert in_time == new_on
    assert too_late == due_on


@given(DAYS, CHANGES)
def test_the_stored_date_can_be_kept_up_one_change_at_a_time(due_on: date, changes: Changes) -> None:
    step_by_step = due_on
    for change in changes:
        step_by_step = rules.date_that_counts(step_by_step, [change])
    assert step_by_step == rules.date_that_counts(due_on, changes)


@pytest.mark.parametrize(
    ("said_on", "due_on", "code"),
    [
        (date(2026, 9, 1), date(2026, 9, 1), ""),
        (date(2026, 9, 1), date(2046, 9, 1), ""),
        (date(2026, 9, 2), date(2026, 10, 1), "said-later"),
        (date(1850, 9, 1), date(2026, 10, 1), "said-too-old"),
        (date(2026, 9, 1), date(1850, 10, 1), "due-before-said"),
        (date(2026, 9, 1), date(2150, 10, 1), "due-too-far"),
    ],
)
def test_dates_that_cannot_be_are_named(said_on: date, due_on: date, code: str) -> None:
    assert rules.refused_date(due_on, said_on, date(2026, 9, 1)) == code


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://www.waterstad.example/verslag?dag=3", "www.waterstad.example"),
        ("http://waterstad.example:8080/", "waterstad.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,hoi", ""),
        ("//waterstad.example/", ""),
        ("https://waterstad.example@kwaad.example/", ""),
        ("https://waterstad.example\\@kwaad.example", ""),
        ('https://kwaad.example/ " onmouseover=', ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("ftp://waterstad.example/", ""),
        ("java\nscript:alert(1)", ""),
    ],
)
def test_only_an_honest_web_address_is_shown(link: str, host: str) -> None:
    assert rules.link_host(link) == host


@given(st.text())
def test_link_host_never_breaks(link: str) -> None:
    host = rules.link_host(link)
    assert not host or link.lower().startswith(("http://", "https://"))


@given(st.text())
def test_plain_text_holds_no_invisible_signs_and_stays_plain(text: str) -> None:
    plain = rules.plain(text)
    assert rules.plain(plain) == plain
    assert not set(plain) & {"\x00", "\u202e", "\u2066", "\ufeff", "\r"}


def test_plain_text_keeps_line_breaks_accents_and_emoji() -> None:
    assert rules.plain("Één bankje\r\nin de straat 👩‍👧") == "Één bankje\nin de straat 👩‍👧"
