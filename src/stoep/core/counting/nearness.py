"""How near those came that did not win: how many votes, or how much money, were lacking, and what kept them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil

from stoep.core.counting import greedy, tally
from stoep.core.counting.elections import Election, Project
from stoep.core.counting.outcomes import Outcome
from stoep.core.counting.rules import Method


class Lacking(Enum):
    """What kept a project out; the value is the code of its sentence."""

    SUPPORT = "lacking-support"  # nobody chose it
    THRESHOLD = "lacking-threshold"  # fewer points than a winner must have
    ROOM = "lacking-room"  # at its turn there was too little left of the budget
    PART = "lacking-part"  # there was too little left for its category or neighbourhood
    STOPPED = "lacking-stopped"  # the count had ended before its turn
    SHARES = "lacking-shares"  # its supporters had too little left together


@dataclass(frozen=True, slots=True)
class Near:
    """How near one project came. None where no number would be true.

    By most votes first `votes` (or points) more would have brought it before the winner that took its room, and so
    much more `money` in the budget would have paid it at its turn. By equal shares its supporters were so much money
    short in the last step; so many more voters with their whole share would have made it up.
    """

    lacking: Lacking
    votes: int | None = None
    money: Fraction | None = None


def near(election: Election, outcome: Outcome, places: Mapping[str, int]) -> dict[str, Near]:
    """For each project that did not win how near it came."""
    scores = tally.scores(election)
    lost = [project for project in election.projects if project.id not in set(outcome.ids)]
    found = {project.id: Near(Lacking.SUPPORT, votes=1) for project in lost if not scores[project.id]}
    rest = [project for project in lost if scores[project.id]]
    if outcome.left is not None:
        return found | {project.id: _of_shares(project, outcome) for project in rest}
    if outcome.rule.method is Method.PHRAGMEN:
        room = election.budget - outcome.cost(election)
        return found | {project.id: _stopped(project, room) for project in rest}
    ranked = _Ranked(election, outcome, places, scores)
    return found | {project.id: ranked.near(project) for project in rest}


def _of_shares(project: Project, outcome: Outcome) -> Near:
    assert outcome.left is not None and outcome.share is not None
    short = project.cost - outcome.left[project.id]
    return Near(Lacking.SHARES, ceil(short / outcome.share), short)


def _stopped(project: Project, room: Fraction) -> Near:
    """By Phragmén: too dear for what was left in the end, or simply not yet bought then."""
    if project.cost > room:
        return Near(Lacking.ROOM, money=project.cost - room)
    return Near(Lacking.STOPPED)


class _Ranked:
    """The turns of a count by most votes first: what was left at each."""

    def __init__(
        self, election: Election, outcome: Outcome, places: Mapping[str, int], scores: Mapping[str, Fraction]
    ) -> None:
        self._places, self._scores, self._budget = places, scores, election.budget
        self._threshold = election.threshold or Fraction(0)
        self._won, self._turns = set(outcome.ids), greedy.ranked(election, places)
        self._caps = outcome.rule.keep_caps and bool(election.caps)
        self._stops = outcome.rule.method is Method.GREEDY_NO_SKIP

    def near(self, project: Project) -> Near:
        """How near this one came."""
        own = self._scores[project.id]
        if own < self._threshold:
            return Near(Lacking.THRESHOLD, ceil(self._threshold - own))
        room, blocker, ended = self._budget, None, False
        for other in self._turns:
            if other.id == project.id:
                break
            if other.id in self._won:
                if blocker is None and room - other.cost < project.cost:
                    blocker = other
                room -= other.cost
            elif self._stops and not ended:
                ended, blocker = True, blocker or other
        return self._told(project, room, blocker, ended=ended)

    def _told(self, project: Project, room: Fraction, blocker: Project | None, *, ended: bool) -> Near:
        votes = None if blocker is None or project.cost > self._budget or self._caps else self._ahead(project, blocker)
        if ended:
            return Near(Lacking.STOPPED, votes)
        if project.cost <= room:
            return Near(Lacking.PART)
        return Near(Lacking.ROOM, votes, project.cost - room)

    def _ahead(self, project: Project, blocker: Project) -> int:
        """How many more it takes to come before this winner; a tie is enough for who goes first in the order."""
        short = self._scores[blocker.id] - self._scores[project.id]
        first = self._places[project.id] < self._places[blocker.id]
        return ceil(short) if first else int(short) + 1
