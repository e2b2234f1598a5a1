"""Elections for the tests: the worked case of the design, and made ones of every kind, full of ties."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st

from stoep.core.counting import tally
from stoep.core.counting.elections import WITH_POINTS, Ballot, Election, Kind, Limits, Project, gather
from stoep.core.counting.rules import Rule
from tests.examples import all_are_tried

COSTS = {"K1": 40_000, "K2": 35_000, "K3": 25_000, "T": 20_000, "M": 10_000, "J": 15_000}
VOTES = [(53, "K1 K2 K3"), (1, "K1 K2"), (1, "K1"), (15, "T J"), (15, "T M"), (10, "J M"), (3, "M"), (2, "T")]

UNITS = [Fraction(1), Fraction(1, 100), Fraction(12345, 1000)]
if all_are_tried():
    UNITS.append(Fraction(100))  # where a share grows by 1 this takes thousands of steps
RULE = Rule()


def worked() -> Election:
    """A hundred voters, 100,000 euros, a sports club and a neighbourhood."""
    ballots = [Ballot(tuple(names.split())) for many, names in VOTES for _ in range(many)]
    return election(100_000, COSTS, ballots)


def election(
    budget: int, costs: dict[str, int], ballots: list[Ballot], kind: Kind = Kind.APPROVAL, limits: Limits | None = None
) -> Election:
    """An election in few words."""
    projects = tuple(Project(name, Fraction(cost)) for name, cost in costs.items())
    return Election(Fraction(budget), projects, gather(ballots, kind), kind, limits or Limits())


def approved(*ballots: str) -> list[Ballot]:
    """Ballots from words: "A B" approves A and B."""
    return [Ballot(tuple(names.split())) for names in ballots]


@st.composite
def elections(
    draw: st.DrawFn, kinds: tuple[Kind, ...] = tuple(Kind), most_voters: int = 12, most_projects: int = 7
) -> Election:
    """Small elections with few different costs and many equal ballots, so that ties and emptied voters abound."""
    kind = draw(st.sampled_from(kinds))
    names = [str(number) for number in range(1, draw(st.integers(1, most_projects)) + 1)]
    cost = st.one_of(st.sampled_from([1, 2, 3, 4, 6, 12]), st.integers(1, 40))
    costs = {name: draw(cost) for name in names}
    budget = draw(st.integers(1, sum(costs.values()) + 3))
    unit = draw(st.sampled_from(UNITS))
    ballot = ballots(names, kind)
    cast = draw(st.lists(ballot, min_size=1, max_size=most_voters))
    again = draw(st.lists(st.sampled_from(cast), max_size=most_voters // 2))
    made = election(budget, costs, cast + again, kind)
    projects = tuple(Project(project.id, project.cost * unit) for project in made.projects)
    return replace(made, budget=made.budget * unit, projects=projects)


def ballots(names: list[str], kind: Kind) -> st.SearchStrategy[Ballot]:
    """One ballot of a kind."""
    longest = 1 if kind is Kind.CHOOSE_ONE else len(names)
    chosen = st.lists(st.sampled_from(names), unique=True, max_size=longest)
    if kind not in WITH_POINTS:
        return chosen.map(lambda own: Ballot(tuple(own)))
    points = st.sampled_from([Fraction(0), Fraction(1), Fraction(2), Fraction(3), Fraction(5, 2), Fraction(10)])
    pairs = chosen.flatmap(lambda own: st.tuples(st.just(own), st.lists(points, min_size=len(own), max_size=len(own))))
    return pairs.map(lambda pair: Ballot(tuple(pair[0]), tuple(pair[1])))


def scores(election: Election) -> dict[str, Fraction]:
    """The points of each project."""
    return tally.scores(election)


def orders(election: Election) -> st.SearchStrategy[tuple[str, ...]]:
    """An order for ties."""
    return st.permutations([project.id for project in election.projects]).map(tuple)


def files(folder: Path) -> list[Path]:
    """The real elections."""
    return sorted((folder / "pb").glob("*.pb"))
