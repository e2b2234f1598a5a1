"""Ties are broken by an order that was fixed beforehand: numbers as numbers, and every project in it once."""

from __future__ import annotations

import random

import pytest

from stoep.core.counting import ties
from stoep.core.counting.counts import count
from stoep.core.counting.problems import Unfit
from stoep.core.counting.rules import Completion, Method, Rule
from stoep.core.counting.tests import made


def test_two_comes_before_ten() -> None:
    assert ties.natural(["10", "2", "B10", "B2", "b1", "1a", "", "02"]) == (
        "",
        "1a",
        "02",
        "2",
        "10",
        "B2",
        "B10",
        "b1",
    )


@pytest.mark.parametrize("method", list(Method))
def test_the_first_in_the_order_wins_a_tie(method: Method) -> None:
    election = made.election(10, {"2": 10, "10": 10}, made.approved("2", "10", "2 10"))
    rule = Rule(method, completion=Completion.UTILITARIAN)
    assert count(election, rule).ids == ("2",)
    assert count(election, Rule(method, completion=Completion.UTILITARIAN, order=("10", "2"))).ids == ("10",)


def test_orders_by_votes_and_by_cost_fall_back_on_the_natural_one() -> None:
    election = made.election(9, {"10": 3, "2": 3, "1": 5}, made.approved("10 1", "1", "2"))
    assert ties.named("votes", election) == ("1", "2", "10")
    assert ties.named("low-cost", election) == ("2", "10", "1")
    assert ties.named("high-cost", election) == ("1", "2", "10")
    assert ties.named("natural", election) == ("1", "2", "10")
    with pytest.raises(Unfit) as refused:
        ties.named("alphabet", election)
    assert refused.value.problem.code == "unknown-tie-break"


def test_a_drawn_order_depends_on_the_draw_alone() -> None:
    ids = [str(number) for number in range(30)]
    drawn = ties.drawn(ids, random.Random(7))
    assert drawn == ties.drawn(reversed(ids), random.Random(7))
    assert sorted(drawn) == sorted(ids)
    assert drawn != ties.drawn(ids, random.Random(8))


@pytest.mark.parametrize(
    ("order", "code", "project"),
    [
        (("1", "2"), "tie-break-project-missing", "10"),
        (("1", "2", "10", "2"), "tie-break-project-twice", "2"),
        (("1", "2", "10", "3"), "tie-break-unknown-project", "3"),
    ],
)
def test_an_order_names_every_project_once(order: tuple[str, ...], code: str, project: str) -> None:
    election = made.election(9, {"10": 3, "2": 3, "1": 5}, made.approved("10 1"))
    with pytest.raises(Unfit) as refused:
        count(election, Rule(order=order))
    assert (refused.value.problem.code, refused.value.problem.values) == (code, {"project": project})
