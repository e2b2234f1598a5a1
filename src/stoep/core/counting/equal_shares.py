"""The Method of Equal Shares: everybody gets the same share, and who wants a project pays for it together.

Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities" (NeurIPS 2021). Of the
projects that their supporters can still pay, the one with the least price per utility wins; supporters pay equally, and
who has less than the price pays what is left.

The winners are those of exact arithmetic. Floats carry beside each balance how far it can be off (`_off`). A price is a
lower bound whoever is thought to be able to pay it, since it can only be higher if somebody cannot. Where two prices
come nearer than that, or somebody has nearly what they would have to pay, `Ledger` answers in fractions. Lower bounds
stay true, because nobody ever gets richer: so most projects are not looked at again in most steps.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from stoep.core.counting.ledger import Ledger
from stoep.core.counting.outcomes import Purchase
from stoep.core.counting.profiles import Profile

if TYPE_CHECKING:
    from stoep.core.counting.ledger import Mask
    from stoep.core.counting.profiles import Floats, Integers, Supporters

TINY = 2.0**-50  # a few roundings of a float, relative


@dataclass(frozen=True, slots=True)
class _Price:
    """What one project costs per point now: at least `low`, at most `high`, and `exact` where that was needed."""

    at: int
    low: float
    high: float
    rich: Mask
    exact: Fraction | None = None


class Run:
    """One run with a given share."""

    def __init__(self, profile: Profile, share: Fraction, places: Mapping[str, int]) -> None:
        import numpy as np

        self._profile, self._places = profile, places
        self._share = float(share)
        self._left: Floats = np.full(profile.classes, self._share)
        self._off: Floats = np.full(profile.classes, self._share * TINY)
        self._worst = self._share * TINY
        self.ledger = Ledger(profile, share)
        self._open = [self._entry(at, self._first(at)) for at, each in enumerate(profile.supporters) if each.total]
        heapq.heapify(self._open)
        self.went: list[tuple[int, Mask]] = []  # each winner, and who of its supporters had enough for its price
        self.paying: list[tuple[int, int]] = []

    @property
    def bought(self) -> list[int]:
        """The winners so far in order, as places in the profile."""
        return [at for at, _rich in self.went]

    def go(self, *, telling: bool = False) -> list[int]:
        """The winners in order, as places in the profile. With `telling`, also count who pays."""
        while (best := self._next()) is not None:
            self._buy(best, telling=telling)
        return self.bought

    def _first(self, at: int) -> float:
        """Nothing is cheaper than when all supporters pay."""
        return self._profile.cost[at] / self._profile.supporters[at].total * (1 - TINY)

    def _entry(self, at: int, low: float) -> tuple[float, int, float]:
        """A place in the queue: the least price per utility that it may have now."""
        return low / self._profile.cost[at] * (1 - TINY) if self._profile.by_cost else low, at, low

    def _next(self) -> _Price | None:
        """The project that wins now."""
        while self._open:
            _key, at, low = heapq.heappop(self._open)
            limit = self._open[0][0] if self._open else float("inf")
            price = self._look(at, low, limit)
            if price is not None:
                rivals = self._rivals(price)
                return self._best([price, *rivals]) if rivals else price
        return None

    def _rivals(self, price: _Price) -> list[_Price]:
        """Those that may be as cheap per utility as this one."""
        found: list[_Price] = []
        limit = price.high / self._profile.cost[price.at] * (1 + TINY) if self._profile.by_cost else price.high
        while self._open and self._open[0][0] <= limit:
            _key, at, low = heapq.heappop(self._open)
            rival = self._look(at, low, limit)
            if rival is not None:
                found.append(rival)
        return found

    def _best(self, tied: list[_Price]) -> _Price:
        """Of several that floats cannot tell apart the one that wins; the others wait on."""
        exact = [self._exactly(price) for price in tied]
        best = min(exact, key=lambda price: (self._per_utility(price), self._places[self._profile.ids[price.at]]))
        for price in exact:
            if price is not best:
                heapq.heappush(self._open, self._entry(price.at, price.low))
        return best

    def _per_utility(self, price: _Price) -> Fraction:
        assert price.exact is not None
        return price.exact / self._profile.exact_cost[price.at] if self._profile.by_cost else price.exact

    def _exactly(self, price: _Price) -> _Price:
        """The same price in fractions."""
        if price.exact is not None:
            return price
        exact = self._settle(price.at, price.rich, price.rich & False)
        assert exact is not None  # it was certain who can pay it
        return exact

    def _settle(self, at: int, rich: Mask, unsure: Mask) -> _Price | None:
        """The price in fractions; None where the supporters cannot bring the cost together."""
        supporters = self._profile.supporters[at]
        surely = self._left[supporters.classes] - self._off[supporters.classes]
        while (found := self.ledger.price(at, rich, unsure)) is not None:
            price, able = found
            near = float(price)
            doubt = rich & (surely < near * (1 + TINY) * supporters.points)
            if not doubt.any():
                return _Price(at, near * (1 - TINY), near * (1 + TINY), able, price)
            rich, unsure = rich & ~doubt, unsure | doubt
        return None

    def _look(self, at: int, low: float, limit: float) -> _Price | None:
        """The price of a project now; None where it never can be paid, or when it lies beyond the limit: then it waits.

        Newton's method from below, on who can pay.
        """
        import numpy as np

        supporters, price, before = self._profile.supporters[at], low, -1
        left = self._left.take(supporters.classes)
        while True:
            poor = np.flatnonzero(left < (price if supporters.flat else price * supporters.points))
            if len(poor) in (before, len(left)):
                return self._sure(at, low, left, poor)
            weight, before = supporters.mass.take(poor), len(poor)
            had, many = float(left.take(poor) @ weight), float(weight.sum())
            worth = supporters.total - (many if supporters.flat else float(supporters.worth.take(poor).sum()))
            price = (self._profile.cost[at] - had) / worth
            low = price - (many * self._worst + self._rounding(at, before, had)) / worth
            entry = self._entry(at, low)
            if entry[0] > limit:
                heapq.heappush(self._open, entry)
                return None

    def _rounding(self, at: int, many: int, had: float) -> float:
        """How far the cost less so many balances can be off by rounding alone, however they are added up."""
        return (many + 8) * TINY * had + 8 * TINY * self._profile.cost[at]

    def _sure(self, at: int, low: float, left: Floats, poor: Integers) -> _Price | None:
        """A price of which it is certain who can pay it; in fractions where floats leave a doubt.

        Where nobody can pay it, it is `low` that is surely not too high; whoever has that much may be able to pay.
        """
        import numpy as np

        supporters, rich = self._profile.supporters[at], np.ones(len(left), dtype=np.bool_)
        off, points = self._off.take(supporters.classes), 1 if supporters.flat else supporters.points
        rich[poor] = False
        if len(poor) == len(left):
            unsure = left + off >= low * (1 - TINY) * points
            return self._settle(at, rich, unsure) if unsure.any() else None
        weight = supporters.mass.take(poor)
        had, worth = float(left.take(poor) @ weight), supporters.total - float(supporters.worth.take(poor).sum())
        price = (self._profile.cost[at] - had) / worth
        slack = (float(off.take(poor) @ weight) + self._rounding(at, len(poor), had)) * (1 + len(left) * TINY) / worth
        unsure = abs(left - price * points) <= off + (2 * slack + TINY * price) * points
        if unsure.any():
            return self._settle(at, rich & ~unsure, unsure)
        return _Price(at, price - slack, price + slack, rich)

    def _buy(self, price: _Price, *, telling: bool) -> None:
        """The supporters pay."""
        supporters = self._profile.supporters[price.at]
        if telling:
            self.paying.append(self._who_pays(supporters, price.rich))
        self.went.append((price.at, price.rich))
        self.ledger.buy(price.at, price.rich)
        paying, poor = supporters.classes[price.rich], supporters.classes[~price.rich]
        points = supporters.points[price.rich]
        self._left[paying] = abs(self._left[paying] - (price.low + price.high) / 2 * points)
        self._off[paying] += (price.high - price.low) * points + self._share * TINY
        self._left[poor] = self._off[poor] = 0.0
        self._worst = max(self._worst, float(self._off[paying].max()))

    def _who_pays(self, supporters: Supporters, rich: Mask) -> tuple[int, int]:
        """How many pay the full price, and how many less, but something."""
        poor = supporters.classes[~rich]
        some = self._left[poor] > self._off[poor]
        doubt = ~some & (self._off[poor] > 0)
        some[doubt] = [left > 0 for left in self.ledger.each(poor[doubt])]
        return int(supporters.weight[rich].sum()), int(self._profile.weight[poor][some].sum())


def purchases(run: Run, profile: Profile) -> list[Purchase]:
    """The winners of a run that was told, with the exact price of each."""
    return [
        Purchase(profile.ids[at], price * profile.scale, full, emptied)
        for at, price, (full, emptied) in zip(run.bought, run.ledger.prices(), run.paying, strict=True)
    ]
