"""On real elections too the winners are those of the slow version, in the same order and at the same prices."""

from __future__ import annotations

from pathlib import Path

import pytest

from stoep.core.counting import reading, ties, writing
from stoep.core.counting.counts import count
from stoep.core.counting.elections import Election, Kind
from stoep.core.counting.rules import Completion, Method, Rule, Utility
from stoep.core.counting.tests import made, oracle

FLAT = (Kind.APPROVAL, Kind.CHOOSE_ONE)
SMALL = 80_000  # bytes: of these the slow version needs seconds


def same(election: Election) -> None:
    order = list(ties.named("natural", election))
    budget, costs, voters = oracle.plain(election)
    for utility in Utility:
        if utility is Utility.POINTS and election.kind in FLAT:
            continue
        outcome = count(election, Rule(utility=utility, completion=Completion.NONE))
        chosen, payments = oracle.equal_shares(costs, voters, order, budget / len(voters), utility.value)
        assert list(outcome.ids) == chosen
        for purchase, paid in zip(outcome.winners, payments, strict=True):
            assert purchase.full + purchase.emptied == sum(own > 0 for own in paid.values())
    assert list(count(election, Rule(Method.PHRAGMEN)).ids) == oracle.phragmen(budget, costs, voters, order)


def test_small_elections_come_out_as_the_papers_say(shared_data: Path) -> None:
    files = [path for path in made.files(shared_data) if path.stat().st_size < SMALL / 3]
    assert len(files) > 9
    for path in files:
        same(reading.read_file(path))


@pytest.mark.long
def test_every_election_comes_out_as_the_papers_say(shared_data: Path) -> None:
    for path in made.files(shared_data):
        same(reading.read_file(path))


def test_the_named_trap_of_floats_is_passed(shared_data: Path) -> None:
    """Naive floats choose another set in Wilanów 2025."""
    same(reading.read_file(shared_data / "pb" / "Poland_Warszawa_2025_Wilanow.pb"))


def test_a_file_survives_being_written(shared_data: Path, pytestconfig: pytest.Config) -> None:
    for path in made.files(shared_data)[:: 2 if pytestconfig.getoption("--long") else 6]:
        election = reading.read_file(path)
        again = reading.read(writing.write(election, meta=election.meta).encode())
        assert again.ballots == election.ballots
        assert again.costs() == election.costs()
        assert (again.limits, again.caps, again.threshold) == (election.limits, election.caps, election.threshold)


def test_budgets_per_category_bind_where_they_are_kept(shared_data: Path) -> None:
    election = reading.read_file(shared_data / "pb" / "Netherlands_Amsterdam_285.pb")
    assert [(cap.of, int(cap.amount)) for cap in election.caps] == [
        ("Straten pleinen en parken", 200_000),
        ("Gezondheid cultuur en kansen voor iedereen", 100_000),
        ("Samen dingen doen", 100_000),
    ]
    kept = set(count(election, Rule(Method.GREEDY, keep_caps=True)).ids)
    for cap in election.caps:
        spent = sum(each.cost for each in election.projects if each.id in kept and cap.of in each.parts["category"])
        assert 0 < spent <= cap.amount
    assert kept != set(count(election, Rule(Method.GREEDY)).ids)
