"""The account of a count: six sentences, what each winner cost, and how near the others came, true to the vote."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.counting import tally, words
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Ballot, Cap, Election, Kind
from stoep.core.counting.explaining import Account, explain
from stoep.core.counting.nearness import Lacking, Near
from stoep.core.counting.rules import Completion, Method, Rule, Utility
from stoep.core.counting.tests import made
from tests.examples import examples

SHARED = (
    "Everybody got the same share of 1,000, and supporters paid their projects together; what cost each of them "
    "least for the money that it brings came first."
)


def told(election: Election, rule: Rule) -> list[str]:
    return [words.said(said) for said in explain(election, count(election, rule)).said]


def account(election: Election, rule: Rule, project: str) -> Account:
    return next(each for each in explain(election, count(election, rule)).accounts if each.project == project)


def test_the_worked_case_in_six_sentences() -> None:
    assert told(made.worked(), Rule()) == [
        "100 people voted on 6 projects; 100,000 was to be divided.",
        SHARED,
        "First came K1: 55 voters paid for it, 727.27 each.",
        "All shares were raised by 1 as long as the budget allowed, 198 times, to 1,198: that bought 4.",
        "4 projects won and cost 85,000 together; 15,000 stays over.",
        "100 of 100 voters have at least one winner among what they chose; 0 have none.",
    ]


def test_by_most_votes_the_account_names_who_has_nothing() -> None:
    assert told(made.worked(), Rule(Method.GREEDY)) == [
        "100 people voted on 6 projects; 100,000 was to be divided.",
        "The project with the most votes came first, and so on down.",
        "First came K1, with 55 voters for it.",
        "Whatever no longer fitted in the budget was passed over: 3 projects.",
        "3 projects won and cost 100,000 together; 0 stays over.",
        "55 of 100 voters have at least one winner among what they chose; 45 have none.",
    ]


def test_a_winner_tells_what_it_cost_per_voter_and_a_loser_what_was_lacking() -> None:
    rule = Rule(completion=Completion.NONE)
    won, lost = account(made.worked(), rule, "T"), account(made.worked(), rule, "J")
    assert (won.place, won.price, won.full, won.emptied, won.per_voter) == (2, Fraction(625), 32, 0, Fraction(625))
    # Of its 25 supporters 15 paid for T (375 left) and 10 for M (1,000 less 10,000/28 left).
    left = 15 * Fraction(375) + 10 * (1000 - Fraction(10_000, 28))
    assert lost.near == Near(Lacking.SHARES, 3, 15_000 - left)
    assert (lost.place, lost.per_voter) == (None, None)


def test_what_a_completion_added_has_no_price() -> None:
    added = account(made.worked(), Rule(completion=Completion.UTILITARIAN), "K3")
    assert added.filled and added.price is None and added.per_voter is None
    sentence = told(made.worked(), Rule(completion=Completion.UTILITARIAN))[3]
    assert sentence == "That bought 3; with what was left, 1 more were added by most votes."


def test_who_was_emptied_is_counted_apart() -> None:
    # Share 10: B costs its two voters 5 each; then A asks 5 of who has 5 left, and the rest of who has 10.
    election = made.election(20, {"B": 10, "A": 12}, made.approved("B A", "B"))
    rule = Rule(completion=Completion.NONE)
    assert count(election, rule).ids == ("B",)
    election = made.election(30, {"B": 10, "A": 14}, made.approved("B A", "B", "A"))
    told = account(election, replace(rule, order=("B", "A")), "A")
    assert (told.price, told.full, told.emptied, told.per_voter) == (Fraction(9), 1, 1, Fraction(7))


@given(made.elections(), st.sampled_from(list(Method)), st.sampled_from(list(Completion)), st.booleans())
@settings(max_examples=examples(200))
def test_every_count_has_six_sentences_and_an_account_of_every_project(
    election: Election, method: Method, completion: Completion, compared: bool
) -> None:
    equal = method is Method.EQUAL_SHARES
    rule = Rule(method, Utility.COST, completion, compared=compared and equal)
    outcome = count(election, rule)
    whole = explain(election, outcome)
    assert len(whole.said) == 6
    assert all(words.said(said) for said in whole.said)
    assert {each.project for each in whole.accounts} == {project.id for project in election.projects}
    assert [each.project for each in whole.accounts if each.place] == list(outcome.ids)
    assert all((each.near is None) == (each.place is not None) for each in whole.accounts)
    assert all(words.near(each.near) for each in whole.accounts if each.near)
    assert whole.glad == tally.with_something(election, outcome.ids)
    assert whole.spent + whole.left == whole.budget
    for each in whole.accounts:
        if each.price is not None:
            assert each.emptied * each.price >= each.cost - each.full * each.price >= 0


def more_votes(election: Election, project: str, many: int) -> Election:
    """The same election with so many more ballots for one project alone."""
    ballots = dict(election.ballots)
    ballots[Ballot((project,))] = ballots.get(Ballot((project,)), 0) + many
    return replace(election, ballots=ballots)


@given(made.elections(kinds=(Kind.APPROVAL,)), st.booleans(), st.one_of(st.none(), st.integers(1, 6)), st.data())
@settings(max_examples=examples(300))
def test_by_most_votes_so_many_more_would_have_won_and_one_less_not(
    election: Election, skipping: bool, threshold: int | None, data: st.DataObject
) -> None:
    election = replace(election, threshold=None if threshold is None else Fraction(threshold))
    order = data.draw(made.orders(election))
    rule = Rule(Method.GREEDY if skipping else Method.GREEDY_NO_SKIP, order=order)
    for each in explain(election, count(election, rule)).accounts:
        near = each.near
        if near is None or near.lacking not in (Lacking.ROOM, Lacking.STOPPED):
            continue
        if near.votes is None:
            assert each.cost > election.budget
            continue
        assert each.project in count(more_votes(election, each.project, near.votes), rule).ids
        if near.votes > 1:
            assert each.project not in count(more_votes(election, each.project, near.votes - 1), rule).ids


@given(made.elections(), st.data())
@settings(max_examples=examples(200))
def test_by_most_votes_so_much_more_money_would_have_paid_it_at_its_turn(
    election: Election, data: st.DataObject
) -> None:
    rule = Rule(Method.GREEDY, order=data.draw(made.orders(election)))
    outcome = count(election, rule)
    for each in explain(election, outcome).accounts:
        if each.near is not None and each.near.money is not None:
            before = [won for won in outcome.winners if won.project != each.project]
            ahead = [won.project for won in before if _goes_first(election, rule, won.project, each.project)]
            room = election.budget - sum(election.costs()[name] for name in ahead)
            assert room + each.near.money == each.cost


def _goes_first(election: Election, rule: Rule, one: str, other: str) -> bool:
    scores = tally.scores(election)
    return (-scores[one], rule.order.index(one)) < (-scores[other], rule.order.index(other))


def test_what_kept_a_project_out_is_told_apart() -> None:
    ballots = made.approved("A", "A", "A", "A B", "A B", "B", "C", "C")
    election = made.election(10, {"A": 6, "B": 5, "C": 4, "D": 1}, ballots)
    near = {each.project: each.near for each in explain(election, count(election, Rule(Method.GREEDY))).accounts}
    assert near == {"A": None, "B": Near(Lacking.ROOM, 3, Fraction(1)), "C": None, "D": Near(Lacking.SUPPORT, 1)}
    stopped = account(election, Rule(Method.GREEDY_NO_SKIP), "C")
    assert stopped.near == Near(Lacking.STOPPED, 2)
    strict = replace(election, threshold=Fraction(3))
    assert account(strict, Rule(Method.GREEDY), "C").near == Near(Lacking.THRESHOLD, 1)
    late = account(election, Rule(Method.PHRAGMEN), "B").near
    assert late == Near(Lacking.ROOM, None, Fraction(5))


def test_a_full_category_is_told_apart_from_a_spent_budget() -> None:
    election = made.election(10, {"A": 3, "B": 3, "C": 3}, made.approved("A B C", "A B", "A"))
    parts = [replace(project, parts={"category": ("Groen",)}) for project in election.projects[:2]]
    election = replace(election, projects=(*parts, election.projects[2]), caps=(Cap("category", "Groen", Fraction(5)),))
    assert count(election, Rule(Method.GREEDY)).ids == ("A", "B", "C")
    assert count(election, Rule(Method.GREEDY, keep_caps=True)).ids == ("A", "C")
    assert account(election, Rule(Method.GREEDY, keep_caps=True), "B").near == Near(Lacking.PART)


def test_the_comparison_tells_how_many_preferred_what() -> None:
    # Nine voters share a dear project; by equal shares four small ones of the others come first and use up the money.
    ballots = made.approved(*["A B"] * 6, *["C"] * 4)
    election = made.election(10, {"A": 5, "B": 5, "C": 4}, ballots)
    outcome = count(election, Rule(completion=Completion.NONE, compared=True))
    assert (outcome.gave_way, outcome.preferring, outcome.ids) == (True, (4, 6), ("A", "B"))
    assert told(election, Rule(completion=Completion.NONE, compared=True))[1] == (
        "Equal shares gave way to most votes first, since 6 voters got more winners by that and 4 fewer."
    )


@pytest.mark.parametrize("code", [*words.PROBLEMS, *words.SAID, *words.NEAR])
def test_every_sentence_is_one_that_somebody_can_read(code: str) -> None:
    sentence = {**words.PROBLEMS, **words.SAID, **words.NEAR}[code]
    assert len(sentence.split()) <= 36
    assert code in words.NEAR or sentence.endswith(".")
