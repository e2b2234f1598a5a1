"""What everybody has left in equal shares, without any rounding: fractions, in few terms.

A voter who was emptied has nothing. Anybody else has the share less the prices of the winners that they support: so
the money of any group is one sum over winners, with whole numbers before the prices. A price is only worked out when an
exact answer hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from stoep.core.counting.profiles import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stoep.core.counting.profiles import Integers

    Mask = NDArray[np.bool_]

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Money:
    """What a group has: so many shares, less so many times the price of each of these winners."""

    shares: int
    spent: tuple[tuple[int, int], ...]


class Ledger:
    """The exact side of one run."""

    def __init__(self, profile: Profile, share: Fraction) -> None:
        import numpy as np

        self._profile, self._share = profile, share
        self._emptied: Mask = np.zeros(profile.classes, dtype=np.bool_)
        self._rows: list[Integers] = []
        self._sums: list[tuple[int, int, Integers]] = []  # project, worth of who could pay, classes that were emptied
        self._prices: dict[int, Fraction] = {}

    def buy(self, at: int, rich: Mask) -> None:
        """This project wins, and exactly these of its supporters can pay its price."""
        supporters = self._profile.supporters[at]
        poor = self._live(supporters.classes[~rich])
        self._sums.append((at, int(supporters.worth[rich].sum()), poor))
        self._emptied[poor] = True

    def prices(self) -> list[Fraction]:
        """The price of every purchase so far, in order."""
        return [self._price(number) for number in range(len(self._sums))]

    def price(self, at: int, rich: Mask, unsure: Mask) -> tuple[Fraction, Mask] | None:
        """The least price at which the supporters bring the cost together, and who can pay it; None if they cannot.

        `rich` surely can pay it, `unsure` may. Newton's method from below: whoever cannot pay a price that is too
        low cannot pay the right one either.
        """
        supporters, able = self._profile.supporters[at], rich | unsure
        while able.any():
            worth = int(supporters.worth[able].sum())
            price = (self._profile.exact_cost[at] - self.money(supporters.classes[~able])) / worth
            short = self._cannot(at, able & unsure, price)
            if not short.any():
                return price, able
            able = able & ~short
        return None

    def money(self, classes: Integers) -> Fraction:
        """What the voters of these classes have left together."""
        return self._value(self._group(self._live(classes), len(self._sums)))

    def each(self, classes: Integers) -> list[Fraction]:
        """What one voter of each of these classes has left; voters with the same history are worked out once."""
        charges, known, found = self._charges(), dict[tuple[int, ...], Fraction](), list[Fraction]()
        for number in classes:
            if self._emptied[number]:
                found.append(ZERO)
                continue
            history = tuple(int(charged[number]) for charged in charges)
            if history not in known:
                known[history] = self._value(_Money(1, tuple(each for each in enumerate(history) if each[1])))
            found.append(known[history])
        return found

    def _charges(self) -> list[Integers]:
        """Per purchase what each class was asked, in points; made late, since most runs never need it."""
        for at, _worth, _poor in self._sums[len(self._rows) :]:
            supporters, row = self._profile.supporters[at], self._profile.weight * 0
            row[supporters.classes] = supporters.points
            self._rows.append(row)
        return self._rows

    def _live(self, classes: Integers) -> Integers:
        return classes[~self._emptied[classes]]

    def _group(self, live: Integers, before: int) -> _Money:
        """The money of classes that were not emptied before this purchase, as a sum over the earlier ones."""
        weight = self._profile.weight[live]
        spent = ((number, int(charged[live] @ weight)) for number, charged in enumerate(self._charges()[:before]))
        return _Money(int(weight.sum()), tuple(each for each in spent if each[1]))

    def _value(self, money: _Money) -> Fraction:
        return self._share * money.shares - _sum(self._price(number) * many for number, many in money.spent)

    def _price(self, number: int) -> Fraction:
        """The price of a purchase; first those on which it rests, without going deep."""
        resting: dict[int, _Money] = {}
        waiting = [number]
        while waiting:
            last = waiting[-1]
            if last in self._prices:
                waiting.pop()
                continue
            at, worth, poor = self._sums[last]
            if last not in resting:
                resting[last] = self._group(poor, last)
            money = resting[last]
            if missing := [each for each, _many in money.spent if each not in self._prices]:
                waiting += missing
                continue
            spent = _sum(self._prices[each] * many for each, many in money.spent)
            self._prices[last] = (self._profile.exact_cost[at] - self._share * money.shares + spent) / worth
        return self._prices[number]

    def _cannot(self, at: int, asked: Mask, price: Fraction) -> Mask:
        """Which of these supporters have less than they would have to pay."""
        import numpy as np

        found: Mask = np.zeros(len(asked), dtype=np.bool_)
        supporters, places = self._profile.supporters[at], np.flatnonzero(asked)
        for place, left in zip(places, self.each(supporters.classes[places]), strict=True):
            found[place] = left < price * int(supporters.points[place])
        return found


def _sum(terms: Iterable[Fraction]) -> Fraction:
    return sum(terms, ZERO)
