"""Files of Pabulib as cities write them are read; what cannot be counted is refused, with its line and a mend."""

from __future__ import annotations

from fractions import Fraction

import pytest

from stoep.core.counting import reading, words
from stoep.core.counting.elections import Ballot, Cap, Kind
from stoep.core.counting.problems import Unfit

META = "META\nkey;value\nbudget;1000\nvote_type;approval\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\n1;600;Bank\n2;400;Boom\n10;50,50;Bord\n"
VOTES = "VOTES\nvoter_id;vote\n7;1,2\n8;2\n9;2\n"
FILE = META + PROJECTS + VOTES


def changed(old: str, new: str) -> bytes:
    assert old in FILE
    return FILE.replace(old, new, 1).encode()


def test_a_plain_file_is_read() -> None:
    election = reading.read(FILE.encode())
    assert (int(election.budget), election.kind, election.voters) == (1000, Kind.APPROVAL, 3)
    assert election.costs() == {"1": 600, "2": 400, "10": Fraction(101, 2)}
    assert election.ballots == {Ballot(("1", "2")): 1, Ballot(("2",)): 2}
    assert [project.name for project in election.projects] == ["Bank", "Boom", "Bord"]
    assert not election.notices


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("META\n", "\ufeffMETA\r\n"),
        ("META\n", "\n\n meta ;;\n"),
        ("7;1,2\n", "7; 1 , 2 \n"),
        ("7;1,2\n", "7;2,1\n\n"),
        ("7;1,2\n", '7;"1,2"\n'),
        ("key;value\n", "key;value;\n"),
        ("project_id;cost;name\n", "PROJECT_ID;Cost;Name;\n"),
    ],
)
def test_what_makes_no_difference_makes_none(old: str, new: str) -> None:
    assert reading.read(changed(old, new)).ballots == reading.read(FILE.encode()).ballots


def test_columns_are_found_by_their_name_and_who_voted_is_forgotten() -> None:
    votes = "VOTES\nage;vote;sex;voter_id\n34;1,2;F;7\n;2;;8\n61;2;M;9\n"
    election = reading.read((META + PROJECTS + votes).encode())
    assert election.ballots == reading.read(FILE.encode()).ballots


def test_points_stand_beside_the_choices() -> None:
    meta = META.replace("approval", "cumulative") + "max_sum_points;10\n"
    votes = "VOTES\nvoter_id;vote;points\n7;2,1;7,3\n8;1,2;3,7\n9;10;2.5\n"
    election = reading.read((meta + PROJECTS + votes).encode())
    assert election.ballots == {
        Ballot(("1", "2"), (Fraction(3), Fraction(7))): 2,
        Ballot(("10",), (Fraction(5, 2),)): 1,
    }


def test_an_order_stays_an_order() -> None:
    election = reading.read((META.replace("approval", "ordinal") + PROJECTS + VOTES.replace("1,2", "2,1")).encode())
    assert Ballot(("2", "1")) in election.ballots


def test_limits_threshold_and_budgets_per_part_are_kept() -> None:
    meta = META + (
        "min_length;1\nmax_length;2\nmax_sum_cost;500,50\nmin_project_score_threshold;2\n"
        "categories;Groen, Spel\nbudget_per_category;400,300\n"
    )
    projects = "PROJECTS\nproject_id;cost;category;selected\n1;600;Groen;1\n2;400;Spel,Groen;0\n10;1;;\n"
    election = reading.read((meta + projects + VOTES).encode())
    assert (election.limits.min_length, election.limits.max_length) == (1, 2)
    assert election.limits.max_sum_cost == Fraction(1001, 2)
    assert election.threshold == 2
    assert election.caps == (Cap("category", "Groen", Fraction(400)), Cap("category", "Spel", Fraction(300)))
    assert [project.parts for project in election.projects] == [
        {"category": ("Groen",)},
        {"category": ("Spel", "Groen")},
        {},
    ]
    assert [project.selected for project in election.projects] == [True, False, None]
    assert [(notice.code, notice.values["many"]) for notice in election.notices] == [("ballot-sum-cost-above", 1)]


