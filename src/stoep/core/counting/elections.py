"""What is counted: a sum of money, projects with their cost, and ballots. Plain values, checked when they are made.

Identical ballots are kept once, with their number: who voted is not in here, and neither is when or how.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from stoep.core.counting.problems import Problem, Unfit

MOST_POINTS = 10**6
MOST_MONEY = 10**15


class Kind(Enum):
    """What stands on a ballot; the value is Pabulib's word for it."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    ORDINAL = "ordinal"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"


WITH_POINTS = (Kind.CUMULATIVE, Kind.SCORING)


@dataclass(frozen=True, slots=True)
class Project:
    """One project. `parts`: to which category or neighbourhood it belongs; `selected`: whether a file says it won."""

    id: str
    cost: Fraction
    name: str = ""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    selected: bool | None = None


class Ballot(NamedTuple):
    """What somebody chose: in order of preference on an ordinal ballot, with `points` beside it where there are."""

    choices: tuple[str, ...]
    points: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may stand on one ballot; None where nothing was said."""

    min_length: int | None = None
    max_length: int | None = None
    min_sum_cost: Fraction | None = None
    max_sum_cost: Fraction | None = None
    min_points: Fraction | None = None
    max_points: Fraction | None = None
    min_sum_points: Fraction | None = None
    max_sum_points: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that the winners of one part may cost together: `kind` is "category" or the like, `of` its name."""

    kind: str
    of: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Election:
    """All that a count needs. Unfit when it cannot be counted; `notices` tells what was let pass and should be known.

    `threshold` is the score below which a project may not win, `meta` what else a file said of itself.
    """

    budget: Fraction
    projects: tuple[Project, ...]
    ballots: Mapping[Ballot, int]
    kind: Kind = Kind.APPROVAL
    limits: Limits = field(default_factory=Limits)
    caps: tuple[Cap, ...] = ()
    threshold: Fraction | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what nobody may count."""
        _fit_money(self)
        known = {project.id for project in self.projects}
        for ballot, many in self.ballots.items():
            if many < 1:
                raise Unfit("ballots-below-one", many=many)
            fit_ballot(ballot, self.kind, known)

    @property
    def voters(self) -> int:
        """How many ballots were cast, blank ones too."""
        return sum(self.ballots.values())

    def costs(self) -> dict[str, Fraction]:
        """What each project costs."""
        return {project.id: project.cost for project in self.projects}

    def best_rank(self) -> int:
        """The points of a first place on an ordinal ballot, as Pabulib gives them (Borda): how long a list may be."""
        return self.limits.max_length or len(self.projects)


def is_plain(name: str) -> bool:
    """Whether an id can stand in a file beside others: something, without a mark that would end it."""
    return bool(name) and name == name.strip() and not {",", ";", '"', "\n", "\r"} & set(name)


def gather(ballots: Iterable[Ballot], kind: Kind) -> dict[Ballot, int]:
    """Ballots with identical ones taken together; where no order was asked for, the order of writing is forgotten."""
    found: dict[Ballot, int] = {}
    for ballot in ballots:
        own = tidy(ballot, kind)
        found[own] = found.get(own, 0) + 1
    return found


def tidy(ballot: Ballot, kind: Kind) -> Ballot:
    """A ballot in the one form in which it is kept."""
    if kind is Kind.ORDINAL:
        return Ballot(ballot.choices)
    if kind not in WITH_POINTS:
        return Ballot(tuple(sorted(ballot.choices)))
    pairs = sorted(zip(ballot.choices, ballot.points, strict=True))
    return Ballot(tuple(choice for choice, _ in pairs), tuple(points for _, points in pairs))


def fit_ballot(ballot: Ballot, kind: Kind, known: set[str], line: int | None = None) -> None:
    """Unfit where a ballot names what is not there, names it twice, or has other points than choices."""
    if len(set(ballot.choices)) < len(ballot.choices):
        twice = next(each for each in ballot.choices if ballot.choices.count(each) > 1)
        raise Unfit("project-twice-on-ballot", line, project=twice)
    if not known.issuperset(ballot.choices):
        raise Unfit("unknown-project", line, project=next(each for each in ballot.choices if each not in known))
    if kind is Kind.CHOOSE_ONE and len(ballot.choices) > 1:
        raise Unfit("more-than-one-choice", line, many=len(ballot.choices))
    if len(ballot.points) != (len(ballot.choices) if kind in WITH_POINTS else 0):
        raise Unfit("points-not-beside-choices", line, choices=len(ballot.choices), points=len(ballot.points))
    if any(not 0 <= points.numerator <= MOST_POINTS * points.denominator for points in ballot.points):
        raise Unfit("points-out-of-range", line, most=MOST_POINTS)


def _fit_money(election: Election) -> None:
    """The sum, the projects and what they cost."""
    if not 0 < election.budget <= MOST_MONEY:
        raise Unfit("budget-not-positive")
    if not election.projects:
        raise Unfit("no-projects")
    if not election.ballots:
        raise Unfit("no-votes")
    seen: set[str] = set()
    for project in election.projects:
        if project.id in seen:
            raise Unfit("project-twice", project=project.id)
        seen.add(project.id)
        if not 0 < project.cost <= MOST_MONEY:
            raise Unfit("cost-not-positive", project=project.id)
