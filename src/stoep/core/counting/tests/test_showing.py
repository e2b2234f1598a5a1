"""What a terminal and another program get, letter by letter."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

from stoep.core.counting import showing
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Ballot, Election, Kind, Limits
from stoep.core.counting.problems import Problem
from stoep.core.counting.rules import Completion, Method, Rule, Utility
from stoep.core.counting.tests import made

TABLE = """\
8 people voted on 4 projects; 1,000.50 was to be divided.
Everybody got the same share of 125.06, and supporters paid their projects together; what cost each of them least for \
the money that it brings came first.
First came Een bank: 5 voters paid for it, 80 each.
That bought 1; with what was left, 1 more were added by most votes.
2 projects won and cost 1,000.50 together; 0 stays over.
6 of 8 voters have at least one winner among what they chose; 2 have none.

    id                   cost   votes    per voter  name
  1 1                     400       5           80  Een bank
  2 2                  600.50       3        added

    id                   cost   votes  not chosen
    10                    500       2  Een bord met een heel lange naam die niet in: its supporters had too little \
left; votes short: 2; money short: 249.88
    x                      20       0  nobody chose it; votes short: 1

When equal, this order decided: 1, 2, 10, x.
"""


def street() -> Election:
    ballots = made.approved("1 2", "1 2", "1", "1", "1", "2", "10", "10")
    election = made.election(1000, {"1": 400, "2": 600, "10": 500, "x": 20}, ballots)
    names = ["Een bank", "", "Een bord met een heel lange naam die niet in de tabel past", ""]
    projects = [replace(each, name=name) for each, name in zip(election.projects, names, strict=True)]
    projects[1] = replace(projects[1], cost=Fraction("600.50"))
    return replace(election, budget=Fraction("1000.50"), projects=tuple(projects))


def test_the_table_letter_by_letter() -> None:
    election = street()
    assert showing.table(election, count(election, Rule(completion=Completion.UTILITARIAN))) == TABLE


def test_the_table_without_losers_and_in_another_order_for_ties() -> None:
    election = made.election(10, {"2": 3, "1": 4}, made.approved("1 2", "2"))
    lines = showing.table(election, count(election, Rule(Method.GREEDY, order=("2", "1")))).splitlines()
    assert lines[6:] == [
        "",
        "    id                   cost   votes    per voter  name",
        "  1 2                       3       2            -",
        "  2 1                       4       1            -",
        "",
        "When equal, this order decided: 2, 1.",
    ]


def test_the_object_key_by_key() -> None:
    election = replace(street(), notices=(Problem("blank-ballots", {"many": 3}),))
    told = json.loads(showing.as_json(election, count(election, Rule(completion=Completion.UTILITARIAN))))
    sentences = told.pop("sentences")
    assert sentences == TABLE.splitlines()[:6]
    assert told == {
        "rule": "equal-shares",
        "utility": "cost",
        "completion": "utilitarian",
        "tie_break": ["1", "2", "10", "x"],
        "budget": 1000.5,
        "spent": 1000.5,
        "left": 0,
        "voters": 8,
        "voters_with_a_winner": 6,
        "share": "2001/16",
        "raised": 0,
        "winners": [
            {
                "id": "1",
                "name": "Een bank",
                "cost": 400,
                "votes": 5,
                "points": 5,
                "added_by_completion": False,
                "price": "80",
                "paid_in_full": 5,
                "paid_the_rest": 0,
            },
            {"id": "2", "name": "", "cost": 600.5, "votes": 3, "points": 3, "added_by_completion": True},
        ],
        "others": [
            {
                "id": "10",
                "name": "Een bord met een heel lange naam die niet in de tabel past",
                "cost": 500,
                "votes": 2,
                "points": 2,
                "why": "its supporters had too little left; votes short: 2; money short: 249.88",
                "short_votes": 2,
                "short_money": 249.875,
            },
            {
                "id": "x",
                "name": "",
                "cost": 20,
                "votes": 0,
                "points": 0,
                "why": "nobody chose it; votes short: 1",
                "short_votes": 1,
                "short_money": None,
            },
        ],
        "notices": ["Blank ballots: 3. They count as voters who support nothing."],
    }


def test_rules_without_shares_name_none() -> None:
    election = street()
    told = json.loads(showing.as_json(election, count(election, Rule(Method.PHRAGMEN))))
    assert (told["rule"], told["utility"], told["completion"], told["share"]) == ("phragmen", None, None, None)
    assert showing.as_json(replace(election, notices=()), count(election, Rule())).endswith("}\n")
    assert "naam" in showing.as_json(election, count(election, Rule()))
    assert '\n  "rule": ' in showing.as_json(election, count(election, Rule()))


def test_points_are_shown_and_priced_per_point() -> None:
    ballots = [Ballot(("a", "b"), (Fraction(3), Fraction("0.5"))), Ballot(("a",), (Fraction(1),))]
    election = made.election(8, {"a": 4, "b": 6}, ballots, Kind.CUMULATIVE, Limits())
    outcome = count(election, Rule(utility=Utility.POINTS, completion=Completion.NONE))
    told = json.loads(showing.as_json(election, outcome))
    assert told["winners"][0]["points"] == 4
    assert told["winners"][0]["price"] == "1"
    assert told["others"][0]["points"] == 0.5
    assert told["sentences"][2] == "First came a: 2 voters paid for it, 1 for each of their points."
    name = showing.as_json(
        replace(election, projects=(replace(election.projects[0], name="é"), *election.projects[1:])), outcome
    )
    assert "é" in name
