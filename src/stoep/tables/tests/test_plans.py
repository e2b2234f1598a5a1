"""No plan is established without what residents hold of it, and nobody but residents says what that is (R2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from stoep.tables import actions as tables
from stoep.tables import queries
from stoep.tables.models import Plan, Position
from stoep.tables.tests.ground import (
    a_plan,
    a_position,
    a_table_seat,
    an_alliance,
    an_official,
    at_once,
    establish,
    when,
)
from tests.builders import TODAY, a_neighbourhood, a_standing, an_item, sign_in

pytestmark = pytest.mark.django_db
WHO: dict[str, str] = {"words": "Nee.", "present": "Tien bewoners.", "decided_how": "Samen.", "held_on": "2026-09-01"}


def _acts(place: Neighbourhood) -> list[str]:
    return list(Entry.objects.filter(log__neighbourhood=place).order_by("index").values_list("act", flat=True))


def test_six_institutions_without_residents_cannot_establish_a_plan_and_with_a_reservation_they_can(
    place: Neighbourhood, resident: Standing, official: Standing, client: Client, on_the_day: None
) -> None:
    """R2, word for word."""
    table = an_alliance(place, official, institutions=6)
    shown = queries.shown_table(table, TODAY)
    assert (shown.total, shown.residents) == (6, 0)
    plan = a_plan(table, official)
    assert official.person and resident.person
    sign_in(client, official.person)
    where = reverse("tables:establish", args=[place.slug, plan.pk])
    refused = client.post(where, {"held_on": "2026-09-01"})
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "Bewoners hebben nog niet gezegd wat zij van dit plan vinden." in page
    tried = Entry.objects.get(act="network.refused")
    assert tried.sealed()["facts"]["tried"] == "tables.establish"
    assert tried.sealed()["facts"]["code"] == "no-position"
    assert tried.subject == f"plan:{plan.pk}"

    ours = a_table_seat(table, resident)
    a_position(plan, resident, "reservation", seats=[ours])
    assert client.post(where, {"held_on": "2026-09-01", "missed": "geen"}).status_code == 422
    assert client.post(where, {"held_on": "2026-09-01", "missed": "De winkels."}).status_code == 302
    plan.refresh_from_db()
    assert plan.established_at and plan.rests_on and plan.rests_on.kind == "reservation"
    shown_plan = Client().get(plan.get_absolute_url()).content.decode()
    assert "Bewoners maken een voorbehoud" in shown_plan
    assert "Eerst een huis terug." in shown_plan
    paper = Client().get(reverse("tables:plan_sheet", args=[place.slug, plan.pk]))
    assert paper.content.startswith(b"%PDF")


def test_a_table_without_residents_says_so_plainly(place: Neighbourhood, official: Standing) -> None:
    table = an_alliance(place, official)
    for path in (reverse("tables:register", args=[place.slug]), table.get_absolute_url()):
        page = Client().get(path).content.decode()
        assert "Aan deze tafel zit geen bewoner. Alle 6 zetels zijn voor organisaties." in page


def test_against_a_no_of_residents_only_with_a_written_reason(
    place: Neighbourhood, resident: Standing, official: Standing
) -> None:
    plan = a_plan(an_alliance(place, official), official)
    a_position(plan, resident, "against")
    for nothing in ("", "  \n "):
        with pytest.raises(NotAllowed) as refused:
            establish(plan, official, why=nothing)
        assert refused.value.code == "no-reason"
    establish(plan, official, why="Het geld vervalt anders.")
    page = Client().get(plan.get_absolute_url()).content.decode()
    assert "Bewoners zijn tegen dit plan" in page
    assert "Het geld vervalt anders." in page
    (entry,) = Entry.objects.filter(act="tables.establish")
    assert entry.sealed()["facts"]["residents"] == "against"


def test_the_database_itself_holds_that_no_plan_is_established_without_a_position(
    place: Neighbourhood, official: Standing
) -> None:
    plan = a_plan(an_alliance(place, official), official)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(established_at=when()["at"])


@pytest.mark.parametrize("side", ["independent", "municipality", "visitor"])
def test_nobody_but_a_residents_seat_records_what_residents_hold(place: Neighbourhood, side: str) -> None:
    official = an_official(place)
    plan = a_plan(an_alliance(place, official), official)
    with pytest.raises(NotAllowed):
        a_position(plan, a_standing(place, side), "for")
    with pytest.raises(NotAllowed):
        a_position(plan, a_standing(place, second_factor=False), "for")
    assert not Position.objects.exists()


def test_an_official_who_posts_the_form_of_residents_is_refused_and_the_log_tells(
    place: Neighbourhood, official: Standing, client: Client, on_the_day: None
) -> None:
    plan = a_plan(an_alliance(place, official), official)
    assert official.person
    sign_in(client, official.person)
    where = reverse("tables:position", args=[place.slug, plan.pk])
    assert client.post(where, WHO | {"kind": "for"}).status_code == 403
    assert Entry.objects.get(act="network.refused").sealed()["facts"]["tried"] == "tables.record_position"
    assert not Position.objects.exists()


def test_a_no_and_a_reservation_need_words_and_a_yes_does_not(
    place: Neighbourhood, resident: Standing, official: Standing
) -> None:
    plan = a_plan(an_alliance(place, official), official)
    for kind in ("against", "reservation"):
        with pytest.raises(Refused) as refused:
            a_position(plan, resident, kind, words=" ")
        assert refused.value.code == "no-words"
    assert a_position(plan, resident, "for", words="").kind == "for"


def test_what_residents_said_last_before_it_was_established_is_what_counts(
    place: Neighbourhood, resident: Standing, official: Standing
) -> None:
    plan = a_plan(an_alliance(place, official), official)
    a_position(plan, resident, "against")
    second = a_position(plan, resident, "reservation", **when(1))
    establish(plan, official, **when(2), held_on=TODAY + timedelta(days=2))
    later = a_position(plan, resident, "for", **when(3))
    plan.refresh_from_db()
    line = queries.line_of(plan, TODAY)
    assert (plan.rests_on, line.held) == (second, second)
    in_time = [queries.held(position, plan).in_time for position in queries.positions_of(plan)]
    assert in_time == [False, True, True]
    page = Client().get(plan.get_absolute_url()).content.decode()
    assert "na het vaststellen gezegd" in page and "Bewoners maken een voorbehoud" in page
    told = Entry.objects.filter(act="tables.record_position").order_by("index")
    assert [entry.sealed()["facts"]["in_time"] for entry in told] == [True, True, False]
    assert later.pk > second.pk


def test_nothing_is_written_down_as_of_a_day_to_come_and_no_day_of_record_is_typed(
    place: Neighbourhood, resident: Standing, official: Standing
) -> None:
    table = an_alliance(place, official)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused):
        a_plan(table, official, drafted_on=tomorrow)
    with pytest.raises(Refused):
        a_plan(table, official, public_since_on=TODAY - timedelta(days=9))
    plan = a_plan(table, official)
    for wrong in (tomorrow, TODAY - timedelta(days=1)):
        with pytest.raises(Refused):
            a_position(plan, resident, held_on=wrong)
    position = a_position(plan, resident, **when(4), held_on=TODAY)
    for wrong in (TODAY + timedelta(days=6), TODAY - timedelta(days=1)):
        with pytest.raises(Refused):
            establish(plan, official, **when(5), held_on=wrong)
    assert position.recorded_at == when(4)["at"]
    page = Client().get(plan.get_absolute_url()).content.decode()
    assert "Gezegd op 1 september 2026, opgeschreven op 5 september 2026." in page


def test_since_when_residents_are_asked_is_on_the_page_and_they_are_told(
    place: Neighbourhood, resident: Standing, official: Standing
) -> None:
    plan = a_plan(an_alliance(place, official), official, ask=True)
    tables.ask_position(plan=plan, by=official, at=when(3)["at"])
    plan.refresh_from_db()
    assert plan.asked_at == when()["at"]
    assert queries.line_of(plan, TODAY + timedelta(days=12)).asked_days == 12
    assert Telling.objects.filter(about=f"plan:{plan.pk}").count() == 1
    assert _acts(place).count("tables.ask_position") == 1


def test_an_official_of_one_neighbourhood_does_nothing_with_the_plan_of_another(official: Standing) -> None:
    there = a_neighbourhood()
    plan = a_plan(an_alliance(there, an_official(there)), a_standing(there))
    a_position(plan, a_standing(there), "for")
    for act in (
        lambda: establish(plan, official),
        lambda: a_plan(plan.table, official),
        lambda: a_table_seat(plan.table, official),
        lambda: tables.ask_position(plan=plan, by=official, at=when()["at"]),
        lambda: tables.end_table(table=plan.table, why="Weg.", by=official, at=when()["at"]),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.code == "other-neighbourhood"
    assert official.person
    client = Client()
    sign_in(client, official.person)
    slug = official.neighbourhood.slug
    for name in ("plan", "establish", "position", "plan_sheet"):
        assert client.get(reverse(f"tables:{name}", args=[slug, plan.pk])).status_code == 404
    assert client.post(reverse("tables:ask", args=[slug, plan.pk])).status_code == 404


def test_whoever_does_not_sit_at_a_table_establishes_nothing_there(place: Neighbourhood, resident: Standing) -> None:
    table = an_alliance(place, resident, institutions=1)
    plan = a_plan(table, resident)
    a_position(plan, resident, "for")
    with pytest.raises(NotAllowed) as refused:
        establish(plan, a_standing(place, "housing"))
    assert refused.value.code == "not-at-this-table"


def test_an_item_of_another_neighbourhood_or_a_link_that_runs_is_refused(
    place: Neighbourhood, resident: Standing
) -> None:
    table = an_alliance(place, resident)
    with pytest.raises(Refused):
        a_plan(table, resident, items=[an_item(a_neighbourhood())])
    for link in ("javascript:alert(1)", "data:text/html,x", "https://", "//voorbeeld.example", "http://[::1"):
        with pytest.raises(Refused):
            a_plan(table, resident, link=link)
    assert not Plan.objects.exists()


def test_the_same_form_twice_is_one_plan_one_position_and_established_once(
    place: Neighbourhood, resident: Standing, official: Standing
) -> None:
    table = an_alliance(place, official)
    plans = {a_plan(table, official, posted_key="een").pk for _ in range(2)}
    assert len(plans) == 1
    plan = Plan.objects.get()
    assert a_position(plan, resident, posted_key="p") == a_position(plan, resident, posted_key="p")
    establish(plan, official)
    with pytest.raises(Refused) as refused:
        establish(plan, official)
    assert refused.value.code == "established"


@pytest.mark.django_db(transaction=True)
def test_two_who_establish_at_once_do_so_once() -> None:
    place = a_neighbourhood()
    resident, official = a_standing(place), an_official(place)
    plan = a_plan(an_alliance(place, official), official)
    a_position(plan, resident, "for")
    given = at_once(*[lambda: establish(plan, official)] * 4)
    assert sum(isinstance(one, Plan) for one in given) == 1
    assert _acts(place).count("tables.establish") == 1


@pytest.mark.django_db(transaction=True)
def test_a_no_that_comes_at_the_same_moment_is_either_heard_or_comes_after() -> None:
    place = a_neighbourhood()
    resident, official = a_standing(place), an_official(place)
    plan = a_plan(an_alliance(place, official), official)
    first = a_position(plan, resident, "for")
    at_once(lambda: establish(plan, official), lambda: a_position(plan, resident, "against"))
    plan.refresh_from_db()
    told = [act for act in _acts(place) if act in {"tables.establish", "tables.record_position"}]
    if plan.established_at is None:
        assert told == ["tables.record_position", "tables.record_position"]
    else:
        assert plan.rests_on == first
        assert told == ["tables.record_position", "tables.establish", "tables.record_position"]


@pytest.mark.parametrize("plans", [1, 30])
def test_a_page_asks_as_much_whatever_its_size(
    place: Neighbourhood, resident: Standing, official: Standing, plans: int, django_assert_max_num_queries: Any
) -> None:
    table = an_alliance(place, official)
    made = [a_plan(table, resident, items=[an_item(place, by=resident)], ask=True) for _ in range(plans)]
    for plan in made:
        a_position(plan, resident, seats=[a_table_seat(table, resident)])
    a_position(made[0], resident, "against")
    for path in (reverse("tables:register", args=[place.slug]), table.get_absolute_url(), made[0].get_absolute_url()):
        Client().get(path)
        with django_assert_max_num_queries(8):
            assert Client().get(path).status_code == 200
