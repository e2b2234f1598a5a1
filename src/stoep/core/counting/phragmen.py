"""Phragmén's sequential rule: voters earn at the same pace, and a group buys what it supports once it can.

Brill, Freeman, Janson, Lackner, "Phragmén's Voting Methods and Justified Representation" (2017), with costs as in Los,
Christoff and Grossi, "Proportional Budget Allocations: Towards a Systematization" (IJCAI 2022): it ends when the next
purchase (any that stands equal) would overspend. What costs more than the whole budget never takes part.

All supporters of a winner carry the same load afterwards. So a voter's load is that of the last winner they support,
and a project's loads add up from few exact numbers; floats only pick out which of them are worth the exact sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from stoep.core.counting.elections import Election
from stoep.core.counting.outcomes import Purchase
from stoep.core.counting.profiles import Profile
from stoep.core.counting.rules import Utility

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLOSE = 1e-9  # a float load is right to 1e-12: what lies further apart than this is decided


class _Loads:
    """Who carries how much."""

    def __init__(self, profile: Profile) -> None:
        import numpy as np

        self._profile = profile
        self.exact = [Fraction(0)]
        self._last: NDArray[np.int64] = np.zeros(profile.classes, dtype=np.int64)

    def roughly(self, at: int) -> float:
        """The load that the supporters of a project would have after it."""
        import numpy as np

        supporters = self._profile.supporters[at]
        carried = np.array([float(load) for load in self.exact])[self._last[supporters.classes]]
        return float((self._profile.cost[at] + carried @ supporters.weight) / supporters.voters)

    def exactly(self, at: int) -> Fraction:
        """The same, without any rounding."""
        import numpy as np

        supporters = self._profile.supporters[at]
        many = np.zeros(len(self.exact), dtype=np.int64)
        np.add.at(many, self._last[supporters.classes], supporters.weight)
        carried = sum((load * int(each) for load, each in zip(self.exact, many, strict=True) if each), Fraction(0))
        return (self._profile.exact_cost[at] + carried) / supporters.voters

    def buy(self, at: int, load: Fraction) -> None:
        """All supporters now carry this."""
        self._last[self._profile.supporters[at].classes] = len(self.exact)
        self.exact.append(load)


def choose(election: Election, places: Mapping[str, int]) -> list[Purchase]:
    """The winners in the order in which they were bought, with the load of their supporters."""
    profile = Profile.of(election, Utility.CARDINALITY)
    loads, room, chosen = _Loads(profile), election.budget, list[Purchase]()
    open_ = {at for at in range(len(profile.ids)) if profile.exact_cost[at] <= room and profile.supporters[at].voters}
    while open_:
        rough = {at: loads.roughly(at) for at in open_}
        least = min(rough.values()) * (1 + CLOSE)
        exact = {at: loads.exactly(at) for at, load in rough.items() if load <= least}
        load = min(exact.values())
        tied = [at for at, own in exact.items() if own == load]
        if any(profile.exact_cost[at] > room for at in tied):
            break
        best = min(tied, key=lambda at: places[profile.ids[at]])
        loads.buy(best, load)
        chosen.append(Purchase(profile.ids[best], load, full=profile.supporters[best].voters))
        room -= profile.exact_cost[best]
        open_.remove(best)
    return chosen
