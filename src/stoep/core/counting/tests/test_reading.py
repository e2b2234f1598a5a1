"""Files of Pabulib as cities write them are read; what cannot be counted is refused, with its line and a mend."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from stoep.core.counting import reading
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


def test_every_limit_has_its_own_word() -> None:
    words = {
        "min_length": 1,
        "max_length": 2,
        "min_sum_cost": 3,
        "max_sum_cost": 4,
        "min_points": 5,
        "max_points": 6,
        "min_sum_points": 7,
        "max_sum_points": 8,
    }
    meta = META + "".join(f"{word};{value}\n" for word, value in words.items())
    limits = reading.read((meta + PROJECTS + VOTES).encode()).limits
    assert {word: getattr(limits, word) for word in words} == words


def test_the_first_number_of_votes_that_differs_is_told_with_its_own() -> None:
    projects = "PROJECTS\nproject_id;cost;votes\n1;600;\n2;400;x\n10;50;7\n"
    (told,) = reading.read((META + "num_projects;3,0\n" + projects + VOTES).encode()).notices
    assert (told.code, told.values) == ("votes-differ", {"project": "2", "stated": "x", "found": 3})
    (told,) = reading.read((META + f"num_projects;{'9' * 50}\n" + PROJECTS + VOTES).encode()).notices
    assert told.values == {"key": "num_projects", "stated": "9" * 40, "found": 3}


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
    ("old", "new", "sentence"),
    [
        ("META\n", "", "Line 1: A file begins with a line META. Add it on top."),
        (
            "META\n",
            "PROJECTS\n",
            "Line 1: PROJECTS is not expected here. The order is META, PROJECTS, VOTES, each once.",
        ),
        ("VOTES\n", "META\n", "Line 10: META is not expected here. The order is META, PROJECTS, VOTES, each once."),
        ("key;value", "key", "Line 2: The column value of META is missing. Add it to the line with the names."),
        (
            "project_id;cost",
            "project_id;costs",
            "Line 6: The column cost of PROJECTS is missing. Add it to the line with the names.",
        ),
        (
            "voter_id;vote",
            "vote;vote",
            "Line 11: The column voter_id of VOTES is missing. Add it to the line with the names.",
        ),
        ("voter_id;vote", "voter_id;vote;vote", "Line 11: The column vote of VOTES is there twice. Take one out."),
        ("budget;1000", "budget;", "META does not say budget. Add a line budget;… under META."),
        ("budget;1000", "budget;0", "Line 3: The budget must be more than nothing. Fill in the sum that is divided."),
        (
            "budget;1000",
            "budget;-1000",
            "Line 3: The budget must be more than nothing. Fill in the sum that is divided.",
        ),
        (
            "budget;1000",
            "budget;duizend",
            "Line 3: budget in META is no number that fits: duizend. Write it like 1250 or 1250,50.",
        ),
        ("budget;1000", "budget;1000\nbudget;2000", "Line 4: META says budget twice. Take one line out."),
        (
            "budget;1000",
            "budget;1000\nmax_length;2.5",
            "Line 4: max_length in META is no number that fits: 2.5. Write it like 1250 or 1250,50.",
        ),
        (
            "budget;1000",
            "budget;1000\nbudget_per_category;1",
            "Line 4: categories and budget_per_category must name equally many. Add what is missing.",
        ),
        ("vote_type;approval", "vote_type;", "META does not say vote_type. Add a line vote_type;… under META."),
        (
            "vote_type;approval",
            "vote_type;guess",
            "Line 4: vote_type in META is guess. These we can count: approval, choose-1, ordinal, cumulative, scoring.",
        ),
        (
            "vote_type;approval",
            "vote_type;choose-1",
            "Line 12: This ballot names 2 projects where one may be chosen. Mend it, or take it out.",
        ),
        (
            "vote_type;approval",
            "vote_type;scoring",
            "Line 12: There are 2 projects and 0 points. Give each project its points.",
        ),
        (
            "1;600;Bank",
            "1;-600;Bank",
            "Line 7: The cost of project 1 must be more than nothing. Mend it, or take the project out.",
        ),
        (
            "1;600;Bank",
            "1;0;Bank",
            "Line 7: The cost of project 1 must be more than nothing. Mend it, or take the project out.",
        ),
        ("1;600;Bank", "1;6e2;Bank", "Line 7: The cost of project 1 is no number: 6e2. Write it like 1250 or 1250,50."),
        ("1;600;Bank", "1", "Line 7: The cost of project 1 is no number: . Write it like 1250 or 1250,50."),
        (
            "1;600;Bank",
            ";600;Bank",
            "Line 7: A project needs an id of at most 100 characters, without comma or quotation mark.",
        ),
        (
            "1;600;Bank",
            "1,3;600;Bank",
            "Line 7: A project needs an id of at most 100 characters, without comma or quotation mark.",
        ),
        (
            "1;600;Bank",
            f"{'1' * 101};600;Bank",
            "Line 7: A project needs an id of at most 100 characters, without comma or quotation mark.",
        ),
        ("2;400;Boom", "1;400;Boom", "Line 8: Project 1 is there twice. Give each project an id of its own."),
        ("7;1,2", "7;1,3", "Line 12: This ballot names 3, which is no project here. Mend it, or add the project."),
        ("7;1,2", "7;1,1", "Line 12: This ballot names project 1 twice. Name it once."),
        ("7;1,2", "7;1,,2", "Line 12: Between two commas no project is named. Take a comma out, or fill in the id."),
        ("7;1,2", "7", "Line 12: This vote lacks the columns voter_id and vote. Fill them in."),
        ("7;1,2", ";1,2", "Line 12: This vote has no voter_id. Give every vote its own number."),
        ("9;2", "7;2", "Line 14: Voter 7 is there twice. Each voter has one vote: take one out."),
        (
            "1;600;Bank",
            '1;600;"Bank',
            "Line 7: This line cannot be read: a quotation mark is open, or a field is too long. Mend it.",
        ),
        (VOTES, "", "The section VOTES is missing. Add a line VOTES and what belongs under it."),
        ("7;1,2\n8;2\n9;2\n", "", "There are no votes. Add them under VOTES."),
        (
            "1;600;Bank\n2;400;Boom\n10;50,50;Bord\n",
            "",
            "Line 9: This ballot names 1, which is no project here. Mend it, or add the project.",
        ),
        (
            "10;50,50;Bord",
            "10;1000000000000000;Bord",
            "Line 9: The cost of project 10 is no number: 1000000000000000. Write it like 1250 or 1250,50.",
        ),
        ("7;1,2", "7; 2 ,2", "Line 12: This ballot names project 2 twice. Name it once."),
        (
            "budget;1000",
            "budget;1000\nmin_length;-1",
            "Line 4: min_length in META is no number that fits: -1. Write it like 1250 or 1250,50.",
        ),
        (
            "budget;1000",
            "budget;1000\ncategories;a,b\nbudget_per_category;1,x",
            "Line 5: categories and budget_per_category must name equally many. Add what is missing.",
        ),
        (
            "budget;1000",
            "budget;1000\nneighborhoods;a\nbudget_per_neighborhood;1,2",
            "Line 5: neighborhoods and budget_per_neighborhood must name equally many. Add what is missing.",
        ),
        (
            "7;1,2",
            "7;" + "x" * 60,
            "Line 12: This ballot names " + "x" * 60 + ", which is no project here. Mend it, or add the project.",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(old: str, new: str, sentence: str) -> None:
    with pytest.raises(Unfit) as refused:
        reading.read(changed(old, new))
    assert str(refused.value) == sentence


def test_an_id_with_a_quotation_mark_in_it_is_refused_since_no_file_could_hold_it() -> None:
    with pytest.raises(Unfit) as refused:
        reading.read(changed("1;600;Bank", 'a"b;600;Bank'))
    assert (refused.value.problem.code, refused.value.problem.line) == ("project-id-not-fit", 7)


def test_a_quotation_mark_that_takes_the_next_section_in_is_found_where_it_stands() -> None:
    for text in (changed("10;50,50;Bord\n", '10;50,50;"Bord\n'), changed("2;400;Boom", '2;400;"Boom')):
        with pytest.raises(Unfit) as refused:
            reading.read(text)
        assert refused.value.problem.code == "line-not-readable"
        assert (
            refused.value.problem.line
            == text.decode().splitlines().index(next(line for line in text.decode().splitlines() if '"' in line)) + 1
        )


def test_a_name_over_two_lines_is_a_name() -> None:
    election = reading.read(changed("2;400;Boom", '2;400;"Boom\nen struik\n"'))
    assert election.projects[1].name == "Boom\nen struik"


@pytest.mark.parametrize(
    ("name", "least", "sentence"),
    [
        ("MOST_BYTES", len(FILE), "This file is larger than {} bytes."),
        ("MOST_LINES", 14, "This file holds 14 lines; {} is the most. Split it."),
        ("MOST_FIELDS", FILE.count(";") + FILE.count(","), "This file holds 17 fields; {} is the most."),
        ("MOST_PROJECTS", 3, "Line 9: There are more than {} projects. Split the file."),
        ("MOST_META", 2, "Line 4: META holds more than {} lines."),
    ],
)
def test_up_to_a_bound_a_file_is_read_and_beyond_it_not(
    name: str, least: int, sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "round.pb"
    path.write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(reading, name, least)
    assert reading.read_file(path).voters == 3
    monkeypatch.setattr(reading, name, least - 1)
    with pytest.raises(Unfit) as by_file:
        reading.read_file(path)
    with pytest.raises(Unfit) as by_bytes:
        reading.read(FILE.encode())
    assert str(by_file.value) == str(by_bytes.value)
    assert str(by_file.value).startswith(sentence.format(least - 1))


def test_a_row_too_short_for_its_id_is_refused() -> None:
    projects = "PROJECTS\ncost;project_id\n600;1\n400\n"
    with pytest.raises(Unfit) as refused:
        reading.read((META + projects + VOTES).encode())
    assert (refused.value.problem.code, refused.value.problem.line) == ("project-id-not-fit", 8)


def test_a_file_in_another_alphabet_says_on_which_line() -> None:
    with pytest.raises(Unfit) as refused:
        reading.read(FILE.replace("Boom", "Bo\xf6m").encode("latin-1"))
    assert (refused.value.problem.code, refused.value.problem.line) == ("not-utf-8", 8)


def test_points_that_are_none_are_refused() -> None:
    meta, votes = META.replace("approval", "scoring"), "VOTES\nvoter_id;vote;points\n7;1,2;3,x\n"
    with pytest.raises(Unfit) as refused:
        reading.read((meta + PROJECTS + votes).encode())
    assert str(refused.value) == "Line 12: These points are no number: x. Write whole numbers, or like 2.5."
    with pytest.raises(Unfit) as refused:
        reading.read((meta + PROJECTS + votes.replace("x", f" {'y' * 50} ")).encode())
    assert str(refused.value) == f"Line 12: These points are no number: {'y' * 40}. Write whole numbers, or like 2.5."
    with pytest.raises(Unfit) as refused:
        reading.read((meta + PROJECTS + votes.replace("x", "-1")).encode())
    assert refused.value.problem.code == "points-out-of-range"
