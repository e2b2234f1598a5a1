"""A file that we write says the same election when it is read again, and not when or by whom a ballot was cast."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from stoep.core.counting import reading, writing
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Ballot, Cap, Election, Kind, Limits, Project, gather
from stoep.core.counting.problems import Unfit
from stoep.core.counting.tests import made


@given(made.elections())
def test_what_is_written_is_read_the_same(election: Election) -> None:
    again = reading.read(writing.write(election).encode())
    assert again.budget == election.budget
    assert again.ballots == election.ballots
    assert again.kind is election.kind
    assert sorted(again.costs().items()) == sorted(election.costs().items())
    assert not [notice for notice in again.notices if notice.code != "blank-ballots"]


def test_limits_parts_and_winners_go_along() -> None:
    projects = (
        Project("a1", Fraction("12.50"), 'Een "bank";\nvoor allen', {"category": ("Groen", "Spel")}),
        Project("a2", Fraction(20), "Boom"),
    )
    limits = Limits(min_length=1, max_length=2, max_sum_cost=Fraction(30))
    caps = (Cap("category", "Groen", Fraction(15)), Cap("category", "Spel", Fraction("7.5")))
    ballots = gather([Ballot(("a2", "a1")), Ballot(("a2",))], Kind.APPROVAL)
    election = Election(Fraction(30), projects, ballots, limits=limits, caps=caps, threshold=Fraction(1))
    text = writing.write(election, rule="greedy", selected=["a2"], meta={"unit": "Waterstad", "currency": "EUR"})
    again = reading.read(text.encode())
    assert (again.limits, again.caps, again.threshold) == (limits, caps, Fraction(1))
    assert (again.meta["unit"], again.meta["currency"], again.meta["rule"]) == ("Waterstad", "EUR", "greedy")
    assert {project.id: (project.name, project.parts, project.selected) for project in again.projects} == {
        "a2": ("Boom", {}, True),
        "a1": ('Een "bank"; voor allen', {"category": ("Groen", "Spel")}, False),
    }


def test_the_order_in_which_ballots_came_in_cannot_be_told() -> None:
    ballots = made.approved("K1", "T M", "K1 K2", "T", "K1", "M")
    first = made.election(100, made.COSTS, ballots)
    random.Random(5).shuffle(ballots)
    assert writing.write(first) == writing.write(made.election(100, made.COSTS, ballots))


def test_most_votes_stand_first_and_votes_are_counted() -> None:
    lines = writing.write(made.worked(), selected=count(made.worked(), made.RULE).ids).splitlines()
    at = lines.index("PROJECTS")
    assert lines[at + 1 : at + 4] == ["project_id;cost;votes;name;selected", "K1;40000;55;;1", "K2;35000;54;;0"]


@pytest.mark.parametrize("name", ["", " 1", "1;2", "1,2", "1\n2", '"1'])
def test_an_id_that_would_break_the_file_is_refused(name: str) -> None:
    election = made.worked()
    broken = replace(election, projects=(*election.projects, Project(name, Fraction(1))))
    with pytest.raises(Unfit) as refused:
        writing.write(broken)
    assert refused.value.problem.code == "project-id-not-writable"
