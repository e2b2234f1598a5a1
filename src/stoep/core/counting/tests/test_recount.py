"""verify/stoep-recount.py counts the same from the published files, without any of our code, and says what differs."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stoep.core.counting import reading, ties, writing
from stoep.core.counting.counts import count
from stoep.core.counting.elections import WITH_POINTS, Election, Kind
from stoep.core.counting.rules import Completion, Method, Rule, Utility
from stoep.core.counting.tests import made
from tests.examples import examples

PROGRAM = Path(__file__).resolve().parents[5] / "verify" / "stoep-recount.py"
FLAT = (Kind.APPROVAL, Kind.CHOOSE_ONE)


@pytest.fixture(scope="module")
def program() -> ModuleType:
    """The program, loaded as a module."""
    spec = importlib.util.spec_from_file_location("stoep_recount", PROGRAM)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["stoep_recount"] = module
    spec.loader.exec_module(module)
    return module


def agreed(rule: Rule, election: Election) -> dict[str, Any]:
    """What rule.json says of a rule."""
    return {
        "rule": rule.method.value,
        "utility": rule.utility.value,
        "completion": rule.completion.value,
        "tie_break": list(rule.order or ties.named("natural", election)),
        "compare": rule.compared,
        "keep_caps": rule.keep_caps,
    }


def recounted(program: ModuleType, file: Path, rule: Rule, election: Election, folder: Path) -> list[str]:
    """The winners by the program."""
    path = folder / "rule.json"
    path.write_text(json.dumps(agreed(rule, election)), encoding="utf-8")
    whole = program.read_round(file)
    winners: list[str] = program.recount(whole, program.read_agreed(path, whole))
    return winners


@st.composite
def rules(draw: st.DrawFn, election: Election) -> Rule:
    """Any rule that goes with an election."""
    method = draw(st.sampled_from(list(Method)))
    utilities = [each for each in Utility if each is not Utility.POINTS or election.kind not in FLAT]
    equal = method is Method.EQUAL_SHARES
    return Rule(
        method,
        draw(st.sampled_from(utilities)),
        draw(st.sampled_from(list(Completion))),
        draw(made.orders(election)),
        compared=equal and draw(st.booleans()),
    )


@given(data=st.data())
@settings(max_examples=examples(250), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_both_count_the_same_on_made_elections(program: ModuleType, tmp_path: Path, data: st.DataObject) -> None:
    election = data.draw(made.elections())
    rule = data.draw(rules(election))
    file = tmp_path / "round.pb"
    file.write_text(writing.write(election), encoding="utf-8")
    assert recounted(program, file, rule, election, tmp_path) == list(count(election, rule).ids)


@given(data=st.data())
@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_with_most_votes_first_the_totals_are_enough(program: ModuleType, tmp_path: Path, data: st.DataObject) -> None:
    election = data.draw(made.elections())
    method = data.draw(st.sampled_from([Method.GREEDY, Method.GREEDY_NO_SKIP]))
    rule = Rule(method, completion=Completion.NONE, order=data.draw(made.orders(election)))
    file = tmp_path / "totals.pb"
    file.write_text(writing.write(election, with_ballots=False), encoding="utf-8")
    assert program.sections(file)["VOTES"] == []
    assert recounted(program, file, rule, election, tmp_path) == list(count(election, rule).ids)


def test_totals_alone_are_refused_where_the_rule_needs_ballots(program: ModuleType, tmp_path: Path) -> None:
    election = made.worked()
    file = tmp_path / "totals.pb"
    text = writing.write(election, with_ballots=False)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(program.Unreadable, match="losse stemmen"):
        recounted(program, file, Rule(Method.PHRAGMEN), election, tmp_path)
    votes = f"num_votes;{election.voters}"
    for wrong in (text.replace(votes, "num_votes;0"), text.replace(votes, "num_votes;1"), text.replace(votes, "")):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(program.Unreadable):
            program.read_round(file)


def real_rules(election: Election) -> list[Rule]:
    """Every rule on a real election, the completions left out that take many runs."""
    utilities = [each for each in Utility if each is not Utility.POINTS or election.kind not in FLAT]
    greedy = [
        Rule(method, keep_caps=caps) for method in (Method.GREEDY, Method.GREEDY_NO_SKIP) for caps in (False, True)
    ]
    shares = [Rule(utility=each, completion=Completion.UTILITARIAN, compared=True) for each in utilities]
    plain = [Rule(utility=each, completion=Completion.NONE) for each in utilities]
    return [*greedy, Rule(Method.PHRAGMEN), *shares, *plain]


LARGE = (
    "Netherlands_Amsterdam_166 Poland_Katowice_2022_Osiedle_Tysiaclecia Poland_Krakow_2018_Bronowice "
    "Poland_Krakow_2019_Bronowice Poland_Warszawa_2025_Wilanow Poland_Wieliczka_2023_Green_Budget".split()
)
NAMES = sorted(
    "Netherlands_Amsterdam_605 Netherlands_Assen_2024 Poland_Czestochowa_2024_Wyczerpy_-_Aniolow "
    "Poland_Warszawa_2019_Las Switzerland_Zurich_D10 Poland_Wroclaw_2017_Rejon_nr_4_250 Switzerland_Zurich_D5 "
    "Worldwide_Mechanical_Turk_Knapsack_3 Worldwide_Mechanical_Turk_Ranking_value_3 "
    "Worldwide_Mechanical_Turk_Ranking_value_money_3 Worldwide_Mechanical_Turk_Threshold_3 "
    "Worldwide_Mechanical_Turk_Utilities_3 Worldwide_Mechanical_Turk_k_approval_3".split()
)


@pytest.mark.parametrize("name", [*NAMES, *(pytest.param(name, marks=pytest.mark.long) for name in LARGE)])
def test_both_count_the_same_on_real_elections(
    name: str, program: ModuleType, shared_data: Path, tmp_path: Path
) -> None:
    file = shared_data / "pb" / f"{name}.pb"
    election = reading.read_file(file)
    for rule in real_rules(election):
        assert recounted(program, file, rule, election, tmp_path) == list(count(election, rule).ids), rule


@pytest.mark.long
def test_both_count_the_same_on_every_real_election_with_every_completion(
    program: ModuleType, shared_data: Path, tmp_path: Path
) -> None:
    files = made.files(shared_data)
    assert len(files) > 30
    for file in files:
        election = reading.read_file(file)
        add1 = [Rule(utility=each) for each in Utility if each is not Utility.POINTS or election.kind in WITH_POINTS]
        for rule in [*real_rules(election), *add1]:
            found = recounted(program, file, rule, election, tmp_path)
            assert found == list(count(election, rule).ids), (file.name, rule)


@pytest.fixture
def published(tmp_path: Path) -> list[str]:
    """The three files of a round as they are published."""
    election, rule = made.worked(), Rule()
    outcome = count(election, rule)
    text = writing.write(election, rule="equalshares/add1", selected=outcome.ids)
    (tmp_path / "round.pb").write_text(text, encoding="utf-8")
    (tmp_path / "rule.json").write_text(json.dumps(agreed(rule, election)), encoding="utf-8")
    winners = [{"id": each} for each in outcome.ids]
    (tmp_path / "result.json").write_text(json.dumps({"winners": winners}), encoding="utf-8")
    return [str(tmp_path / name) for name in ("round.pb", "rule.json", "result.json")]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    alone = [sys.executable, "-I", str(PROGRAM), *arguments]  # -I: nothing of ours is on its path
    return subprocess.run(alone, check=False, capture_output=True, text=True)


def test_it_says_that_the_published_result_agrees(published: list[str]) -> None:
    done = run(*published)
    assert (done.returncode, "AGREES" in done.stderr) == (0, True)
    assert [line.split()[1] for line in done.stdout.splitlines()[:4]] == ["K1", "T", "M", "J"]
    assert "100 van / of 100" in done.stdout


def test_it_prints_winners_as_the_command_does(published: list[str]) -> None:
    done = run(*published[:2], "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["winners"][0] == {"id": "K1", "name": "", "cost": 40_000, "votes": 55}


def test_another_result_is_said_to_differ(published: list[str]) -> None:
    Path(published[2]).write_text('{"winners": ["K1", "K2", "K3"]}', encoding="utf-8")
    done = run(*published)
    assert (done.returncode, "DIFFERS" in done.stderr) == (1, True)
    assert "won here, not there: J, M, T" in done.stderr
    assert "won there, not here: K2, K3" in done.stderr


def test_one_ballot_more_or_less_is_found(published: list[str]) -> None:
    text = Path(published[0]).read_text(encoding="utf-8")
    ballots = text[text.index("VOTES") :]
    Path(published[0]).write_text(text + "".join(f"x{at};K2,K3\n" for at in range(60)), encoding="utf-8")
    assert ballots.count("\n") == 102
    assert run(*published).returncode == 1


@pytest.mark.parametrize(
    ("which", "old", "new"),
    [
        (0, "K1;40000", "K1;-40000"),
        (0, "K1;40000", "K2;40000"),
        (0, "\n1;", "\n2;"),
        (0, "VOTES", "STEMMEN"),
        (0, "vote_type;approval", "vote_type;scoring"),
        (0, "budget;100000", "budget;veel"),
        (0, "J,M", "J,X"),
        (1, '"J", ', ""),
        (1, "equal-shares", "dice"),
        (1, '"cost"', '"points"'),
        (1, "{", "["),
        (2, "winners", "losers"),
        (2, "}", ""),
    ],
)
def test_what_is_not_fit_is_not_counted(which: int, old: str, new: str, published: list[str]) -> None:
    path = Path(published[which])
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run(*published)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("NIET TE LEZEN / NOT READABLE: ")


def test_a_file_that_is_not_there_is_said(published: list[str]) -> None:
    assert run(published[0] + "x", *published[1:]).returncode == 2
    assert run().returncode == 2
