"""Whether too much can be worked out from what is published: each watched number is pulled as far as it goes.

Too much is: a hidden number of which fewer than ten values remain possible, or a growth between two editions that can
be below ten and of which fewer than ten values remain possible. Zero is a number too. The bounds are those of the
linear program of Fischetti and Salazar, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 47 (2001) 1008-1027, but only as far as worlds of whole people reach: a bound that
takes parts of people is not believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from stoep.core.margins.bounds import Region
from stoep.core.margins.knowledge import View, Watched
from stoep.core.margins.tables import FEWEST, Bands, Edition, Group, Questions

APART = FEWEST - 1  # from the least to the most of ten possible numbers
MANY = 60  # watched numbers, from where it pays to pull at many of the others at once


def too_close(editions: Sequence[Edition], component: Sequence[Questions], bands: Bands) -> Group | None:
    """The first group of these tables of which these editions tell too much, or None; Impossible if they contradict."""
    view = View(tuple(editions), tuple(component), bands)
    return _Search(Region(len(view.column), view.known()), list(view.watched())).first_narrow()


class _Search:
    """The ends at which each watched number was seen, in worlds that agree with everything published."""

    def __init__(self, region: Region, watched: list[Watched]) -> None:
        self._region = region
        self._watched = watched
        self._seen: list[tuple[int, int] | None] = [None] * len(watched)

    def first_narrow(self) -> Group | None:
        """The group of the first number that was not seen ten wide, once it was pulled both ways."""
        for at, watched in enumerate(self._watched):
            if at == MANY:
                for sweep in _sweeps([watched.terms for watched in self._watched]):
                    self._pull(sweep)
            if not self._is_wide(at) and not self._is_harmless(watched) and not self._is_wide(at):
                self._pull(watched.terms)
                if not self._is_wide(at):
                    return watched.group
        return None

    def _is_harmless(self, watched: Watched) -> bool:
        least = -self._pull(dict.fromkeys(watched.terms, -1))
        return watched.growth and least >= FEWEST

    def _is_wide(self, at: int) -> bool:
        ends = self._seen[at]
        return ends is not None and ends[1] - ends[0] >= APART

    def _pull(self, terms: Mapping[int, int]) -> Fraction:
        """How far this sum goes. The world in which it does often shows that other numbers are wide too."""
        furthest, world = self._region.furthest(terms)
        if world:
            for at, watched in enumerate(self._watched):
                if not self._is_wide(at):
                    own = sum([world[column] for column in watched.terms])
                    least, most = self._seen[at] or (own, own)
                    self._seen[at] = (min(own, least), max(own, most))
        return furthest


def _sweeps(watched: Sequence[Mapping[int, int]]) -> Iterator[dict[int, int]]:
    """Sums that pull half of what is watched up and half down, each time another half: most is seen at both ends."""
    for bit in range(len(watched).bit_length()):
        for sign in (1, -1):
            pull: dict[int, int] = {}
            for at, terms in enumerate(watched):
                way = sign if at >> bit & 1 else -sign
                for column in terms:
                    pull[column] = pull.get(column, 0) + way
            yield pull
