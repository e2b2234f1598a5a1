"""Numbers as people write them in a file: whole, with a decimal point or a decimal comma. Nothing is rounded."""

from __future__ import annotations

import re
from fractions import Fraction

# 15 digits keep every sum of a city exact in a float's whole numbers, and keep a hostile number short.
WRITTEN = re.compile(r"([+-]?)([0-9]{1,15})(?:[.,]([0-9]{1,9}))?")


def read(written: str) -> Fraction | None:
    """The number, exactly; None where it is none, or longer than fifteen digits before the point and nine after it."""
    found = WRITTEN.fullmatch(written.strip())
    if found is None:
        return None
    sign, whole, part = found[1], found[2], found[3] or ""
    value = Fraction(int(whole + part), 10 ** len(part))
    return -value if sign == "-" else value


def write(value: Fraction) -> str:
    """The shortest way to write a number that `read` could have read; ValueError for thirds and the like."""
    for digits in range(10):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            sign, text = ("-" if scaled < 0 else ""), str(abs(scaled.numerator)).rjust(digits + 1, "0")
            return f"{sign}{text[: len(text) - digits]}.{text[-digits:]}" if digits else f"{sign}{text}"
    raise ValueError("this number has no short decimal form")


def short(value: Fraction, digits: int = 2) -> str:
    """A number for reading: rounded half up to so many digits, with thousands apart, without needless zeros."""
    scaled = int(abs(value) * 10**digits + Fraction(1, 2))
    whole, part = divmod(scaled, 10**digits)
    tail = str(part).rjust(digits, "0") if digits and part else ""
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{whole:,}" + (f".{tail}" if tail else "")
