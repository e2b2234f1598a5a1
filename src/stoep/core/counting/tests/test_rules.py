"""What goes together and what does not, the limits of a ballot, and the words of Pabulib for our rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from stoep.core.counting import limits, rules, words
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Ballot, Cap, Election, Kind, Limits, Project, gather
from stoep.core.counting.problems import Problem, Unfit
from stoep.core.counting.rules import Completion, Method, Rule, Utility
from stoep.core.counting.tests import made

COSTS = {"a": Fraction(10), "b": Fraction(20), "c": Fraction("2.50")}


@pytest.mark.parametrize("name", rules.PABULIB)
def test_a_rule_of_pabulib_is_ours_and_back(name: str) -> None:
    rule = rules.of_pabulib(f" {name} ")
    assert rule is not None
    assert rules.to_pabulib(replace(rule, order=("a",))) == name.replace("-threshold", "")
    assert rules.of_pabulib("greedy-custom") is None


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (Rule(Method.GREEDY, Utility.CARDINALITY, Completion.NONE, keep_caps=True), "greedy"),
        (Rule(Method.PHRAGMEN), "unknown"),
        (Rule(utility=Utility.CARDINALITY), "unknown"),
        (Rule(completion=Completion.UTILITARIAN), "unknown"),
        (Rule(), "equalshares/add1"),
        (Rule(compared=True), "equalshares/add1-comparison"),
        (Rule(completion=Completion.NONE, compared=True), "equalshares-comparison"),
    ],
)
def test_a_rule_without_a_word_is_unknown_there(rule: Rule, name: str) -> None:
    assert rules.to_pabulib(rule) == name


def test_what_does_not_bind_under_a_rule_is_told() -> None:
    plain = made.worked()
    bound = replace(plain, threshold=Fraction(3), caps=(Cap("category", "x", Fraction(1)),))
    assert Rule().told(plain) == ()
    assert [each.code for each in Rule().told(bound)] == ["caps-not-kept", "threshold-not-kept"]
    assert [each.code for each in Rule(Method.GREEDY).told(bound)] == ["caps-not-kept"]
    assert Rule(Method.GREEDY_NO_SKIP, keep_caps=True).told(bound) == ()


@pytest.mark.parametrize(
    ("ballot", "agreed", "problem"),
    [
        (Ballot(("a", "b")), Limits(), None),
        (Ballot(("a", "b")), Limits(min_length=2, max_length=2, max_sum_cost=Fraction(30)), None),
        (Ballot(("a",)), Limits(min_length=2), Problem("ballot-length-below", {"found": "1", "least": "2"})),
        (Ballot(("a", "b")), Limits(max_length=1), Problem("ballot-length-above", {"found": "2", "most": "1"})),
        (
            Ballot(("a", "b")),
            Limits(max_sum_cost=Fraction("29.99")),
            Problem("ballot-sum-cost-above", {"found": "30", "most": "29.99"}),
        ),
        (
            Ballot(("c",)),
            Limits(min_sum_cost=Fraction(3)),
            Problem("ballot-sum-cost-below", {"found": "2.50", "least": "3"}),
        ),
        (Ballot(()), Limits(min_points=Fraction(1), max_points=Fraction(1), min_sum_points=Fraction(1)), None),
        (
            Ballot(("a", "b"), (Fraction(1), Fraction(2))),
            Limits(min_sum_points=Fraction(4)),
            Problem("ballot-sum-points-below", {"found": "3", "least": "4"}),
        ),
        (
            Ballot(("a", "b"), (Fraction(1), Fraction(2))),
            Limits(max_sum_points=Fraction(2)),
            Problem("ballot-sum-points-above", {"found": "3", "most": "2"}),
        ),
        (
            Ballot(("a", "b"), (Fraction(1), Fraction(2))),
            Limits(min_points=Fraction(2)),
            Problem("ballot-points-below", {"found": "1", "least": "2"}),
        ),
        (
            Ballot(("a", "b"), (Fraction(1), Fraction(2))),
            Limits(max_points=Fraction(1)),
            Problem("ballot-points-above", {"found": "2", "most": "1"}),
        ),
        (
            Ballot(("a", "b"), (Fraction(1), Fraction(2))),
            Limits(0, 2, Fraction(30), Fraction(30), Fraction(1), Fraction(2), Fraction(3), Fraction(3)),
            None,
        ),
    ],
)
def test_a_ballot_keeps_to_what_was_agreed(ballot: Ballot, agreed: Limits, problem: Problem | None) -> None:
    assert limits.broken(ballot, agreed, COSTS) == problem
    if problem is not None:
        assert words.problem(Problem(problem.code, {"many": 7})).endswith(": 7. They were counted.")


def unfit(**changes: object) -> str:
    """The sentence for an election with something wrong."""
    whole: dict[str, object] = {
        "budget": Fraction(100),
        "projects": (Project("a", Fraction(10)), Project("b", Fraction(20))),
        "ballots": {Ballot(("a", "b")): 1},
    }
    with pytest.raises(Unfit) as refused:
        Election(**{**whole, **changes})  # type: ignore[arg-type]
    return str(refused.value)


def test_an_election_that_cannot_be_counted_is_never_made() -> None:
    assert unfit(budget=Fraction(0)) == "The budget must be more than nothing. Fill in the sum that is divided."
    assert unfit(budget=Fraction(10**15 + 1)).startswith("The budget must be")
    assert unfit(projects=()) == "There are no projects. Add them under PROJECTS."
    assert unfit(ballots={}) == "There are no votes. Add them under VOTES."
    twice = (Project("a", Fraction(1)), Project("b", Fraction(1)), Project("a", Fraction(1)))
    assert unfit(projects=twice) == "Project a is there twice. Give each project an id of its own."
    free = (Project("a", Fraction(1)), Project("b", Fraction(0)))
    assert unfit(projects=free).startswith("The cost of project b must be more than nothing.")
    dear = (Project("a", Fraction(1)), Project("b", Fraction(10**15 + 1)))
    assert unfit(projects=dear).startswith("The cost of project b must be")
    assert unfit(ballots={Ballot(("a",)): 0}).startswith("A ballot cannot be cast 0 times.")
    assert unfit(ballots={Ballot(("a", "c")): 1}).startswith("This ballot names c, which is no project here.")
    assert unfit(ballots={Ballot(("b", "b")): 1}) == "This ballot names project b twice. Name it once."
    assert unfit(kind=Kind.CHOOSE_ONE).startswith("This ballot names 2 projects where one may be chosen.")
    points = {Ballot(("a", "b"), (Fraction(1),)): 1}
    assert unfit(ballots=points, kind=Kind.SCORING).startswith("There are 2 projects and 1 points.")
    assert unfit(ballots=points).startswith("There are 2 projects and 1 points.")
    many = {Ballot(("a", "b"), (Fraction(1), Fraction(10**6 + 1))): 1}
    assert unfit(ballots=many, kind=Kind.SCORING) == "Points run from 0 to 1000000. Mend them."
    less = {Ballot(("a", "b"), (Fraction(1), Fraction(-1))): 1}
    assert unfit(ballots=less, kind=Kind.CUMULATIVE) == "Points run from 0 to 1000000. Mend them."


def test_the_edges_of_what_can_be_counted_can_be_counted() -> None:
    most = (Project("a", Fraction(10**15)), Project("b", Fraction(1)))
    points = {Ballot(("a", "b"), (Fraction(0), Fraction(10**6))): 1}
    election = Election(Fraction(10**15), most, points, Kind.SCORING)
    assert count(election, Rule(Method.GREEDY)).ids == ("b",)


def test_points_too_fine_to_add_up_exactly_are_refused() -> None:
    points = {Ballot(("a",), (Fraction(10**6) - Fraction(1, 10**9),)): 10}
    election = Election(Fraction(1), (Project("a", Fraction(1)),), points, Kind.SCORING)
    with pytest.raises(Unfit) as refused:
        count(election, Rule(utility=Utility.POINTS))
    assert refused.value.problem.code == "points-too-fine"


def test_ballots_are_kept_in_one_form() -> None:
    given = [Ballot(("b", "a")), Ballot(("a", "b")), Ballot(())]
    assert gather(given, Kind.APPROVAL) == {Ballot(("a", "b")): 2, Ballot(()): 1}
    assert gather(given, Kind.ORDINAL) == {Ballot(("b", "a")): 1, Ballot(("a", "b")): 1, Ballot(()): 1}
    pointed = [Ballot(("b", "a"), (Fraction(2), Fraction(1))), Ballot(("a", "b"), (Fraction(1), Fraction(2)))]
    assert gather(pointed, Kind.CUMULATIVE) == {Ballot(("a", "b"), (Fraction(1), Fraction(2))): 2}


def test_a_rank_is_worth_as_many_points_as_a_list_may_be_long() -> None:
    ballots = [Ballot(("a", "b", "c")), Ballot(("c",))]
    full = made.election(9, {"a": 9, "b": 9, "c": 9, "d": 9}, ballots, Kind.ORDINAL)
    assert made.scores(full) == {"a": 4, "b": 3, "c": 6, "d": 0}
    short = made.election(9, {"a": 9, "b": 9, "c": 9}, ballots, Kind.ORDINAL, Limits(max_length=2))
    assert made.scores(short) == {"a": 2, "b": 1, "c": 2}