def test_what_a_counter_should_know_is_told() -> None:
    meta = META + "num_votes;4\nnum_projects;3\nmin_length;1\n"
    projects = PROJECTS.replace("cost;name", "cost;votes").replace("Bank", "1").replace("Boom", "9").replace("Bord", "")
    told = reading.read((meta + projects + VOTES + "11;\n12;  \n").encode()).notices
    assert [notice.code for notice in told] == [
        "ballot-length-below",
        "blank-ballots",
        "number-differs",
        "votes-differ",
    ]
    assert told[0].values == {"many": 2}
    assert told[2].values == {"key": "num_votes", "stated": "4", "found": 5}
    assert told[3].values == {"project": "2", "stated": "9", "found": 3}


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("META\n", "", "no-section", 1),
        ("META\n", "PROJECTS\n", "section-out-of-order", 1),
        ("VOTES\n", "META\n", "section-out-of-order", 10),
        ("key;value", "key", "column-missing", 2),
        ("project_id;cost", "project_id;costs", "column-missing", 6),
        ("voter_id;vote", "vote;vote", "column-missing", 11),
        ("voter_id;vote", "voter_id;vote;vote", "column-twice", 11),
        ("budget;1000", "budget;", "meta-missing", None),
        ("budget;1000", "budget;0", "budget-not-positive", None),
        ("budget;1000", "budget;-1000", "budget-not-positive", None),
        ("budget;1000", "budget;duizend", "meta-not-a-number", None),
        ("budget;1000", "budget;1000\nbudget;2000", "meta-twice", 4),
        ("budget;1000", "budget;1000\nmax_length;2.5", "meta-not-a-number", None),
        ("budget;1000", "budget;1000\nbudget_per_category;1", "caps-not-beside-names", None),
        ("vote_type;approval", "vote_type;", "meta-missing", None),
        ("vote_type;approval", "vote_type;guess", "unknown-vote-type", None),
        ("vote_type;approval", "vote_type;choose-1", "more-than-one-choice", 12),
        ("vote_type;approval", "vote_type;scoring", "points-not-beside-choices", 12),
        ("1;600;Bank", "1;-600;Bank", "cost-not-positive", 7),
        ("1;600;Bank", "1;0;Bank", "cost-not-positive", 7),
        ("1;600;Bank", "1;6e2;Bank", "cost-not-a-number", 7),
        ("1;600;Bank", "1", "cost-not-a-number", 7),
        ("1;600;Bank", ";600;Bank", "project-id-not-fit", 7),
        ("1;600;Bank", "1,3;600;Bank", "project-id-not-fit", 7),
        ("1;600;Bank", f"{'1' * 101};600;Bank", "project-id-not-fit", 7),
        ("2;400;Boom", "1;400;Boom", "project-twice", 8),
        ("7;1,2", "7;1,3", "unknown-project", 12),
        ("7;1,2", "7;1,1", "project-twice-on-ballot", 12),
        ("7;1,2", "7;1,,2", "choice-empty", 12),
        ("7;1,2", "7", "vote-too-short", 12),
        ("7;1,2", ";1,2", "voter-missing", 12),
        ("9;2", "7;2", "voter-twice", 14),
        ("1;600;Bank", '1;600;"Bank', "section-missing", None),
        (VOTES, "", "section-missing", None),
        ("7;1,2\n8;2\n9;2\n", "", "no-votes", None),
        ("1;600;Bank\n2;400;Boom\n10;50,50;Bord\n", "", "unknown-project", 9),
    ],
)
def test_what_cannot_be_counted_is_refused(old: str, new: str, code: str, line: int | None) -> None:
    with pytest.raises(Unfit) as refused:
        reading.read(changed(old, new))
    assert (refused.value.problem.code, refused.value.problem.line) == (code, line)
    assert str(refused.value) == words.problem(refused.value.problem)


def test_a_file_in_another_alphabet_says_on_which_line() -> None:
    with pytest.raises(Unfit) as refused:
        reading.read(FILE.replace("Boom", "Bo\xf6m").encode("latin-1"))
    assert (refused.value.problem.code, refused.value.problem.line) == ("not-utf-8", 8)


def test_points_that_are_none_are_refused() -> None:
    meta, votes = META.replace("approval", "scoring"), "VOTES\nvoter_id;vote;points\n7;1,2;3,x\n"
    with pytest.raises(Unfit) as refused:
        reading.read((meta + PROJECTS + votes).encode())
    assert (refused.value.problem.code, refused.value.problem.line) == ("points-not-a-number", 12)
    with pytest.raises(Unfit) as refused:
        reading.read((meta + PROJECTS + votes.replace("x", "-1")).encode())
    assert refused.value.problem.code == "points-out-of-range"
