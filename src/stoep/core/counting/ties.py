"""Who goes first when two projects stand exactly equal: an order of all projects, fixed and printed before the vote.

Sorted as text, "10" would come before "2"; so numbers inside an id are read as numbers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

from stoep.core.counting import tally
from stoep.core.counting.elections import Election
from stoep.core.counting.problems import Unfit

NUMBER = re.compile(r"([0-9]+)")
NAMES = ("natural", "votes", "low-cost", "high-cost")


def natural(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids in the order in which a person would put them: 2 before 10, B2 before B10."""
    return tuple(sorted(ids, key=_natural))


def by_votes(election: Election) -> tuple[str, ...]:
    """Most votes first, and then in natural order."""
    votes = tally.votes(election)
    return tuple(sorted(_all(election), key=lambda each: -votes[each]))


def by_cost(election: Election, *, cheapest_first: bool = True) -> tuple[str, ...]:
    """Cheapest first (or dearest first), and then in natural order."""
    costs, sign = election.costs(), 1 if cheapest_first else -1
    return tuple(sorted(_all(election), key=lambda each: sign * costs[each]))


def drawn(ids: Iterable[str], chance: random.Random) -> tuple[str, ...]:
    """An order by lot; the same source of chance gives the same order, whatever the order of `ids`."""
    order = list(natural(ids))
    chance.shuffle(order)
    return tuple(order)


def named(name: str, election: Election) -> tuple[str, ...]:
    """One of the orders with a name in `NAMES`."""
    if name == "natural":
        return _all(election)
    if name == "votes":
        return by_votes(election)
    if name in {"low-cost", "high-cost"}:
        return by_cost(election, cheapest_first=name == "low-cost")
    raise Unfit("unknown-tie-break", name=name, known=", ".join(NAMES))


def places(order: Sequence[str], election: Election) -> dict[str, int]:
    """The place of every project in an order; Unfit where one is missing, strange or there twice."""
    known = {project.id for project in election.projects}
    for each in order:
        if each not in known:
            raise Unfit("tie-break-unknown-project", project=each)
    found = {each: at for at, each in enumerate(order)}
    if len(found) < len(order):
        raise Unfit("tie-break-project-twice", project=next(each for each in order if order.count(each) > 1))
    if missing := known - found.keys():
        raise Unfit("tie-break-project-missing", project=natural(missing)[0])
    return found


def _all(election: Election) -> tuple[str, ...]:
    return natural(project.id for project in election.projects)


def _natural(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Numbers before letters, low before high; and in the end the text itself, so that none are equal."""
    parts = (part for part in NUMBER.split(name) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts), name
