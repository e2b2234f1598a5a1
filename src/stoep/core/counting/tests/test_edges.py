"""Where one cent or one vote decides, and what an outcome keeps of how it came about."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from stoep.core.counting.counts import count
from stoep.core.counting.elections import Ballot, Cap, Election, Kind
from stoep.core.counting.explaining import explain
from stoep.core.counting.nearness import Lacking, Near
from stoep.core.counting.outcomes import Purchase
from stoep.core.counting.rules import Completion, Method, Rule
from stoep.core.counting.tests import made

GREEDY = Rule(Method.GREEDY)


def near(election: Election, rule: Rule, project: str) -> Near | None:
    return next(each.near for each in explain(election, count(election, rule)).accounts if each.project == project)


def test_just_enough_points_and_just_enough_room_win() -> None:
    election = made.election(10, {"A": 6, "B": 4, "C": 1}, made.approved("A", "A", "A B", "B", "C"))
    exact = replace(election, threshold=Fraction(2))
    assert count(exact, GREEDY).ids == ("A", "B")
    assert near(exact, GREEDY, "C") == Near(Lacking.THRESHOLD, 1)
    assert near(replace(exact, threshold=Fraction(3)), GREEDY, "B") == Near(Lacking.THRESHOLD, 1)
    half = made.election(10, {"A": 6, "B": 4}, [Ballot(("A", "B"), (Fraction(1), Fraction(1, 2)))], Kind.SCORING)
    assert count(half, GREEDY).ids == ("A", "B")  # half a point is something


def test_a_project_that_just_fits_its_category_wins() -> None:
    election = made.election(10, {"A": 6, "B": 3}, made.approved("A B", "A"))
    parts = tuple(replace(each, parts={"category": ("x",)}) for each in election.projects)
    election = replace(election, projects=parts, caps=(Cap("category", "x", Fraction(6)),))
    assert count(election, replace(GREEDY, keep_caps=True)).ids == ("A",)
    assert count(election, GREEDY).ids == ("A", "B")
    assert near(election, replace(GREEDY, keep_caps=True), "B") == Near(Lacking.PART)


def test_with_budgets_per_category_no_number_of_votes_is_promised() -> None:
    election = made.election(10, {"A": 8, "B": 8}, made.approved("A", "A", "B"))
    capped = replace(election, caps=(Cap("category", "x", Fraction(6)),))
    assert near(capped, replace(GREEDY, keep_caps=True), "B") == Near(Lacking.ROOM, None, Fraction(6))
    assert near(capped, GREEDY, "B") == Near(Lacking.ROOM, 2, Fraction(6))
    assert near(election, replace(GREEDY, keep_caps=True), "B") == Near(Lacking.ROOM, 2, Fraction(6))
    assert near(election, replace(GREEDY, order=("B", "A")), "B") == Near(Lacking.ROOM, 1, Fraction(6))


def test_a_project_as_dear_as_the_budget_can_still_be_brought_forward() -> None:
    election = made.election(10, {"A": 1, "B": 10, "C": 11}, made.approved("A", "A", "B", "C"))
    assert near(election, GREEDY, "B") == Near(Lacking.ROOM, 2, Fraction(1))
    assert near(election, GREEDY, "C") == Near(Lacking.ROOM, None, Fraction(2))


def test_phragmen_keeps_the_load_and_the_number_of_supporters() -> None:
    election = made.election(20, {"A": 6, "B": 5, "C": 14}, made.approved("A", "A B", "B C"))
    outcome = count(election, Rule(Method.PHRAGMEN))
    # A or B first: 6/2 = 3 and 5/2; then A carries 2.5 of one supporter: (6 + 2.5) / 2.
    assert outcome.winners == (
        Purchase("B", Fraction(5, 2), full=2),
        Purchase("A", Fraction(17, 4), full=2),
    )
    assert near(election, Rule(Method.PHRAGMEN), "C") == Near(Lacking.ROOM, None, Fraction(5))


def test_phragmen_ends_for_who_would_still_have_fitted() -> None:
    election = made.election(9, {"A": 5, "B": 5, "C": 4}, made.approved("A", "A", "B", "B", "C"))
    assert count(election, Rule(Method.PHRAGMEN)).ids == ("A",)  # then B, and it is too dear
    assert near(election, Rule(Method.PHRAGMEN), "C") == Near(Lacking.STOPPED)


def test_the_comparison_keeps_everything_where_equal_shares_stays() -> None:
    plain, compared = (count(made.worked(), Rule(compared=each)) for each in (False, True))
    assert (compared.preferring, compared.gave_way) == ((45, 54), True)
    assert (compared.ids, compared.share, compared.left) == (("K1", "K2", "K3"), None, None)
    tie = made.election(2, {"A": 2, "B": 1, "C": 1}, made.approved("A", "A", "B", "C"))
    stays = count(tie, Rule(completion=Completion.UTILITARIAN, compared=True))
    without = count(tie, Rule(completion=Completion.UTILITARIAN))
    assert (stays.gave_way, stays.ids) == (False, without.ids)
    assert stays == replace(without, rule=stays.rule, preferring=stays.preferring)
    assert plain.preferring is None


def test_add1_exhaustive_stops_as_soon_as_nothing_fits_and_not_before() -> None:
    # Left after A: 2. B costs exactly 2, so it still fits, and the share must grow.
    election = made.election(8, {"A": 6, "B": 2}, made.approved("A", "A", "A", "B"))
    full = count(election, Rule(completion=Completion.ADD1_EXHAUSTIVE))
    assert (full.ids, full.raised) == (("A", "B"), 0)
    election = made.election(8, {"A": 6, "B": 2, "C": 3}, made.approved("A", "A", "A", "B C"))
    full, official = (count(election, Rule(completion=each)) for each in (Completion.ADD1_EXHAUSTIVE, Completion.ADD1))
    assert full.raised == 0
    assert official.raised == 2
