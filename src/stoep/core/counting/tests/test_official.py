"""The official results: every real election whose file states its winners under a rule that we have."""

from __future__ import annotations

from pathlib import Path

import pytest

from stoep.core.counting import reading, rules
from stoep.core.counting.counts import count
from stoep.core.counting.rules import Completion, Rule
from stoep.core.counting.tests import made

KNOWN = {
    "Netherlands_Assen_2024": (9, 76_700),
    "Poland_Czestochowa_2024_Wyczerpy_-_Aniolow": (5, 418_666),
    "Poland_Katowice_2022_Osiedle_Tysiaclecia": (6, 816_500),
    "Poland_Katowice_2023": (6, 2_999_130),
    "Poland_Krakow_2019_Bronowice": (5, 843_360),
    "Poland_Krakow_2021": (13, 6_999_600),
    "Poland_Lodz_2022": (16, 6_112_868),
    "Poland_Warszawa_2019_Las": (13, 120_905),
    "Poland_Warszawa_2020_Praga-Poludnie": (26, 5_900_440),
    "Poland_Warszawa_2025_Wilanow": (10, 1_528_834),
    "Poland_Wieliczka_2023_Green_Budget": (30, 995_079),
    "Poland_Wroclaw_2017_Rejon_nr_4_250": (3, 750_000),
    "Poland_Wroclaw_2018_cultural": (2, 200_000),
    "equalshares-tool_poland_wieliczka_2023_green-budget": (30, 995_079),
}


def test_every_file_that_states_its_winners_is_looked_at(shared_data: Path) -> None:
    stated = {
        path.stem
        for path in made.files(shared_data)
        if any(project.selected for project in reading.read_file(path).projects)
    }
    assert stated == set(KNOWN)


@pytest.mark.parametrize("name", KNOWN)
def test_the_winners_are_the_official_ones(name: str, shared_data: Path) -> None:
    election = reading.read_file(shared_data / "pb" / f"{name}.pb")
    rule = rules.of_pabulib(election.meta["rule"])
    assert rule is not None
    outcome = count(election, rule)
    assert set(outcome.ids) == {project.id for project in election.projects if project.selected}
    assert (len(outcome.ids), int(outcome.cost(election))) == KNOWN[name]


def test_wieliczka_goes_on_until_the_next_step_would_overspend(shared_data: Path) -> None:
    election = reading.read_file(shared_data / "pb" / "Poland_Wieliczka_2023_Green_Budget.pb")
    official, full = count(election, Rule()), count(election, Rule(completion=Completion.ADD1_EXHAUSTIVE))
    assert (len(official.ids), int(official.cost(election))) == (30, 995_079)
    assert (len(full.ids), int(full.cost(election))) == (31, 984_579)


def test_the_comparison_in_wieliczka_keeps_equal_shares(shared_data: Path) -> None:
    election = reading.read_file(shared_data / "pb" / "Poland_Wieliczka_2023_Green_Budget.pb")
    outcome = count(election, Rule(compared=True))
    assert not outcome.gave_way
    assert outcome.preferring is not None and outcome.preferring[0] > outcome.preferring[1]
