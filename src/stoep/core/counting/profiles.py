"""The ballots as columns of numbers, one column per project, for the rules that look at each voter many times."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from stoep.core.counting import tally
from stoep.core.counting.elections import Election
from stoep.core.counting.problems import Unfit
from stoep.core.counting.rules import Utility

EXACT = 2**53

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Supporters:
    """Who supports one project: classes of identical ballots, how many voters each is, and the points of each voter.

    `worth` is the weight times the points; all these are whole numbers. `flat`: everybody's points are 1. `mass` is the
    weight as floats.
    """

    classes: Integers
    weight: Integers
    points: Integers
    worth: Integers
    mass: Floats
    flat: bool
    voters: int
    total: int
    most: int


@dataclass(frozen=True, slots=True)
class Profile:
    """An election for one utility. Projects and classes are numbered from 0; points are whole numbers on one scale."""

    ids: tuple[str, ...]
    exact_cost: tuple[Fraction, ...]
    cost: tuple[float, ...]
    weight: Integers
    supporters: tuple[Supporters, ...]
    voters: int
    by_cost: bool
    scale: int

    @property
    def classes(self) -> int:
        """How many different ballots there are."""
        return len(self.weight)

    @classmethod
    def of(cls, election: Election, utility: Utility) -> Profile:
        """The columns; only by points do the points of a ballot count, else each supporter is one."""
        import numpy as np

        at = {project.id: place for place, project in enumerate(election.projects)}
        rows: list[list[int]] = [[] for _ in at]
        points: list[list[Fraction]] = [[] for _ in at]
        for number, ballot in enumerate(election.ballots):
            for choice, own in tally.supported(ballot, election):
                rows[at[choice]].append(number)
                if utility is Utility.POINTS:
                    points[at[choice]].append(own)
        weight = np.fromiter(election.ballots.values(), dtype=np.int64, count=len(election.ballots))
        scale = lcm(*{own.denominator for column in points for own in column})
        if utility is Utility.POINTS:
            _fit(points, scale, election.voters)
        counted = points if utility is Utility.POINTS else [None] * len(at)
        return cls(
            ids=tuple(at),
            exact_cost=tuple(project.cost for project in election.projects),
            cost=tuple(float(project.cost) for project in election.projects),
            weight=weight,
            supporters=tuple(_column(row, own, weight, scale) for row, own in zip(rows, counted, strict=True)),
            voters=election.voters,
            by_cost=utility is Utility.COST,
            scale=scale,
        )


def _fit(points: list[list[Fraction]], scale: int, voters: int) -> None:
    """Whole numbers up to 2**53 add up exactly, in floats too; finer points than that nobody hands out."""
    if scale * voters * max((own for column in points for own in column), default=0) > EXACT:
        raise Unfit("points-too-fine")


def _column(row: list[int], points: list[Fraction] | None, weight: Integers, scale: int) -> Supporters:
    import numpy as np

    classes = np.array(row, dtype=np.int64)
    own = weight[classes]
    each = np.ones_like(own) if points is None else np.array([int(some * scale) for some in points], dtype=np.int64)
    return Supporters(
        classes=classes,
        weight=own,
        points=each,
        worth=own * each,
        mass=own.astype(np.float64),
        flat=points is None,
        voters=int(own.sum()),
        total=int((own * each).sum()),
        most=int(each.max(initial=1)),
    )
