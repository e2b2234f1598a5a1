"""`./stoep count`: the winners as a table, as JSON, as a file; and whatever is wrong in one sentence that mends it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stoep.core.counting import __main__ as command
from stoep.core.counting import reading, writing
from stoep.core.counting.tests import made

ROOT = Path(__file__).resolve().parents[5]


@pytest.fixture
def worked(tmp_path: Path) -> str:
    path = tmp_path / "round.pb"
    path.write_text(writing.write(made.worked(), rule="greedy"), encoding="utf-8")
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert command.main(list(arguments)) == 0
    return capsys.readouterr().out


def ids(text: str) -> list[str]:
    return [winner["id"] for winner in json.loads(text)["winners"]]


def test_json_names_the_winners_with_cost_and_votes(worked: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [worked, "--rule", "equal-shares", "--completion", "add1", "--format", "json"]
    told = json.loads(said(capsys, *arguments))
    shown = [{key: winner[key] for key in ("id", "name", "cost", "votes")} for winner in told["winners"]]
    assert shown == [
        {"id": "K1", "name": "", "cost": 40_000, "votes": 55},
        {"id": "T", "name": "", "cost": 20_000, "votes": 32},
        {"id": "M", "name": "", "cost": 10_000, "votes": 28},
        {"id": "J", "name": "", "cost": 15_000, "votes": 25},
    ]
    assert (told["spent"], told["left"], told["voters"], told["voters_with_a_winner"]) == (85_000, 15_000, 100, 100)
    assert len(told["sentences"]) == 6
    assert [other["id"] for other in told["others"]] == ["K2", "K3"]
    assert told["tie_break"] == ["J", "K1", "K2", "K3", "M", "T"]


@pytest.mark.parametrize(
    ("arguments", "winners"),
    [
        ([], "K1 T M J"),
        (["--completion", "none"], "K1 T M"),
        (["--completion", "none", "--utility", "cardinality"], "M K3 J"),
        (["--rule", "greedy"], "K1 K2 K3"),
        (["--rule", "greedy-no-skip"], "K1 K2 K3"),
        (["--rule", "stated"], "K1 K2 K3"),
        (["--completion", "none", "--compare"], "K1 K2 K3"),
        (["--rule", "phragmen"], "M K3 J K2"),
    ],
)
def test_each_rule_has_its_word(
    arguments: list[str], winners: str, worked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(ids(said(capsys, worked, *arguments, "--format", "json"))) == set(winners.split())


def test_the_table_is_for_reading(worked: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, worked).splitlines()
    assert lines[0] == "100 people voted on 6 projects; 100,000 was to be divided."
    assert "  1 K1                 40,000      55       727.27" in lines
    assert any(line.startswith("    K2 ") and "its supporters had too little left" in line for line in lines)
    assert lines[-1] == "When equal, this order decided: J, K1, K2, K3, M, T."


def test_a_file_says_who_won(worked: str, capsys: pytest.CaptureFixture[str]) -> None:
    election = reading.read(said(capsys, worked, "--format", "pb").encode())
    assert {project.id for project in election.projects if project.selected} == {"K1", "T", "M", "J"}
    assert election.meta["rule"] == "equalshares/add1"
    assert election.ballots == made.worked().ballots


def test_ties_go_by_the_order_that_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, order = tmp_path / "tie.pb", tmp_path / "order.txt"
    path.write_text(writing.write(made.election(5, {"2": 5, "10": 5}, made.approved("2 10"))), encoding="utf-8")
    order.write_text("10\n\n2\n", encoding="utf-8")
    for given, winner in [("natural", "2"), ("10,2", "10"), (str(order), "10"), ("low-cost", "2")]:
        assert ids(said(capsys, str(path), "--tie-break", given, "--format", "json")) == [winner]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--tie-break", "alphabet"], "There is no order for ties by the name alphabet."),
        (["--tie-break", "K1,T"], "The order for ties lacks project J."),
        (["--utility", "points"], "Ballots of the kind approval have no points."),
        (["--keep-caps"], "Budgets per category or neighbourhood only go with most votes first."),
        (["--rule", "phragmen", "--compare"], "The comparison step only goes with equal shares."),
    ],
)
def test_what_does_not_go_together_is_said(
    arguments: list[str], sentence: str, worked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([worked, *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(sentence)


def test_a_file_that_is_not_there_or_not_fit_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(tmp_path / "none.pb")]) == 2
    assert "none.pb" in capsys.readouterr().err
    assert command.main([str(tmp_path)]) == 2
    capsys.readouterr()
    path = tmp_path / "broken.pb"
    path.write_text(writing.write(made.worked()).replace("K1;40000", "K1;-40000"), encoding="utf-8")
    assert command.main([str(path)]) == 2
    line = path.read_text(encoding="utf-8").splitlines().index("K1;-40000;55;") + 1
    assert capsys.readouterr().err == (
        f"Line {line}: The cost of project K1 must be more than nothing. Mend it, or take the project out.\n"
    )
    path.write_text(writing.write(made.worked(), rule="dice"), encoding="utf-8")
    assert command.main([str(path), "--rule", "stated"]) == 2
    assert "dice" in capsys.readouterr().err


HELP = """\
usage: ./stoep count [-h] [--rule {greedy,greedy-no-skip,equal-shares,phragmen,stated}]
                     [--utility {cost,cardinality,points}]
                     [--completion {none,add1,add1-exhaustive,utilitarian,add1-utilitarian,add1-exhaustive-utilitarian}]
                     [--tie-break TIE_BREAK] [--keep-caps] [--compare] [--format {table,json,pb}]
                     file

