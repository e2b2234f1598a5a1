"""What the rules promise, on elections that we make: nobody overspends, all pay alike, groups get theirs."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.counting import tally
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Ballot, Election, Kind, Project
from stoep.core.counting.rules import Completion, Method, Rule, Utility
from stoep.core.counting.tests import made, oracle
from tests.examples import examples

RULES = [
    *(Rule(method) for method in (Method.GREEDY, Method.GREEDY_NO_SKIP, Method.PHRAGMEN)),
    *(Rule(completion=completion) for completion in Completion),
    *(Rule(utility=Utility.CARDINALITY, completion=completion) for completion in Completion),
    Rule(compared=True),
]
IN_STEPS = [rule for rule in RULES if rule.completion.value.startswith("add1")]


def by_each(rules: list[Rule]) -> pytest.MarkDecorator:
    """The same test by each of these rules."""
    return pytest.mark.parametrize("rule", rules, ids=lambda rule: f"{rule.method.value}-{rule.completion.value}")


every_rule = by_each(RULES)
FULL = (Completion.UTILITARIAN, Completion.ADD1_UTILITARIAN, Completion.ADD1_EXHAUSTIVE_UTILITARIAN)


@every_rule
@given(election=made.elections())
@settings(max_examples=examples(60))
def test_nobody_overspends_and_nobody_wins_twice_or_without_a_vote(rule: Rule, election: Election) -> None:
    outcome = count(election, rule)
    votes = tally.votes(election)
    assert outcome.cost(election) <= election.budget
    assert len(set(outcome.ids)) == len(outcome.ids)
    assert all(votes[name] for name in outcome.ids)


@every_rule
@given(election=made.elections(), chance=st.randoms(use_true_random=False))
@settings(max_examples=examples(40))
def test_the_order_of_ballots_and_projects_makes_no_difference(
    rule: Rule, election: Election, chance: random.Random
) -> None:
    ballots, projects = list(election.ballots.items()), list(election.projects)
    chance.shuffle(ballots)
    chance.shuffle(projects)
    again = replace(election, ballots=dict(ballots), projects=tuple(projects))
    assert count(again, rule).winners == count(election, rule).winners


@every_rule
@given(election=made.elections(), times=st.integers(2, 4))
@settings(max_examples=examples(40))
def test_a_town_of_twins_chooses_the_same(rule: Rule, election: Election, times: int) -> None:
    if rule in IN_STEPS:
        # The share grows by 1, and the share of a town twice as large is half: so its money doubles too.
        projects = tuple(replace(project, cost=project.cost * times) for project in election.projects)
        twins = replace(election, budget=election.budget * times, projects=projects)
    else:
        twins = election
    twins = replace(twins, ballots={ballot: many * times for ballot, many in election.ballots.items()})
    assert count(twins, rule).ids == count(election, rule).ids


@by_each([rule for rule in RULES if rule not in IN_STEPS])  # a step of 1 euro is another step than one of 1 cent
@given(election=made.elections(), factor=st.sampled_from([Fraction(1, 100), Fraction(7, 3), Fraction(1000)]))
@settings(max_examples=examples(30))
def test_another_currency_chooses_the_same(rule: Rule, election: Election, factor: Fraction) -> None:
    projects = tuple(Project(project.id, project.cost * factor) for project in election.projects)
    again = replace(election, budget=election.budget * factor, projects=projects)
    assert count(again, rule).ids == count(election, rule).ids


@given(made.elections(), st.sampled_from(FULL), st.sampled_from([Utility.COST, Utility.CARDINALITY]))
@settings(max_examples=examples(150))
def test_nothing_more_fits_where_that_is_promised(election: Election, completion: Completion, utility: Utility) -> None:
    for rule in (Rule(utility=utility, completion=completion), Rule(Method.GREEDY)):
        outcome, votes = count(election, rule), tally.votes(election)
        room = election.budget - outcome.cost(election)
        assert not [
            project.id
            for project in election.projects
            if project.id not in outcome.ids and votes[project.id] and project.cost <= room
        ]


@given(made.elections(), st.sampled_from([Completion.NONE, Completion.ADD1]), st.sampled_from(list(Utility)))
@settings(max_examples=examples(200))
def test_a_price_system_supports_the_winners(election: Election, completion: Completion, utility: Utility) -> None:
    """Priceability (Peters, Skowron 2020): equal money, only supporters pay, costs are paid, no rest buys another."""
    if utility is Utility.POINTS and election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE):
        utility = Utility.COST
    outcome = count(election, Rule(utility=utility, completion=completion))
    assert outcome.share is not None and outcome.left is not None
    _budget, costs, voters = oracle.plain(election)
    left = [outcome.share] * len(voters)
    for purchase in outcome.winners:
        paid = Fraction(0)
        for at, voter in enumerate(voters):
            if purchase.project in voter:
                assert purchase.price is not None
                own = min(left[at], purchase.price * (voter[purchase.project] if utility is Utility.POINTS else 1))
                left[at], paid = left[at] - own, paid + own
        assert paid == costs[purchase.project]
    assert min(left) >= 0
    for name, money in outcome.left.items():
        assert money == sum(own for own, voter in zip(left, voters, strict=True) if name in voter)
        assert money < costs[name] or not any(name in voter for voter in voters)


@given(made.elections(kinds=(Kind.APPROVAL,), most_voters=6, most_projects=5), st.sampled_from(["cost", "cardinality"]))
@settings(max_examples=examples(150))
def test_a_group_that_agrees_gets_what_its_money_buys_up_to_one(election: Election, utility: str) -> None:
    """EJR up to one (Peters, Pierczyński, Skowron 2021, theorem 2), checked for every group and every bundle."""
    outcome = count(election, Rule(utility=Utility(utility), completion=Completion.NONE))
    _budget, costs, voters = oracle.plain(election)
    worth = costs if utility == "cost" else dict.fromkeys(costs, Fraction(1))
    has = [sum((worth[name] for name in outcome.ids if name in voter), Fraction(0)) for voter in voters]
    for bundle in (names for size in range(1, len(costs) + 1) for names in combinations(costs, size)):
        group = [at for at, voter in enumerate(voters) if all(name in voter for name in bundle)]
        if not group or sum(costs[name] for name in bundle) > election.budget * len(group) / len(voters):
            continue
        wanted = sum(worth[name] for name in bundle)
        # The best-off of those who could form this group: fewer people would have less money.
        fewest = sum(costs[name] for name in bundle) * len(voters) / election.budget
        smallest = sorted(group, key=lambda at: has[at])[: -(-fewest.numerator // fewest.denominator)]
        assert any(
            has[at] >= wanted or any(has[at] + worth[name] > wanted for name in costs if name not in outcome.ids)
            for at in smallest
        )


@given(made.elections(kinds=(Kind.APPROVAL,)), st.data())
@settings(max_examples=examples(100))
def test_one_more_vote_never_harms_by_most_votes(election: Election, data: st.DataObject) -> None:
    winners = count(election, Rule(Method.GREEDY)).ids
    if not winners:
        return
    name = data.draw(st.sampled_from(winners))
    ballots = {**election.ballots, Ballot((name,)): election.ballots.get(Ballot((name,)), 0) + 1}
    assert name in count(replace(election, ballots=ballots), Rule(Method.GREEDY)).ids
