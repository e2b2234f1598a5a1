"""The worked case of the design: one club takes all by most votes, equal shares gives everybody something."""

from __future__ import annotations

from fractions import Fraction

import pytest

from stoep.core.counting import tally
from stoep.core.counting.counts import count
from stoep.core.counting.rules import Completion, Method, Rule, Utility
from stoep.core.counting.tests import made, oracle

EQUAL = Method.EQUAL_SHARES


@pytest.mark.parametrize(
    ("rule", "winners", "money", "glad"),
    [
        (Rule(Method.GREEDY), "K1 K2 K3", 100_000, 55),
        (Rule(Method.GREEDY_NO_SKIP), "K1 K2 K3", 100_000, 55),
        (Rule(EQUAL, Utility.COST, Completion.NONE), "K1 T M", 70_000, 100),
        (Rule(EQUAL, Utility.COST, Completion.ADD1), "K1 T M J", 85_000, 100),
        (Rule(EQUAL, Utility.CARDINALITY, Completion.NONE), "M K3 J", 50_000, 96),
    ],
)
def test_the_worked_case_comes_out_as_published(rule: Rule, winners: str, money: int, glad: int) -> None:
    election = made.worked()
    outcome = count(election, rule)
    assert set(outcome.ids) == set(winners.split())
    assert outcome.cost(election) == money
    assert tally.with_something(election, outcome.ids) == glad


def test_the_votes_are_those_of_the_table() -> None:
    assert tally.votes(made.worked()) == {"K1": 55, "K2": 54, "K3": 53, "T": 32, "M": 28, "J": 25}


def test_each_winner_tells_what_it_cost_per_voter() -> None:
    first, second, third = count(made.worked(), Rule(completion=Completion.NONE)).winners
    assert (first.project, first.price, first.full, first.emptied) == ("K1", Fraction(40_000, 55), 55, 0)
    assert (second.project, second.price, second.full, second.emptied) == ("T", Fraction(625), 32, 0)
    # Fifteen of the supporters of M have 375 left of their 1,000; the other thirteen pay the rest of 10,000.
    assert (third.project, third.price, third.full, third.emptied) == ("M", Fraction(10_000, 28), 28, 0)


def test_the_share_grows_euro_by_euro_until_the_next_would_overspend() -> None:
    outcome = count(made.worked(), Rule())
    assert outcome.share == 1_000 + outcome.raised
    short = count(made.worked(), Rule(completion=Completion.NONE)).left
    assert short is not None and short["J"] < 15_000
    assert outcome.left is not None and outcome.left["K2"] < 35_000


def test_with_cardinality_too_the_share_grows_as_the_definition_says() -> None:
    election = made.worked()
    budget, costs, voters = oracle.plain(election)
    order = ["J", "K1", "K2", "K3", "M", "T"]
    chosen, share = oracle.add1(budget, costs, voters, order, "cardinality", until_full=False)
    outcome = count(election, Rule(utility=Utility.CARDINALITY))
    assert (list(outcome.ids), outcome.share) == (chosen, share)
    assert set(outcome.ids) == {"M", "K3", "J", "T"}
