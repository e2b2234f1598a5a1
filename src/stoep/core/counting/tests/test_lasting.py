"""Steps of the share that change nothing are passed over, and never one that changes something."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.counting import completions, lasting, ties
from stoep.core.counting.counts import count
from stoep.core.counting.elections import WITH_POINTS, Ballot, Election, Kind
from stoep.core.counting.equal_shares import Run
from stoep.core.counting.problems import Unfit
from stoep.core.counting.profiles import Profile
from stoep.core.counting.rules import Completion, Rule, Utility
from stoep.core.counting.tests import made
from tests.examples import examples

ONE = Fraction(1)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Election, Rule]:
    election = draw(made.elections())
    utilities = [
        each for each in Utility if each is not Utility.POINTS or election.kind in (*WITH_POINTS, Kind.ORDINAL)
    ]
    completion = draw(st.sampled_from([Completion.ADD1, Completion.ADD1_EXHAUSTIVE]))
    order = draw(made.orders(election))
    return election, Rule(utility=draw(st.sampled_from(utilities)), completion=completion, order=order)


def one_by_one(election: Election, rule: Rule, most: int) -> int | None:
    """How often the share is raised when every step is run, by the definition; None when it takes too many."""
    profile, places = Profile.of(election, rule.utility), ties.places(rule.order, election)
    share, costs = Fraction(election.budget, profile.voters), profile.exact_cost
    wanted = {at for at, each in enumerate(profile.supporters) if each.total}
    won = Run(profile, share, places).go()
    for raised in range(most):
        room = election.budget - sum(costs[at] for at in won)
        full = not any(costs[at] <= room for at in set(range(len(costs))) - set(won))
        if set(won) == wanted or (full and rule.completion is Completion.ADD1_EXHAUSTIVE):
            return raised
        won = Run(profile, share + raised + 1, places).go()
        if sum(costs[at] for at in won) > election.budget:
            return raised
    return None


@given(cases(), st.sampled_from([1, 20, lasting.AS_MUCH]), st.sampled_from([7, 60, completions.MOST_STEPS]))
@settings(max_examples=examples(300), deadline=None)
def test_the_share_is_raised_as_often_as_step_by_step(case: tuple[Election, Rule], much: int, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lasting, "AS_MUCH", much)
        patch.setattr(completions, "MOST_STEPS", most)
        expected = one_by_one(*case, most)
        if expected is None:
            with pytest.raises(Unfit) as refused:
                count(*case)
            assert refused.value.problem.code == "too-many-steps"
        else:
            assert count(*case).raised == expected


@given(cases(), st.integers(1, 40), st.sampled_from([ONE, Fraction(1, 7), Fraction(1, 100), Fraction(5)]))
@settings(max_examples=examples(400), deadline=None)
def test_within_the_steps_that_are_known_every_share_gives_the_same(
    case: tuple[Election, Rule], part: int, step: Fraction
) -> None:
    election, rule = case
    profile, places = Profile.of(election, rule.utility), ties.places(rule.order, election)
    share = election.budget * Fraction(part, 20) / profile.voters
    run = Run(profile, share, places)
    won = run.go()
    for more in range(lasting.steps(profile, share, step, run.went, places, 12)):
        assert Run(profile, share + (more + 1) * step, places).go() == won


def known(election: Election, rule: Rule, *, share: Fraction, step: Fraction = ONE, most: int = 10**6) -> int:
    """For how many steps the same is surely won."""
    profile = Profile.of(election, rule.utility)
    places = ties.places(rule.order or ties.named("natural", election), election)
    run = Run(profile, share, places)
    run.go()
    return lasting.steps(profile, share, step, run.went, places, most)


def plain(*ballots: str, **costs: int) -> Election:
    return made.election(10, costs, made.approved(*ballots))


COST, CARDINALITY, POINTS = (Rule(utility=each) for each in Utility)


def test_what_nobody_can_pay_yet_is_paid_one_step_later() -> None:
    assert known(plain("A", "A", A=20), COST, share=ONE) == 8  # at 1 + 9 they have 20
    assert known(plain("A", "A", A=21), COST, share=ONE) == 9
    assert known(plain("A", "A", A=20), COST, share=ONE, step=Fraction(1, 2)) == 17
    assert known(plain("A", "A", A=20), COST, share=ONE, most=5) == 5


def test_what_all_have_enough_for_stays_so() -> None:
    assert known(plain("A", "B", A=3, B=4), COST, share=Fraction(4), most=77) == 77


def test_a_second_project_waits_until_the_first_leaves_enough() -> None:
    # A costs two voters 3 each; of what B's supporter has left, 10 is needed.
    assert known(plain("A B", "A", A=6, B=10), COST, share=Fraction(4)) == 8


def test_what_one_voter_brings_less_the_others_keep_with_each_step() -> None:
    # After A, 40 each of two, the first brings all 40 for B, which costs 90, and with each step 1 more. The third pays
    # the rest, and so has 30 left and 2 more with each step. With 160 of two others that is 195 for C after two steps.
    election = plain("A B C", "A", "B C", "C", "C", A=80, B=90, C=195)
    assert known(election, CARDINALITY, share=Fraction(80)) == 1


def test_somebody_who_could_not_pay_the_whole_price_comes_to_pay_it() -> None:
    # First A, 4 each of two. The first voter has 1 left for B, which costs 9: the other pays 8.
    # B comes to 4.5 each once the first has that, at a share of 8.5; after that nothing is left to change.
    election = plain("A B", "A", "B", A=8, B=9)
    profile = Profile.of(election, Utility.CARDINALITY)
    for share, lasts in ((Fraction(8), 0), (Fraction(15, 2), 1), (Fraction(9), 50)):
        run = Run(profile, share, {"A": 0, "B": 1})
        assert run.go() == [0, 1]
        assert lasting.steps(profile, share, ONE, run.went, {"A": 0, "B": 1}, 50) == lasts
    assert known(election, CARDINALITY, share=Fraction(8), step=Fraction(1, 10)) == 5


def test_two_that_tie_for_good_keep_their_order() -> None:
    election = plain("A B", "A B", A=5, B=5, C=1)
    for order in (("A", "B", "C"), ("B", "A", "C")):
        for utility in (Utility.COST, Utility.CARDINALITY):
            assert known(election, Rule(utility=utility, order=order), share=Fraction(50), most=99) == 99


def test_a_cheaper_one_comes_first_as_soon_as_its_supporters_have_enough() -> None:
    # A is 4 for each of two. B is 10 for two, of whom one was emptied by C before: the other would pay the rest.
    election = plain("C B", "B", "A", "A", C=6, B=10, A=12)
    # C: 6 for one; A: 6 for each of two, ties with C; B: 5 for each of two while they have it, so it comes first.
    assert known(election, CARDINALITY, share=Fraction(5), most=40) == 0
    assert known(election, CARDINALITY, share=Fraction(11), most=40) == 40


def test_points_weigh_and_costs_weigh() -> None:
    ballots = [Ballot(("A", "B"), (Fraction(3), Fraction(1))), Ballot(("B",), (Fraction(1, 2),))]
    election = made.election(10, {"A": 9, "B": 6}, ballots, Kind.SCORING)
    # A is 3 per point, so 9 of the first voter. B is 4 per point once the first has that much left, at 13.
    assert [known(election, POINTS, share=Fraction(each), most=30) for each in (3, 9, 12, 13)] == [1, 4, 1, 30]


def test_who_comes_first_may_change_while_the_winners_stay() -> None:
    # B is 5 for each of two as soon as both have that; before, the poorer brings less. A is 6 for each of two.
    election = plain("A", "A", "B", "B C", A=12, B=10, C=1)
    for share, lasts in ((Fraction(6), 30), (Fraction(5), 0), (Fraction(3), 2)):
        assert known(election, CARDINALITY, share=share, most=30) == lasts


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> list[Fraction]:
    """With which shares was run."""
    seen: list[Fraction] = []

    class Seen(Run):
        def __init__(self, profile: Profile, share: Fraction, places: dict[str, int]) -> None:
            seen.append(share)
            super().__init__(profile, share, places)

    monkeypatch.setattr(completions, "Run", Seen)
    return seen


def test_few_voters_and_much_money_take_few_runs(shares: list[Fraction]) -> None:
    costs = {str(number): 9_000 + 100 * number for number in range(1, 8)}
    election = made.election(6_300, costs, made.approved(" ".join(costs)))
    outcome = count(election, Rule())
    assert (outcome.ids, outcome.raised) == ((), 9_100 - 6_300 - 1)
    assert shares == [6_300, 9_100, 9_099]  # before, after, and the last one that fits


def test_no_work_goes_into_looking_ahead_before_as_much_went_into_runs(
    monkeypatch: pytest.MonkeyPatch, shares: list[Fraction]
) -> None:
    asked: list[int] = []

    def nothing(*_arguments: object) -> int:
        asked.append(len(shares))
        return 0

    monkeypatch.setattr(lasting, "steps", nothing)
    monkeypatch.setattr(lasting, "AS_MUCH", 2)  # A is won and has two supporters, B has one: a look costs one run
    election = made.election(60, {"A": 2, "B": 100}, made.approved("A", "A", "B"))
    count(election, Rule())
    assert asked == [2, 5, 10, 19, 36, 69]
    assert len(shares) == 100 - 20 + 2  # with 20 and each step to 100, and the last that fits
