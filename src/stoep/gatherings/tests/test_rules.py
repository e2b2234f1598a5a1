"""Codes, streets, what an activity must say, and sentences in five languages: no database."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stoep.gatherings import wordings
from stoep.gatherings.rules import codes, ready, streets
from stoep.gatherings.rules.streets import NotAddresses, TooMany
from stoep.shared import fixed_sentences
from stoep.shared.receipts import ALPHABET

KEY, OTHER = b"k" * 32, b"o" * 32
sendings = some.integers(0, codes.SENDINGS - 1)
draws = some.integers(0, codes.MOST - 1)


@given(sendings, draws)
def test_a_code_is_ours_says_its_sending_and_is_read_however_it_is_typed(sending: int, drawn: int) -> None:
    made = codes.code(KEY, sending, drawn)
    typed = f" {codes.spoken(made).lower().replace('-', ' ')} "
    assert len(made) == codes.LENGTH and not codes.mistake(typed)
    assert codes.is_ours([KEY], typed) and codes.sending_of(typed) == sending
    assert codes.is_ours([OTHER, KEY], made)
    assert codes.spent_mark(KEY, "answer", typed) == codes.spent_mark(KEY, "answer", made)
    assert codes.spent_mark(KEY, "never", made) != codes.spent_mark(KEY, "answer", made)


@given(sendings, draws, some.integers(0, codes.LENGTH - 1), some.sampled_from(ALPHABET))
def test_one_wrong_sign_is_told(sending: int, drawn: int, place: int, sign: str) -> None:
    made = codes.code(KEY, sending, drawn)
    slip = made[:place] + sign + made[place + 1 :]
    assert slip == made or codes.mistake(slip) == "check"


@given(some.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_is_not(typed: str) -> None:
    assert not codes.is_ours([KEY], typed)


def test_a_code_that_only_looks_right_is_not_ours_and_codes_of_a_street_differ() -> None:
    forged = sum(codes.is_ours([KEY], codes.code(OTHER, 7, drawn)) for drawn in range(2000))
    assert forged == 0
    drawn = list(codes.draw(KEY, 7, 5000, chance=Random(1)))
    assert len(set(drawn)) == 5000 and drawn != sorted(drawn)


def test_a_letterbox_is_the_same_one_however_it_is_written_and_no_other() -> None:
    def token(street: str, house: str) -> str:
        return codes.letterbox(KEY, "waterstad", streets.fold(street), streets.fold_house(house))

    assert token("Van Loonstr.", "12 a") == token("van  LOONSTRAAT", "012-A")
    assert len({token("Eikstraat", house) for house in ("1", "11", "1 A", "1B", "2")}) == 5
    assert token("Eikstraat", "1") != codes.letterbox(OTHER, "waterstad", "eikstraat", "1")
    assert streets.fold_house("bij de kerk") == "" and streets.fold_house("0") == ""


@pytest.mark.parametrize(
    ("typed", "houses"),
    [
        ("Eikstraat 1-9 oneven", ["1", "3", "5", "7", "9"]),
        ("Eikstraat 2 t/m 6 even", ["2", "4", "6"]),
        ("Eikstraat 1-4", ["1", "2", "3", "4"]),
        ("Eikstraat 12-2", ["12 2"]),
        ("Eikstraat 12a\nEikstraat 12 A\n\nEikstraat 14", ["12 A", "14"]),
        ("straat;huisnummer;huisletter;toevoeging\nEikstraat;1;a;\nEikstraat;2;;hs", ["1 A", "2 HS"]),
        ("Eikstraat,7,,tr", ["7"]),
        ("شارع الورد 5", ["5"]),
        ("van 't Hoffstraat 7-III", ["7 III"]),
    ],
)
def test_addresses_are_read_as_people_type_them(typed: str, houses: list[str]) -> None:
    assert [address.house for address in streets.read(typed)] == houses


@pytest.mark.parametrize("typed", ["Eikstraat", "12", "Eikstraat 0", "Eikstraat 1-9999", "😀 3", "x" * 300 + " 3"])
def test_a_line_that_cannot_be_read_is_named(typed: str) -> None:
    with pytest.raises(NotAddresses) as caught:
        streets.read(f"Eikstraat 1\n{typed}")
    assert caught.value.line == 2


def test_more_than_one_job_holds_is_refused() -> None:
    with pytest.raises(TooMany):
        streets.read("\n".join(f"Straat {letter} 1-500" for letter in map(chr, range(0x4E00, 0x4E00 + 50))))


@given(some.text(max_size=200))
def test_whatever_is_pasted_is_read_or_named(typed: str) -> None:
    try:
        found = streets.read(typed)
    except NotAddresses as wrong:
        assert wrong.line >= 1
    else:
        assert all(streets.fold_house(address.house) for address in found)


def test_a_street_is_walked_up_the_odd_side_and_back_along_the_even_side() -> None:
    typed = streets.read("Kade 1\nEikstraat 1-6\nKade 2")
    assert [f"{one.street[0]}{one.number}" for one in streets.walked(typed)] == [
        "K1", "K2", "E1", "E3", "E5", "E6", "E4", "E2",
    ]  # fmt: skip
    assert [one.number for one in streets.walked(typed, sides=False)] == [1, 2, 1, 2, 3, 4, 5, 6]


def test_one_street_in_two_languages_is_two_sendings() -> None:
    typed = streets.read("Eikstraat,1,,tr\neikstraat,3\nEikstraat,5,,tr")
    found = [(road, language, len(some)) for road, language, some in streets.by_street(typed, "nl")]
    assert found == [("Eikstraat", "tr", 2), ("Eikstraat", "nl", 1)]


def test_an_activity_is_not_ready_before_it_says_everything() -> None:
    assert ready.missing({}) == list(ready.NEEDED)
    assert ready.missing(dict.fromkeys(ready.NEEDED, "x")) == []
    today = date(2026, 9, 1)
    soon, later = today + timedelta(days=3), today + timedelta(days=30)
    assert ready.wrongly_dated(soon, later, today) == ""
    assert ready.wrongly_dated(today - timedelta(days=1), later, today) == "past"
    assert ready.wrongly_dated(later, soon, today) == "before"
    assert ready.wrongly_dated(today + timedelta(days=500), later, today) == "too-far"
    assert ready.hours_wrong("19:00", "19:00") and not ready.hours_wrong("19:00", "")
    assert ready.minutes("17:00", "19:30") == 150 and ready.minutes("17:00", "") is None


@pytest.mark.parametrize("language", sorted(wordings.PROPOSED))
def test_every_proposed_sentence_is_whole_in_every_language(language: str) -> None:
    texts = wordings.PROPOSED[language]
    assert list(texts) == list(wordings.PROPOSED["nl"]) and not fixed_sentences.wrong(texts, wordings.PROPOSED["nl"])
    assert len(set(texts.values())) == len(texts)


def test_a_sentence_without_its_place_or_with_a_loose_brace_is_told() -> None:
    good = wordings.PROPOSED["nl"]
    for typed in ("Iemand nodigt u uit", "{name nodigt uit", "{name!r} nodigt uit", "{name} {x}", "", "{name}" * 99):
        assert fixed_sentences.wrong(good | {"invites": typed}, good) == "invites"
