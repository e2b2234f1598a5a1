"""The rules of a voice: due days, fates, typed numbers, tidied text."""

from __future__ import annotations

import time
import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.shared import receipts
from stoep.voices import rules
from stoep.voices.rules import Given

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
DUE = date(2026, 10, 27)
moments = st.integers(0, 2_000).map(lambda days: NOON + timedelta(days))
answers = st.builds(
    Given,
    kind=st.sampled_from(["taken-up", "answered", "passed-on", "progress"]),
    given_at=moments,
    words=st.text(max_size=20),
    revoked=st.booleans(),
)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 52))
def test_due_falls_on_the_same_weekday_so_many_weeks_later(received: date, weeks: int) -> None:
    due = rules.due_on(received, weeks)
    assert due.weekday() == received.weekday()
    assert (due - received).days == 7 * weeks


@given(st.lists(answers, max_size=8))
def test_a_fate_is_the_last_standing_answer_and_never_mere_news(given_answers: list[Given]) -> None:
    fate = rules.fate(given_answers, DUE)
    counting = [one for one in given_answers if not one.revoked and one.kind != "progress"]
    assert fate.is_open == (not counting)
    if counting:
        assert fate.given_at == max(one.given_at for one in counting)
        assert fate.kind in {one.kind for one in counting if one.given_at == fate.given_at}
    assert rules.fate([one for one in given_answers if one.revoked], DUE).is_open


@given(st.lists(answers, max_size=8), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_only_what_is_open_can_be_late_and_only_after_its_day(given_answers: list[Given], today: date) -> None:
    fate = rules.fate(given_answers, DUE)
    assert fate.is_late(today) == (fate.is_open and today > DUE)


@given(st.text())
def test_tidied_text_holds_nothing_that_hides_or_turns_and_stays_as_it_is_when_tidied_again(text: str) -> None:
    tidied = rules.tidy(text)
    assert rules.tidy(tidied) == tidied
    for sign in tidied:
        assert sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
        assert not 0x202A <= ord(sign) <= 0x202E
        assert not 0x2066 <= ord(sign) <= 0x2069
    tidied.encode()


@pytest.mark.parametrize(
    "text", ["Beste buren 👨‍👩‍👧‍👦 🏳️‍🌈", "שלום", "مرحبا", "አማርኛ", "Crème brûlée", "één\n\ntwee\tdrie", "<b>&amp;</b>"]
)
def test_what_people_write_stays_as_they_wrote_it(text: str) -> None:
    assert rules.tidy(text) == text
    assert not rules.looks_binary(text)


@given(st.binary(min_size=200, max_size=400))
def test_a_file_is_seen_to_be_no_text(data: bytes) -> None:
    # Of random bytes a quarter are control characters; the chance of fewer than a tenth is below one in a billion.
    assert rules.looks_binary((data + bytes(range(32)) * 4).decode("latin-1"))


@given(st.integers(0, 10**9))
def test_every_number_that_is_given_can_be_typed_in_any_way(seed: int) -> None:
    number = receipts.new_number()
    assert rules.number_mistake(number) == ""
    assert rules.number_mistake(f" {receipts.spoken(number).lower()}. ") == ""


@given(st.data())
def test_one_wrong_symbol_or_two_that_changed_places_are_noticed(data: st.DataObject) -> None:
    number = receipts.new_number()
    place = data.draw(st.integers(0, 6))
    other = data.draw(st.sampled_from(receipts.ALPHABET))
    if other != number[place]:
        assert rules.number_mistake(number[:place] + other + number[place + 1 :]) == "check"
    second = data.draw(st.integers(0, 6))
    if number[place] != number[second]:
        swapped = list(number)
        swapped[place], swapped[second] = swapped[second], swapped[place]
        assert rules.number_mistake("".join(swapped)) == "check"


@pytest.mark.parametrize(
    ("said_on", "mistake"),
    [
        (date(1850, 1, 1), "long-ago"),
        (date(2015, 12, 31), "long-ago"),
        (date(2016, 1, 1), ""),
        (date(2026, 9, 1), ""),
        (date(2026, 9, 2), "future"),
        (date(2150, 1, 1), "future"),
    ],
)
def test_a_day_lies_between_ten_years_ago_and_today(said_on: date, mistake: str) -> None:
    assert rules.said_wrongly_on(said_on, date(2026, 9, 1)) == mistake


@given(st.text(max_size=2000))
def test_search_words_are_few_short_and_plain(text: str) -> None:
    words = rules.search_words(text)
    assert len(words) <= 8
    assert all(4 <= len(word) <= 40 for word in words)
    assert words == rules.search_words(text)


def test_a_hundred_thousand_letters_are_searched_in_no_time() -> None:
    started = time.process_time()
    for odd in ("a" * 100_000, "a " * 50_000, "é\u0301" * 50_000, "-" * 100_000):
        assert len(rules.search_words(odd)) <= 8
        assert len(rules.tidy(odd)) <= len(odd)
    assert time.process_time() - started < 2


def test_search_words_are_the_telling_ones() -> None:
    assert rules.search_words("Ik wil graag een lantaarnpaal, want het is daar donker") == ["lantaarnpa", "donk"]


def test_news_from_tomorrow_does_not_change_yesterdays_fate() -> None:
    answered = Given("answered", NOON, "Ja")
    assert rules.fate([answered, Given("progress", NOON + timedelta(1), "Nieuws")], DUE).words == "Ja"
