"""The election in the story: where the calendar has one, its dossier is written down and answered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from stoep.handover import queries
from stoep.handover.models import Power
from stoep.handover.tests.ground import Ground
from stoep.web.demonstration import handover
from stoep.web.demonstration.stage import Stage
from tests.builders import an_organisation


def planned(today: date) -> list[date]:
    """On which days something of the election is planned, for a story that is told on this day."""
    days: list[date] = []
    stage: Any = SimpleNamespace(today=today, plan=lambda at, _act: days.append(timezone.localdate(at)))
    stage.day = lambda month: Stage.day(stage, month)
    handover.plan_election(stage)
    return days


def test_it_is_planned_for_the_last_election_within_two_years_and_else_left_out() -> None:
    assert planned(date(2026, 11, 29)) == [date(2026, 3, 20), date(2026, 4, 20)]
    assert planned(date(2027, 12, 1)) == [date(2026, 3, 20), date(2026, 4, 20)]
    assert planned(date(2029, 6, 1)) == []


@pytest.mark.django_db
def test_its_dossier_can_be_read_beside_that_of_the_alderman() -> None:
    ground, election, at = Ground(), date(2026, 3, 18), datetime(2026, 9, 2, 12, 0, tzinfo=UTC)
    ground.promise(said_on=date(2026, 3, 1))
    stage: Any = SimpleNamespace(
        neighbourhood=ground.place,
        organisations={handover.MUNICIPALITY: an_organisation("municipality")},
        chair=ground.chair,
        promisers={"Anouk": ground.official},
    )
    handover.elect(stage, election, at)
    handover.confirm_all(stage, at)
    ground.power()
    power = handover.of(stage, "election")
    assert (power.on, Power.objects.count(), handover.of(stage).kind) == (election, 2, "alderman")
    assert [shown.state for shown in queries.dossier(power, election).lines] == ["confirm"]
