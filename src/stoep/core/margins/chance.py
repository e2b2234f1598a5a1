"""What a fair draw would bring, in whole numbers: the hypergeometric distribution, since a wijk has a finite number
of people.

Exact tails as in Buonaccorsi, "A note on confidence intervals for proportions in finite populations", The American
Statistician 41 (1987) 215-218, after Clopper and Pearson, Biometrika 26 (1934) 404-413. No floating point anywhere:
what is decided at a boundary is decided the same on every computer.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb


def at_most(count: int, *, drawn: int, marked: int, of: int) -> Fraction:
    """The chance that a fair draw of `drawn` out of `of` people brings `count` or fewer of the `marked` ones."""
    ways = sum(many for number, many in _ways(drawn, marked, of) if number <= count)
    return Fraction(ways, comb(of, drawn))


def usual(*, drawn: int, marked: int, of: int, outside: Fraction) -> tuple[int, int]:
    """The fewest and the most that are usual: a fair draw falls below, and above, with at most half `outside` each."""
    ways, everything = list(_ways(drawn, marked, of)), comb(of, drawn)
    allowed = outside / 2 * everything
    return _first(ways, allowed), _first(ways[::-1], allowed)


def _ways(drawn: int, marked: int, of: int) -> Iterator[tuple[int, int]]:
    """Each number of marked people that a draw can hold, upwards, and in how many ways it can."""
    if not 0 <= drawn <= of or not 0 <= marked <= of:
        raise ValueError("nobody draws more people than there are")
    number, last = max(0, drawn - (of - marked)), min(drawn, marked)
    ways = comb(marked, number) * comb(of - marked, drawn - number)
    while number <= last:
        yield number, ways
        ways = ways * (marked - number) * (drawn - number) // ((number + 1) * (of - marked - drawn + number + 1))
        number += 1


def _first(ways: list[tuple[int, int]], allowed: Fraction) -> int:
    """The first number that cannot be left out without leaving out more than is allowed."""
    left_out = 0
    for number, many in ways:
        left_out += many
        if left_out > allowed:
            return number
    raise ValueError("more is left out than there is")
