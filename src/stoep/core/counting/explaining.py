"""How a count went, for somebody who wants to follow it: six sentences, and an account of each project.

Sentences are codes with their values (`words.SAID` has them in plain English), so that every page says them in its own
language. Money and points are exact; a page rounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from stoep.core.counting import nearness, tally, ties
from stoep.core.counting.elections import Election, Kind
from stoep.core.counting.nearness import Near
from stoep.core.counting.outcomes import Outcome, Purchase
from stoep.core.counting.rules import FILLED, RAISED, Method, Utility

Value = str | int | Fraction


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: `code` is a key of `words.SAID`, `values` fill it; a Fraction is money or points."""

    code: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one project.

    `place`: it was the so-manieth winner; None for who did not win, and then `near` says how near it came.
    By equal shares `price` is what each of `full` voters paid, and `emptied` voters paid less, all that they had left;
    `per_voter` is its cost spread over all who paid. Where a completion or another rule chose it, there is no price.
    """

    project: str
    name: str
    cost: Fraction
    votes: int
    points: Fraction
    place: int | None
    price: Fraction | None = None
    full: int = 0
    emptied: int = 0
    filled: bool = False
    near: Near | None = None

    @property
    def per_voter(self) -> Fraction | None:
        """What it cost per voter who paid."""
        payers = self.full + self.emptied
        return self.cost / payers if self.price is not None and payers else None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole account. `glad` voters have at least one winner among what they chose."""

    said: tuple[Said, ...]
    accounts: tuple[Account, ...]
    voters: int
    glad: int
    budget: Fraction
    spent: Fraction

    @property
    def left(self) -> Fraction:
        """What stays over."""
        return self.budget - self.spent


def explain(election: Election, outcome: Outcome) -> Explanation:
    """Winners first, in the order in which they won; then the others by most points."""
    places = ties.places(outcome.rule.order or ties.named("natural", election), election)
    votes, scores = tally.votes(election), tally.scores(election)
    won = {purchase.project: (place, purchase) for place, purchase in enumerate(outcome.winners, 1)}
    near = nearness.near(election, outcome, places)
    priced = outcome.rule.method is Method.EQUAL_SHARES and not outcome.gave_way
    accounts = []
    for project in election.projects:
        place, purchase = won.get(project.id, (None, Purchase(project.id)))
        accounts.append(
            Account(
                project=project.id,
                name=project.name,
                cost=project.cost,
                votes=votes[project.id],
                points=scores[project.id],
                place=place,
                price=purchase.price if priced else None,
                full=purchase.full if priced else 0,
                emptied=purchase.emptied if priced else 0,
                filled=project.id in outcome.filled,
                near=near.get(project.id),
            )
        )
    accounts.sort(key=lambda each: (each.place or len(places) + 1, -each.points, places[each.project]))
    glad, spent = tally.with_something(election, outcome.ids), outcome.cost(election)
    said = (
        Said(
            "said-ballots",
            {"voters": election.voters, "projects": len(election.projects), "budget": election.budget},
        ),
        Said(*_rule(election, outcome)),
        _first(outcome, accounts),
        _end(election, outcome, accounts),
        Said("said-result", {"winners": len(won), "spent": spent, "left": election.budget - spent}),
        Said("said-glad", {"glad": glad, "voters": election.voters, "without": election.voters - glad}),
    )
    return Explanation(said, tuple(accounts), election.voters, glad, election.budget, spent)


def _rule(election: Election, outcome: Outcome) -> tuple[str, dict[str, Value]]:
    """What the rule does, in one sentence."""
    if outcome.gave_way and outcome.preferring:
        return "said-gave-way", {"voters": outcome.preferring[1], "others": outcome.preferring[0]}
    if outcome.rule.method is Method.EQUAL_SHARES:
        share = election.budget / election.voters
        return f"said-equal-shares-{outcome.rule.utility.value}", {"share": share}
    if outcome.rule.method is Method.PHRAGMEN:
        return "said-phragmen", {}
    flat = election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE)
    if election.threshold:
        return f"said-most-{'votes' if flat else 'points'}-threshold", {"threshold": election.threshold}
    return f"said-most-{'votes' if flat else 'points'}", {}


def _first(outcome: Outcome, accounts: list[Account]) -> Said:
    """How the first winner won."""
    if not outcome.winners:
        return Said("said-nobody", {})
    first = accounts[0]
    values: dict[str, Value] = {"project": first.project, "name": first.name or first.project}
    if first.price is None:
        return Said("said-first", values | {"votes": first.votes, "points": first.points})
    code = "said-first-paid-points" if outcome.rule.utility is Utility.POINTS else "said-first-paid"
    return Said(code, values | {"payers": first.full + first.emptied, "price": first.price})


def _end(election: Election, outcome: Outcome, accounts: list[Account]) -> Said:
    """How the count came to its end."""
    if outcome.rule.method is Method.PHRAGMEN:
        return Said("said-end-phragmen", {})
    if outcome.share is None:
        lost = [each for each in accounts if each.near and each.near.lacking is nearness.Lacking.ROOM]
        if outcome.rule.method is Method.GREEDY_NO_SKIP:
            return Said("said-end-stopped" if lost else "said-end-all", {})
        return Said("said-end-passed-over", {"many": len(lost)})
    values: dict[str, Value] = {"share": outcome.share, "raised": outcome.raised, "filled": len(outcome.filled)}
    values["bought"] = len(outcome.winners) - len(outcome.filled)
    raises, fills = outcome.rule.completion in RAISED, outcome.rule.completion in FILLED
    return Said(f"said-end{'-raised' if raises else ''}{'-filled' if fills else ''}-shares", values)
