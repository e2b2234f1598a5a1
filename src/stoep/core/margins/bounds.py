"""How far a number can lie from what somebody works out: the simplex method in whole numbers (Dantzig 1951, Bland
1977).

A region is every world that agrees with what is known: counts of people, none below zero, and sums of them that are
known, or known to be at least or at most so many. Each answer comes with a world in which it is so. Each line is kept
in whole numbers of its own scale, so that nothing is rounded and no tolerance decides what is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

Terms = Mapping[int, int]  # which counts are added, and how often
Line = dict[int, int]
VALUE = -1  # the column in which a line keeps what its terms add up to
PATIENCE = 40  # steps that bring nothing before the rule that never goes round (Bland's) takes over


@dataclass(frozen=True, slots=True)
class Known:
    """A sum of counts, as far as it is known; None where nothing bounds it on that side."""

    terms: Terms
    least: int | None
    most: int | None


class Impossible(ValueError):
    """No world agrees with all that is known."""


class Region:
    """All worlds of `size` counts that agree with what is known."""

    def __init__(self, size: int, known: Iterable[Known]) -> None:
        self._size = self._columns = size
        self._lines: list[Line] = []
        self._basis: list[int] = []
        for each in known:
            if each.least is not None and each.least == each.most:
                self._add(each.terms, each.least, 0)
                continue
            if each.most is not None:
                self._add(each.terms, each.most, 1)
            if each.least is not None:
                self._add(each.terms, each.least, -1)
        self._enter()

    def furthest(self, terms: Terms) -> tuple[Fraction, list[int] | None]:
        """The largest that this sum can be, and a world of whole people in which it is, or None where it takes parts.

        ValueError where it has no largest.
        """
        self._improve(self._priced({column: -factor for column, factor in terms.items() if factor}))
        world, whole, total = [0] * self._size, True, Fraction(0)
        for column, line in zip(self._basis, self._lines, strict=True):
            if column < self._size:
                value, rest = divmod(line.get(VALUE, 0), line[column])
                world[column], whole = value, whole and not rest
                total += terms.get(column, 0) * Fraction(line.get(VALUE, 0), line[column])
        return total, world if whole else None

    def _add(self, terms: Terms, value: int, slack: int) -> None:
        """One line: the sum and its slack make the value, which is kept from being negative."""
        sign = -1 if value < 0 or (value == 0 and slack < 0) else 1
        line: Line = {column: sign * factor for column, factor in terms.items() if factor}
        if value:
            line[VALUE] = sign * value
        if slack:
            line[self._columns] = sign * slack
            self._columns += 1
        self._lines.append(line)
        self._basis.append(self._columns - 1 if sign * slack > 0 else VALUE)

    def _enter(self) -> None:
        """Find one world at all: give each line that has none yet a shortage of its own, and drive these to nothing."""
        first = self._columns
        for at, basic in enumerate(self._basis):
            if basic == VALUE:
                self._lines[at][self._columns] = 1
                self._basis[at] = self._columns
                self._columns += 1
        self._improve(self._priced(dict.fromkeys(range(first, self._columns), 1)))
        if any(column >= first and line.get(VALUE) for column, line in zip(self._basis, self._lines, strict=True)):
            raise Impossible("no world agrees with all of this")
        self._forget(first)

    def _forget(self, first: int) -> None:
        """Take the shortages out again; a line that knows nothing new goes with them."""
        for at in reversed(range(len(self._lines))):
            if self._basis[at] >= first:
                other = next((column for column in self._lines[at] if VALUE < column < first), None)
                if other is None:
                    del self._lines[at], self._basis[at]
                else:
                    self._turn(at, other, {})
        for line in self._lines:
            for column in [column for column in line if column >= first]:
                del line[column]
        self._columns = first

    def _priced(self, cost: Line) -> Line:
        """What each count would still bring, as seen from the present world, on a scale of its own."""
        price = dict(cost)
        for line, basic in zip(self._lines, self._basis, strict=True):
            if basic in price:
                _clear(price, line, basic)
        return price

    def _improve(self, price: Line) -> None:
        """Step from world to neighbouring world until no step brings the cost down."""
        idle = 0
        while (column := _entering(price, cautious=idle > PATIENCE)) is not None:
            at = self._leaving(column)
            idle = 0 if VALUE in self._lines[at] else idle + 1
            self._turn(at, column, price)

    def _leaving(self, column: int) -> int:
        """The line that is first used up when this count grows."""
        best, value, factor = None, 0, 1
        for at, line in enumerate(self._lines):
            own = line.get(column, 0)
            if own > 0:
                less = line.get(VALUE, 0) * factor - value * own
                if best is None or less < 0 or (less == 0 and self._basis[at] < self._basis[best]):
                    best, value, factor = at, line.get(VALUE, 0), own
        if best is None:
            raise ValueError("this sum has no largest")
        return best

    def _turn(self, at: int, column: int, price: Line) -> None:
        """Let this count stand on this line, and take it out of all others."""
        line = self._lines[at]
        if line[column] < 0:  # only where the line's value is nothing
            line = self._lines[at] = {each: -value for each, value in line.items()}
        for row in self._lines:
            if row is not line and column in row:
                _clear(row, line, column)
        if column in price:
            _clear(price, line, column)
        self._basis[at] = column


def _entering(price: Line, *, cautious: bool) -> int | None:
    """The count that brings most, or when cautious the first that brings anything."""
    gains = [(value, column) for column, value in price.items() if value < 0 and column != VALUE]
    if not gains:
        return None
    return min(column for _value, column in gains) if cautious else min(gains)[1]


def _clear(row: Line, line: Line, column: int) -> None:
    """Take as much of a line out of another as makes this column nothing; both stay whole numbers."""
    own, many = line[column], row[column]
    if own != 1:
        shared = gcd(own, many)
        own, many = own // shared, many // shared
    if own != 1:
        for each in row:
            row[each] *= own
    for each, value in line.items():
        left = row.get(each, 0) - many * value
        if left:
            row[each] = left
        else:
            row.pop(each, None)
    if own != 1 and (shared := gcd(*row.values())) > 1:
        for each in row:
            row[each] //= shared
