"""The count key: any three of five sheets open, two open nothing, and a wrong one among them stops nobody."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from stoep.core.ballots import countkey
from stoep.core.ballots.countkey import NotOpened

KEY = countkey.make()


def of(private: X25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


@pytest.mark.parametrize("three", list(combinations(range(5), 3)))
def test_any_three_sheets_give_the_key(three: tuple[int, ...]) -> None:
    assert of(countkey.joined([KEY.sheets[at] for at in three], KEY.public)) == KEY.public


@pytest.mark.parametrize("two", list(combinations(range(5), 2)))
def test_two_sheets_give_nothing_also_when_one_is_typed_twice(two: tuple[int, ...]) -> None:
    sheets = [KEY.sheets[at] for at in two]
    with pytest.raises(NotOpened):
        countkey.joined(sheets, KEY.public)
    with pytest.raises(NotOpened):
        countkey.joined([*sheets, sheets[0].upper(), f"  {sheets[1]} "], KEY.public)


def test_two_sheets_and_a_sheet_of_another_round_give_nothing() -> None:
    for other in countkey.make().sheets:
        with pytest.raises(NotOpened):
            countkey.joined([*KEY.sheets[:2], other], KEY.public)


def test_a_sheet_of_another_round_among_three_right_ones_stops_nobody() -> None:
    other = countkey.make().sheets[0]
    for at in range(4):
        sheets = list(KEY.sheets[:3])
        sheets.insert(at, other)
        assert of(countkey.joined(sheets, KEY.public)) == KEY.public


def test_three_sheets_of_another_round_do_not_open_this_one() -> None:
    with pytest.raises(NotOpened, match="of this round"):
        countkey.joined(countkey.make().sheets[:3], KEY.public)


def test_more_sheets_than_needed_do_no_harm_and_more_counters_can_be_had() -> None:
    many = countkey.make(7)
    assert len(many.sheets) == 7
    for key in (many, KEY):
        assert of(countkey.joined(key.sheets, key.public)) == key.public
    for number in (4, 10):
        with pytest.raises(ValueError, match="between"):
            countkey.make(number)


def test_a_sheet_is_known_again_however_it_is_typed_and_no_other_is() -> None:
    kept = countkey.sheet_hash(KEY.sheets[0])
    numbered = "\n".join(f"{at}. {word.title()}," for at, word in enumerate(KEY.sheets[0].split(), 1))
    assert countkey.is_sheet(numbered, kept) and not countkey.is_sheet(KEY.sheets[1], kept)
    assert countkey.slip_in(numbered) is None


def test_a_slip_in_a_sheet_is_told_apart() -> None:
    words = KEY.sheets[0].split()
    assert countkey.slip_in(" ".join(words[:-1])) == "length"
    assert countkey.slip_in(" ".join(["wijkcentrum", *words[1:]])) == "word"
    chance = random.Random(5)
    for at in range(len(words)):
        wrong = [*words]
        wrong[at] = chance.choice([word for word in KEY.sheets[1].split() if word != words[at]])
        assert countkey.slip_in(" ".join(wrong)) == "checksum"
