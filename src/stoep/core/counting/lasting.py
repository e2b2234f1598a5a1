"""How many steps the share can grow by with the same winners, known beforehand from one run of equal shares.

As long as the same projects win in the same order, and the same voters have enough for each, every balance and every
price is a straight line in the share. So is what each comparison of the run rests on: the first of these lines that
crosses another ends what is known. All of it in whole numbers, so that no rounding decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from stoep.core.counting.profiles import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stoep.core.counting.ledger import Mask

    Whole = NDArray[np.object_]  # whole numbers of any length
    Went = Sequence[tuple[int, Mask]]

AS_MUCH = 3_000  # to look at so many supporters here takes about as long as a run


def steps(profile: Profile, share: Fraction, step: Fraction, went: Went, places: Mapping[str, int], most: int) -> int:
    """For how many more steps, up to `most`, the same projects surely win in the same order.

    `went` is how the run with this share went: each winner, and who of its supporters had enough for its price.
    """
    lines = _Lines(profile, share, step, most)
    waiting = [at for at, each in enumerate(profile.supporters) if each.total]
    for at, rich in went:
        price, place = lines.price(at, rich), places[profile.ids[at]]
        waiting.remove(at)
        for other in waiting:
            lines.keep_dearer(other, price, first=place < places[profile.ids[other]])
            if not lines.lasts:
                return 0
        lines.pay(price, rich)
    for other in waiting:
        lines.keep_lacking(other)
    return lines.lasts


class Pauses:
    """When to ask for these steps: not before as much work went into runs, and ever less often where it brought little.

    So where every step changes something the work at most doubles, and where few do nearly all of it is spared.
    """

    def __init__(self, profile: Profile) -> None:
        self._supporters = sum(len(each.classes) for each in profile.supporters)
        self._runs, self._times = 0, 1

    def steps(
        self, profile: Profile, share: Fraction, step: Fraction, went: Went, places: Mapping[str, int], most: int
    ) -> int:
        """The same as above, or 0 where it is not asked now."""
        self._runs += 1
        worth = len(went) * self._supporters // AS_MUCH
        if self._runs <= worth * self._times:
            return 0
        found = steps(profile, share, step, went, places, most)
        brought = found > worth
        self._runs, self._times = (worth, 1) if brought else (0, 2 * self._times)
        return found


@dataclass(frozen=True, slots=True)
class _Price:
    """What a winner costs per point: `top`, and `slope` more with each step, over `under`."""

    at: int
    top: int
    slope: int
    under: int


class _Lines:
    """What a voter of each class has left: `left` now and `slope` more with each step, in parts of a unit."""

    def __init__(self, profile: Profile, share: Fraction, step: Fraction, most: int) -> None:
        import numpy as np

        self._profile, self.lasts = profile, most
        unit = lcm(share.denominator, step.denominator, *(cost.denominator for cost in profile.exact_cost))
        self._cost = [int(cost * unit) for cost in profile.exact_cost]
        self._finer = 1  # the unit is so many times finer than the one of the costs
        self._left: Whole = np.full(profile.classes, int(share * unit), dtype=object)
        self._slope: Whole = np.full(profile.classes, int(step * unit), dtype=object)

    def price(self, at: int, rich: Mask) -> _Price:
        """The price of a winner that these can pay while the others bring what they have, as long as that is so.

        Whoever has enough keeps enough: the price never grows with the share, and nobody's balance shrinks. Whoever has
        exactly the price pays the same either way: that two lines meet does no harm.
        """
        supporters = self._profile.supporters[at]
        poor = supporters.classes[~rich]
        left, slope, weight = self._left[poor], self._slope[poor], supporters.weight[~rich].astype(object)
        cost, worth = self._cost[at] * self._finer, int(supporters.worth[rich].sum())
        price = _Price(at, cost - int(left @ weight), -int(slope @ weight), worth)
        points = supporters.points[~rich].astype(object)
        lacks, grows = points * price.top - left * worth, slope * worth - points * price.slope
        self.lasts = min([self.lasts, *(gap // by for gap, by in zip(lacks, grows, strict=True) if by > 0)])
        return price

    def keep_dearer(self, at: int, price: _Price, *, first: bool) -> None:
        """As long as this project does not win before the winner; `first`: the winner goes first if they tie.

        At the winner's price per utility nobody can pay more than they have, nor more than that price. Whichever of
        the two is counted for each, together it is never too low: while it is under the cost, this project is dearer.
        Which of the two is the less is looked up again where that ends, as in Newton's method.
        """
        import numpy as np

        profile, supporters = self._profile, self._profile.supporters[at]
        its, mine = (self._cost[price.at], self._cost[at]) if profile.by_cost else (1, 1)
        points, weight = supporters.points.astype(object) * mine, supporters.weight.astype(object)
        left, slope = (line[supporters.classes] * (price.under * its) for line in (self._left, self._slope))
        asked, more = points * price.top, points * price.slope
        cost, known = self._cost[at] * self._finer * price.under * its, 0
        while known < self.lasts:
            over = left - asked + (slope - more) * known
            poor = ((over < 0) | ((over == 0) & (slope < more))).astype(bool)
            paid, grows = (int(np.where(poor, *each) @ weight) for each in ((left, asked), (slope, more)))
            # Where all bring what they have and that is just enough, they may have had enough at a lower price too.
            further = _open(cost - paid, grows, touching=first and not poor.all())
            if further is None:
                return
            if further <= known:
                self.lasts = known
            known = further

    def keep_lacking(self, at: int) -> None:
        """As long as the supporters of this project do not bring its cost together."""
        supporters = self._profile.supporters[at]
        left, slope = (line[supporters.classes] @ supporters.weight for line in (self._left, self._slope))
        known = _open(self._cost[at] * self._finer - int(left), int(slope), touching=False)
        self.lasts = self.lasts if known is None else min(self.lasts, known)

    def pay(self, price: _Price, rich: Mask) -> None:
        """The supporters pay, and the unit becomes as much finer as that asks for."""
        supporters = self._profile.supporters[price.at]
        paying, poor, points = supporters.classes[rich], supporters.classes[~rich], supporters.points[rich]
        self._finer *= price.under
        self._left, self._slope = self._left * price.under, self._slope * price.under
        self._left[paying] -= points.astype(object) * price.top
        self._slope[paying] -= points.astype(object) * price.slope
        self._left[poor] = self._slope[poor] = 0


def _open(gap: int, less: int, *, touching: bool) -> int | None:
    """Until which step a gap that becomes so much less with each is there or, if `touching`, just closed.

    None where it never closes from then on: it is not closed now, for then the other project had won.
    """
    return (gap if touching else gap - 1) // less if less > 0 else None
