"""What was entered by mistake: withdrawn with a reason, never deleted; and a typed name that is wiped on request."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.inspection import inspect
from stoep.record.models import Log, Opening
from stoep.shared.refusal import NotAllowed, Refused
from stoep.tables import actions as tables
from stoep.tables import queries
from stoep.tables.models import Plan, Table
from stoep.tables.tests.ground import a_plan, a_position, a_table_seat, an_alliance, an_official, establish
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Neighbourhood:
    return a_neighbourhood()


@pytest.fixture
def leads(here: Neighbourhood) -> Standing:
    return a_standing(here)


@pytest.fixture
def official(here: Neighbourhood, leads: Standing) -> Standing:
    return an_official(here)


def withdraw(plan: Plan, by: Standing, why: str = "Dit plan stond er al.") -> Plan:
    return tables.withdraw_plan(plan=plan, why=why, by=by, at=NOW)


def page(row: Table | Plan, language: str = "nl") -> str:
    return Client(headers={"accept-language": language}).get(row.get_absolute_url()).content.decode()


def test_a_withdrawn_plan_stays_readable_with_its_reason_and_counts_no_more(
    here: Neighbourhood, leads: Standing
) -> None:
    table = an_alliance(here, leads, institutions=0)
    plan = a_plan(table, leads, ask=True)
    assert queries.register(here, TODAY)[0][0].asked == 1
    with pytest.raises(Refused) as empty:
        withdraw(plan, leads, " ")
    assert empty.value.code == "no-why"
    assert withdraw(plan, leads).withdrawn_at == withdraw(plan, leads, "Nog eens.").withdrawn_at
    ((shown,), _more) = queries.register(here, TODAY)
    assert (shown.plans, shown.asked) == (0, 0)
    assert "Dit plan stond er al." in page(plan) and plan.about in page(plan)
    assert "this stood here by mistake" in page(plan, "en")
    assert plan.title in page(table)
    for act in (lambda: a_position(plan, leads), lambda: tables.ask_position(plan=plan, by=leads, at=NOW)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "withdrawn"


def test_nobody_takes_away_a_plan_of_another_or_what_residents_said_with_it(
    here: Neighbourhood, leads: Standing, official: Standing
) -> None:
    table = an_alliance(here, official, institutions=0)
    theirs, ours = a_plan(table, official, title="Van de gemeente"), a_plan(table, leads, title="Van bewoners")
    with pytest.raises(NotAllowed):
        withdraw(ours, official)
    a_position(theirs, leads, kind="against")
    for by in (official, a_standing(here, "independent")):
        with pytest.raises(NotAllowed) as refused:
            withdraw(theirs, by)
        assert refused.value.code == "residents-only"
    assert withdraw(theirs, leads).withdrawn_at
    again = a_plan(table, official, title="Nog een")
    assert withdraw(again, official).withdrawn_for == again.registered_for
    done = a_plan(table, leads, title="Vastgesteld")
    a_position(done, leads, kind="for")
    establish(done, leads)
    with pytest.raises(Refused) as caught:
        withdraw(done, leads)
    assert caught.value.code == "established"


def test_a_withdrawn_table_leaves_the_list_of_those_that_run_and_may_be_written_down_anew(
    here: Neighbourhood, leads: Standing
) -> None:
    table = an_alliance(here, leads, institutions=0)
    plan = a_plan(table, leads)
    with pytest.raises(Refused) as refused:
        tables.withdraw_table(table=table, why="Zij bestaat niet.", by=leads, at=NOW)
    assert refused.value.code == "has-plans"
    withdraw(plan, leads)
    tables.withdraw_table(table=table, why="Zij bestaat niet.", by=leads, at=NOW)
    assert [shown.table.is_over for shown in queries.register(here, TODAY)[0]] == [True]
    register = Client(headers={"accept-language": "nl"}).get(reverse("tables:register", args=[here.slug]))
    assert "Tafels die zijn gestopt of ingetrokken" in register.content.decode()
    assert "Zij bestaat niet." in page(table)
    with pytest.raises(Refused) as late:
        a_table_seat(table, leads)
    assert late.value.code == "withdrawn"
    assert an_alliance(here, leads, institutions=0).pk != table.pk


def test_an_official_cannot_withdraw_a_table_where_residents_have_a_seat(
    here: Neighbourhood, leads: Standing, official: Standing
) -> None:
    table = an_alliance(here, official, institutions=0)
    a_table_seat(table, leads)
    with pytest.raises(NotAllowed) as refused:
        tables.withdraw_table(table=table, why="Weg ermee.", by=official, at=NOW)
    assert refused.value.code == "residents-only"


def unfit(here: Neighbourhood) -> set[tuple[str, str, str]]:
    """What does not agree with the log: what the builders made without an act does not, from the beginning."""
    return {(one.code, one.where, one.what) for one in inspect(Log.objects.get(neighbourhood=here))}


def test_a_typed_name_is_wiped_on_request_and_every_proof_holds(
    here: Neighbourhood, leads: Standing, official: Standing
) -> None:
    table = an_alliance(here, leads, institutions=0)
    seat = a_table_seat(table, official, called="Piet uit de Eikstraat")
    other = a_table_seat(table, official, called="Mien")
    assert "Piet uit de Eikstraat" in page(table)
    with pytest.raises(NotAllowed):
        tables.erase_seat_name(seat=seat, ground="asked", by=official, at=NOW)
    with pytest.raises(Refused):
        tables.erase_seat_name(seat=seat, ground="", by=leads, at=NOW)
    before = unfit(here)
    tables.erase_seat_name(seat=seat, ground="asked", by=leads, at=NOW)
    assert "Piet uit de Eikstraat" not in page(table) and other.called in page(table)
    assert not Opening.objects.filter(value__contains="Piet uit").exists()
    assert Opening.objects.filter(value="Mien").exists()
    assert unfit(here) <= before
