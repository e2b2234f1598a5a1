"""Most votes first: the usual rule of Dutch and Polish cities, with and without skipping.

Greedy approval in Aziz and Shah, "Participatory Budgeting: Models and Approaches" (2021), section 3. A project with
fewer points than the threshold never wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from stoep.core.counting import tally
from stoep.core.counting.elections import Cap, Election, Project


def ranked(election: Election, places: Mapping[str, int]) -> list[Project]:
    """The projects that may win, most points first; equal ones by the tie-break. Without any vote nobody wins."""
    scores = tally.scores(election)
    least = election.threshold or Fraction(0)
    may = [each for each in election.projects if scores[each.id] >= least and scores[each.id] > 0]
    return sorted(may, key=lambda each: (-scores[each.id], places[each.id]))


def choose(
    election: Election,
    places: Mapping[str, int],
    *,
    skipping: bool = True,
    keep_caps: bool = False,
    taken: tuple[str, ...] = (),
) -> list[str]:
    """The winners in order, on top of what was `taken` already.

    With skipping, a project that does not fit is passed over; without, the count ends there.
    """
    costs = election.costs()
    room = election.budget - sum((costs[each] for each in taken), Fraction(0))
    caps = Room(election.caps) if keep_caps else Room(())
    chosen: list[str] = []
    for project in ranked(election, places):
        if project.id in taken:
            continue
        if project.cost <= room and caps.fits(project):
            chosen.append(project.id)
            room -= project.cost
            caps.take(project)
        elif not skipping:
            break
    return chosen


class Room:
    """What each category or neighbourhood may still spend."""

    def __init__(self, caps: tuple[Cap, ...]) -> None:
        self._left = {(cap.kind, cap.of): cap.amount for cap in caps}

    def fits(self, project: Project) -> bool:
        """Whether every part that this project belongs to can still carry it."""
        return all(project.cost <= self._left[key] for key in self._of(project))

    def take(self, project: Project) -> None:
        """Spend it."""
        for key in self._of(project):
            self._left[key] -= project.cost

    def _of(self, project: Project) -> list[tuple[str, str]]:
        keys = [(kind, name) for kind, names in project.parts.items() for name in names]
        return [key for key in keys if key in self._left]