Count a vote about money, exactly.

positional arguments:
  file                  an election as a file of Pabulib (.pb)

options:
  -h, --help            show this help message and exit
  --rule {greedy,greedy-no-skip,equal-shares,phragmen,stated}
                        the rule (equal-shares); stated: the rule that the file names
  --utility {cost,cardinality,points}
                        what a winner is worth to who supports it, in equal shares (cost)
  --completion {none,add1,add1-exhaustive,utilitarian,add1-utilitarian,add1-exhaustive-utilitarian}
                        what is done with money that equal shares leaves (add1: raise all shares
                        until the next step overspends)
  --tie-break TIE_BREAK
                        who goes first when equal: natural, votes, low-cost, high-cost, ids with
                        commas between them, or a file of ids
  --keep-caps           most votes first also keeps to the budgets per category or neighbourhood
  --compare             equal shares gives way where more voters get more by most votes first
  --format {table,json,pb}
                        how to say it (table)
"""


def test_help_explains_every_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit) as ended:
        command.main(["--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == HELP


def test_budgets_per_category_bind_where_that_is_asked(worked: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(worked)
    text = path.read_text(encoding="utf-8").replace("PROJECTS", "categories;Sport\nbudget_per_category;75000\nPROJECTS")
    text = text.replace("votes;name", "votes;name;category")
    for name in ("K1", "K2", "K3"):
        text = "\n".join(f"{line};Sport" if line.startswith(f"{name};") else line for line in text.split("\n"))
    path.write_text(text, encoding="utf-8")
    arguments = [worked, "--rule", "greedy", "--format", "json"]
    assert ids(said(capsys, *arguments, "--keep-caps")) == ["K1", "K2", "T"]
    assert command.main([*arguments, "--keep-caps"]) == 0
    assert capsys.readouterr().err == ""
    assert command.main([worked, "--rule", "greedy", "--keep-caps"]) == 0
    assert capsys.readouterr().err == ""
    assert command.main([worked, "--rule", "greedy"]) == 0
    assert "do not bind" in capsys.readouterr().err
    assert command.main([*arguments]) == 0
    assert capsys.readouterr().err == ""


def test_a_stated_rule_keeps_the_order_that_is_given(worked: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, worked, "--rule", "stated", "--tie-break", "votes", "--format", "json"))
    assert told["tie_break"] == ["K1", "K2", "K3", "T", "M", "J"]
    single = said(capsys, worked, "--tie-break", " K1 , K2,K3,T,M,J", "--format", "json")
    assert json.loads(single)["tie_break"] == ["K1", "K2", "K3", "T", "M", "J"]
    Path(worked).write_text(
        Path(worked).read_text(encoding="utf-8").replace("rule;greedy", f"rule;{'x' * 50}"), encoding="utf-8"
    )
    assert command.main([worked, "--rule", "stated"]) == 2
    assert capsys.readouterr().err == (
        f"This file names the rule {'x' * 40}. These we have: greedy, greedy-threshold, greedy-no-skip, equalshares, "
        "equalshares-comparison, equalshares/add1, equalshares/add1-comparison. Choose one with --rule.\n"
    )


def test_what_a_file_says_of_itself_goes_along(worked: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(worked)
    path.write_text(path.read_text(encoding="utf-8").replace("budget;", "unit;Waterstad\nbudget;"), encoding="utf-8")
    assert "unit;Waterstad" in said(capsys, worked, "--format", "pb").splitlines()


def test_what_should_be_known_goes_beside_the_result(worked: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(worked)
    text = path.read_text(encoding="utf-8").replace("num_votes;100", "num_votes;99")
    caps = "categories;a,b\nbudget_per_category;1,2\nPROJECTS"
    path.write_text(text.replace("PROJECTS", caps), encoding="utf-8")
    assert command.main([worked]) == 0
    err = capsys.readouterr().err
    assert "num_votes in META says 99, but the file holds 100." in err
    assert "do not bind in this count" in err
    assert "99" in json.loads(said(capsys, worked, "--format", "json"))["notices"][0]


def test_the_command_asks_for_no_database_and_ends_with_2_for_a_wrong_word(worked: str) -> None:
    run = [sys.executable, "-m", "stoep.core.counting", worked]
    env = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    assert subprocess.run(run, env=env, check=False, capture_output=True).returncode == 0
    assert subprocess.run([*run, "--rule", "dice"], env=env, check=False, capture_output=True).returncode == 2
    probe = "import sys, stoep.core.counting.counts, stoep.core.counting.reading; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], env=env, check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"  # a server that counts nothing does not carry it
