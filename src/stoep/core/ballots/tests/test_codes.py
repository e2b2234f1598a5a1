"""Codes on letters: what is kept of them, and that a slip, another round or another pepper lets nobody in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.ballots import codes
from stoep.core.signs import ALPHABET, check_character

PEPPER = b"p" * 32
CODES = st.text(ALPHABET, min_size=12, max_size=12).map(lambda body: body + check_character(body))


def test_a_code_is_thirteen_signs_and_never_begins_as_another() -> None:
    taken: set[str] = set()
    for _ in range(2_000):
        code = codes.new_code(taken)
        assert codes.read(code) == code and codes.look_up(code) not in taken
        taken.add(codes.look_up(code))


def test_no_code_is_drawn_whose_beginning_is_taken() -> None:
    first = codes.new_code(set(), random.Random(7))
    assert codes.look_up(codes.new_code({codes.look_up(first)}, random.Random(7))) != codes.look_up(first)


@given(CODES)
def test_a_code_is_read_as_it_is_printed_and_as_it_is_typed(code: str) -> None:
    assert codes.read(codes.spoken(code)) == codes.read(f" {codes.spoken(code).lower()} ") == code


@given(CODES, st.integers(0, 12), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(code: str, at: int, sign: str) -> None:
    wrong = code[:at] + sign + code[at + 1 :]
    assert (codes.read(wrong) is None) == (wrong != code)


@given(CODES, st.integers(0, 11))
def test_two_signs_that_changed_places_are_noticed(code: str, at: int) -> None:
    wrong = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert (codes.read(wrong) is None) == (wrong != code)


@pytest.mark.parametrize("typed", ["", "A" * 12, "A" * 14, "0" * 13, "é" * 13, "A" * 100_000, "ÀBCDEFGHJKLMN"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert codes.read(typed) is None


def test_only_the_code_itself_in_its_own_round_with_its_own_pepper_fits() -> None:
    code, other = codes.new_code(set(), random.Random(1)), codes.new_code(set(), random.Random(2))
    kept = codes.kept(code, round_name="meerpaal/1", pepper=PEPPER)
    assert codes.is_code_of(kept, code, round_name="meerpaal/1", pepper=PEPPER)
    assert not codes.is_code_of(kept, other, round_name="meerpaal/1", pepper=PEPPER)
    assert not codes.is_code_of(kept, code, round_name="meerpaal/2", pepper=PEPPER)
    assert not codes.is_code_of(kept, code, round_name="meerpaal/1", pepper=b"q" * 32)
    assert not codes.is_code_of(None, code, round_name="meerpaal/1", pepper=PEPPER)


def test_the_secret_signs_stand_in_nothing_that_is_kept_and_no_two_rows_are_alike() -> None:
    code = codes.new_code(set())
    one, two = (codes.kept(code, round_name="r", pepper=PEPPER) for _ in range(2))
    assert one.salt != two.salt and one.hash != two.hash
    assert code[4:].encode() not in one.look_up.encode() + one.salt + one.hash


def test_a_short_pepper_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        codes.kept("A" * 13, round_name="r", pepper=b"short")
