"""The winners are those of the slow version in fractions, in the same order, on every election that we can make."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.counting.counts import count
from stoep.core.counting.elections import WITH_POINTS, Election, Kind
from stoep.core.counting.rules import Completion, Method, Rule, Utility
from stoep.core.counting.tests import made, oracle
from tests.examples import examples

FLAT = (Kind.APPROVAL, Kind.CHOOSE_ONE)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Election, tuple[str, ...], Utility]:
    election = draw(made.elections())
    utilities = [Utility.COST, Utility.CARDINALITY] if election.kind in FLAT else list(Utility)
    return election, draw(made.orders(election)), draw(st.sampled_from(utilities))


@given(cases())
@settings(max_examples=examples(400))
def test_equal_shares_pays_as_the_paper_says(case: tuple[Election, tuple[str, ...], Utility]) -> None:
    election, order, utility = case
    budget, costs, voters = oracle.plain(election)
    outcome = count(election, Rule(utility=utility, completion=Completion.NONE, order=order))
    chosen, payments = oracle.equal_shares(costs, voters, list(order), budget / len(voters), utility.value)
    assert list(outcome.ids) == chosen
    for purchase, paid in zip(outcome.winners, payments, strict=True):
        points = {at: voters[at][purchase.project] if utility is Utility.POINTS else 1 for at in paid}
        assert purchase.price is not None
        assert purchase.full == sum(own == purchase.price * points[at] for at, own in paid.items())
        assert purchase.emptied == sum(0 < own < purchase.price * points[at] for at, own in paid.items())
    left = [budget / len(voters) - sum(paid.get(at, 0) for paid in payments) for at in range(len(voters))]
    assert outcome.left == {
        name: sum(own for at, own in enumerate(left) if name in voters[at]) for name in costs if name not in chosen
    }


@given(cases(), st.booleans(), st.booleans())
@settings(max_examples=examples(200))
def test_completions_are_those_of_the_definition(
    case: tuple[Election, tuple[str, ...], Utility], until_full: bool, filled: bool
) -> None:
    election, order, utility = case
    budget, costs, voters = oracle.plain(election)
    name = ("add1-exhaustive" if until_full else "add1") + ("-utilitarian" if filled else "")
    outcome = count(election, Rule(utility=utility, completion=Completion(name), order=order))
    chosen, share = oracle.add1(budget, costs, voters, list(order), utility.value, until_full=until_full)
    assert outcome.share == share
    if filled:
        chosen = oracle.utilitarian(budget, costs, voters, list(order), chosen)
    assert list(outcome.ids) == chosen


@given(cases())
def test_utilitarian_fills_up_by_most_votes(case: tuple[Election, tuple[str, ...], Utility]) -> None:
    election, order, utility = case
    budget, costs, voters = oracle.plain(election)
    outcome = count(election, Rule(utility=utility, completion=Completion.UTILITARIAN, order=order))
    chosen, _ = oracle.equal_shares(costs, voters, list(order), budget / len(voters), utility.value)
    assert list(outcome.ids) == oracle.utilitarian(budget, costs, voters, list(order), chosen)
    assert outcome.filled == outcome.ids[len(chosen) :]


@given(cases())
@settings(max_examples=examples(300))
def test_phragmen_buys_as_soon_as_a_group_can(case: tuple[Election, tuple[str, ...], Utility]) -> None:
    election, order, _utility = case
    outcome = count(election, Rule(Method.PHRAGMEN, order=order))
    assert list(outcome.ids) == oracle.phragmen(*oracle.plain(election), list(order))


@given(cases(), st.booleans(), st.one_of(st.none(), st.integers(0, 20)))
@settings(max_examples=examples(300))
def test_most_votes_first_passes_over_or_stops(
    case: tuple[Election, tuple[str, ...], Utility], skipping: bool, threshold: int | None
) -> None:
    election, order, _utility = case
    least = None if threshold is None else Fraction(threshold)
    election = Election(election.budget, election.projects, election.ballots, election.kind, threshold=least)
    outcome = count(election, Rule(Method.GREEDY if skipping else Method.GREEDY_NO_SKIP, order=order))
    plain = oracle.plain(election)
    assert list(outcome.ids) == oracle.greedy(*plain, list(order), skipping=skipping, threshold=least or Fraction(0))


@pytest.mark.parametrize("utility", [Utility.COST, Utility.CARDINALITY, Utility.POINTS])
@given(data=st.data())
@settings(max_examples=examples(60))
def test_larger_elections_with_crowds_too(utility: Utility, data: st.DataObject) -> None:
    kinds = WITH_POINTS if utility is Utility.POINTS else (Kind.APPROVAL,)
    election = data.draw(made.elections(kinds=kinds, most_voters=60, most_projects=14))
    budget, costs, voters = oracle.plain(election)
    order = data.draw(made.orders(election))
    outcome = count(election, Rule(utility=utility, completion=Completion.NONE, order=order))
    chosen, _ = oracle.equal_shares(costs, voters, list(order), budget / len(voters), utility.value)
    assert list(outcome.ids) == chosen
