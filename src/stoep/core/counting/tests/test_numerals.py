"""Numbers are read as they are written, with a point or a comma, and never rounded on the way in or out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.counting import numerals


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", Fraction(0)),
        ("1250", Fraction(1250)),
        (" 1250,50 ", Fraction(2501, 2)),
        ("1250.5", Fraction(2501, 2)),
        ("+3", Fraction(3)),
        ("-3,25", Fraction(-13, 4)),
        ("007", Fraction(7)),
        ("0.000000001", Fraction(1, 10**9)),
        ("9" * 15, Fraction(10**15 - 1)),
    ],
)
def test_what_is_written_is_what_is_read(written: str, value: Fraction) -> None:
    assert numerals.read(written) == value


@pytest.mark.parametrize(
    "written", ["", " ", "x", "1 2", "1.", ".5", "1,2,3", "1e3", "--1", "0x1", "1_000", "9" * 16, "0." + "1" * 10, "٣"]
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert numerals.read(written) is None


@given(st.integers(-(10**14), 10**14), st.integers(0, 9))
def test_written_and_read_again_it_is_the_same(whole: int, digits: int) -> None:
    value = Fraction(whole, 10**digits)
    assert numerals.read(numerals.write(value)) == value


def test_the_shortest_way_is_chosen() -> None:
    numbers = [Fraction(0), Fraction(5, 2), Fraction(-1, 20), Fraction(100), Fraction(1, 10**9)]
    assert [numerals.write(each) for each in numbers] == ["0", "2.5", "-0.05", "100", "0.000000001"]
    with pytest.raises(ValueError, match="no short decimal form"):
        numerals.write(Fraction(1, 3))


def test_for_reading_it_is_rounded_half_up_with_thousands_apart() -> None:
    shown = [numerals.short(Fraction(each)) for each in ("0", "1234567", "0.005", "0.0049", "2.5", "-1234.567")]
    assert shown == ["0", "1,234,567", "0.01", "0", "2.50", "-1,234.57"]
    assert numerals.short(Fraction(-1, 1000)) == "0"
    assert numerals.short(Fraction(7, 2), 0) == "4"
    assert numerals.short(Fraction(1, 3), 4) == "0.3333"
