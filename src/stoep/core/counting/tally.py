"""How many votes and how many points each project got, and how many voters have a winner on their ballot."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from stoep.core.counting.elections import WITH_POINTS, Ballot, Election, Kind

ONE = Fraction(1)


def supported(ballot: Ballot, election: Election) -> list[tuple[str, Fraction]]:
    """What a ballot supports and how strongly: 1 each by approval, Borda by rank, or its points. None gets nothing.

    By rank a first place is worth as many points as a list may be long, and each next place one less (Pabulib).
    """
    if election.kind in WITH_POINTS:
        return [(choice, points) for choice, points in zip(ballot.choices, ballot.points, strict=True) if points]
    if election.kind is Kind.ORDINAL:
        best = election.best_rank()
        return [(choice, Fraction(max(best - at, 0))) for at, choice in enumerate(ballot.choices) if at < best]
    return [(choice, ONE) for choice in ballot.choices]


def votes(election: Election) -> dict[str, int]:
    """On how many ballots each project stands with more than nothing."""
    found = {project.id: 0 for project in election.projects}
    for ballot, many in election.ballots.items():
        for choice, _points in supported(ballot, election):
            found[choice] += many
    return found


def scores(election: Election) -> dict[str, Fraction]:
    """The points that each project got together; its votes where the ballots have no points and no order."""
    if election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE):
        return {choice: Fraction(many) for choice, many in votes(election).items()}
    found = {project.id: Fraction(0) for project in election.projects}
    for ballot, many in election.ballots.items():
        for choice, points in supported(ballot, election):
            found[choice] += many * points
    return found


def with_something(election: Election, winners: Collection[str]) -> int:
    """How many voters have at least one of these projects on their ballot."""
    won = set(winners)
    return sum(
        many
        for ballot, many in election.ballots.items()
        if any(choice in won for choice, _points in supported(ballot, election))
    )
