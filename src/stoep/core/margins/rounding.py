"""How a number that may be shown is shown: people to the nearest five, parts of a hundred only out of fifty or more.

A percentage is worked out from the two rounded numbers that stand beside it, so that it tells nothing that they do not.
"""

from __future__ import annotations

from fractions import Fraction

STEP = 5
BASE = 50


def rounded(count: int) -> int:
    """A number of people as it is printed: the nearest multiple of five. Whole numbers never lie halfway."""
    return STEP * ((count + STEP // 2) // STEP)


def percentage(part: int, whole: int) -> int | None:
    """The printed percentage, to the nearest five, halves upwards; None where fewer than fifty stand for the whole."""
    if whole < BASE:
        return None
    shown, base = rounded(part), rounded(whole)
    return min(100, STEP * int(Fraction(100 * shown, base) / STEP + Fraction(1, 2)))
