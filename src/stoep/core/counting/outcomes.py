"""What comes out of a count: the winners in the order in which they won, and how each was paid for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from stoep.core.counting.elections import Election
from stoep.core.counting.rules import Rule


@dataclass(frozen=True, slots=True)
class Purchase:
    """One winner, and how it was chosen.

    By equal shares `price` is what a supporter pays who has enough (per point, by points), `full` so many paid that,
    and `emptied` so many paid what they had left. By Phragmén `price` is the load that its supporters then carry.
    By most votes first, and where a completion added it, there is no price.
    """

    project: str
    price: Fraction | None = None
    full: int = 0
    emptied: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a count.

    `share` is everybody's virtual share in the last step, `raised` so many times it was raised; None and 0 where the
    rule gives no shares. `filled` names what the utilitarian completion added; `left` is what voters who support a
    project have left together, for each project that did not win by equal shares. `gave_way` tells that most votes
    first was preferred in the comparison: `preferring` are those who prefer equal shares and those who do not.
    """

    rule: Rule
    winners: tuple[Purchase, ...]
    share: Fraction | None = None
    raised: int = 0
    filled: tuple[str, ...] = ()
    left: dict[str, Fraction] | None = None
    preferring: tuple[int, int] | None = None
    gave_way: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The winners' ids in the order in which they won."""
        return tuple(purchase.project for purchase in self.winners)

    def cost(self, election: Election) -> Fraction:
        """What the winners cost together."""
        costs = election.costs()
        return sum((costs[each] for each in self.ids), Fraction(0))
