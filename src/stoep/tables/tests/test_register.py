"""The register of tables: anybody in the network writes one down in the open; what is residents', residents say."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from stoep.tables import actions as tables
from stoep.tables import queries
from stoep.tables.models import Table, TableSeat
from stoep.tables.tests.ground import a_table_seat, an_alliance, when
from tests.builders import TODAY, a_neighbourhood, a_post, a_standing, an_organisation, sign_in

pytestmark = pytest.mark.django_db


def test_the_own_table_of_the_neighbourhood_stands_in_the_register_by_itself(
    place: Neighbourhood, resident: Standing
) -> None:
    own = queries.own_table(place, TODAY)
    assert own and (own.residents, own.total) == (1, 1)
    page = Client().get(reverse("tables:register", args=[place.slug])).content.decode()
    assert "De tafel van de wijk zelf" in page and "Bewoners hebben 1 van de 1 zetels." in page


def test_an_official_registers_the_table_of_the_municipality_and_it_says_who_did(
    place: Neighbourhood, official: Standing
) -> None:
    table = an_alliance(place, official)
    assert table.registered_for == an_organisation("municipality")
    page = Client().get(table.get_absolute_url()).content.decode()
    assert "Gemeente Waterstad" in page
    with pytest.raises(NotAllowed):
        an_alliance(place, a_standing(place, seat=False), name="Van buiten")


def test_what_others_call_a_seat_of_residents_counts_only_once_residents_say_so(
    place: Neighbourhood, resident: Standing, independent: Standing, official: Standing
) -> None:
    table = an_alliance(place, official, institutions=2)
    claims = [a_table_seat(table, by, called="een bewoner") for by in (official, independent)]
    shown = queries.shown_table(table, TODAY)
    assert (shown.total, shown.residents, shown.residents_votes, shown.claims) == (2, 0, 0, 2)
    for by in (official, independent):
        with pytest.raises(NotAllowed):
            tables.confirm_seat(seat=claims[0], by=by, at=when()["at"])
    tables.confirm_seat(seat=claims[0], by=resident, at=when()["at"])
    tables.deny_seat(seat=claims[1], by=resident, at=when()["at"])
    shown = queries.shown_table(table, TODAY)
    assert (shown.total, shown.residents, shown.residents_votes, shown.claims) == (3, 1, 1, 0)
    assert "bewoners zeggen: niet van ons" in Client().get(table.get_absolute_url()).content.decode()


def test_an_institution_cannot_sit_as_the_network_of_residents(place: Neighbourhood, official: Standing) -> None:
    table = an_alliance(place, official, institutions=1)
    false = Organisation.objects.create(name="Bewonersplatform van de gemeente", kind="resident")
    with pytest.raises(Refused) as refused:
        a_table_seat(table, official, party=false)
    assert refused.value.code == "residents-by-name"


def test_a_resident_who_takes_a_job_at_an_organisation_counts_no_longer(
    place: Neighbourhood, resident: Standing
) -> None:
    neighbour = a_standing(place)
    table = an_alliance(place, resident, institutions=1)
    a_table_seat(table, resident, sits=neighbour.seat)
    assert queries.shown_table(table, TODAY).residents == 1
    assert neighbour.person
    a_post(a_neighbourhood(), "official", person=neighbour.person, organisation=an_organisation("municipality"))
    network.work_for(person=neighbour.person, organisation=an_organisation("municipality"), **when(1))
    assert queries.shown_table(table, TODAY).residents == 0
    page = Client().get(table.get_absolute_url()).content.decode()
    assert "werkt nu voor Gemeente Waterstad, en telt niet mee" in page
    assert neighbour.seat
    neighbour.seat.refresh_from_db()
    with pytest.raises(Refused) as refused:
        a_table_seat(table, resident, sits=neighbour.seat)
    assert refused.value.code == "works-elsewhere"


def test_a_seat_of_another_neighbourhood_sits_nowhere_here(place: Neighbourhood, resident: Standing) -> None:
    there = a_standing(a_neighbourhood())
    table = an_alliance(place, resident, institutions=1)
    with pytest.raises(Refused) as refused:
        a_table_seat(table, resident, sits=there.seat)
    assert refused.value.code == "not-here"


def test_only_residents_end_a_seat_of_residents_and_others_end_what_they_wrote(
    place: Neighbourhood, resident: Standing, independent: Standing, official: Standing
) -> None:
    table = an_alliance(place, official, institutions=2)
    ours = a_table_seat(table, resident)
    police = a_table_seat(table, resident, party=an_organisation("police"))
    now = {"at": when()["at"], "today": TODAY}
    for by in (official, independent):
        with pytest.raises(NotAllowed):
            tables.end_seat(seat=ours, by=by, **now)
    with pytest.raises(NotAllowed):
        tables.end_seat(seat=police, by=official, **now)
    written = table.seats.filter(written_for__isnull=False)[0]
    assert tables.end_seat(seat=written, by=official, **now).until_on == TODAY
    assert tables.end_seat(seat=ours, by=resident, **now).until_on == TODAY
    assert queries.shown_table(table, TODAY).residents == 0
    assert len(queries.seats_of(table)) == 4


def test_the_database_knows_no_confirmed_seat_of_an_organisation(place: Neighbourhood, official: Standing) -> None:
    table = an_alliance(place, official, institutions=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TableSeat.objects.filter(table=table).update(confirmed_at=when()["at"])


def test_a_table_is_there_once_ends_with_a_reason_and_takes_nothing_more(
    place: Neighbourhood, resident: Standing, official: Standing
) -> None:
    table = an_alliance(place, official, institutions=1)
    with pytest.raises(Refused):
        an_alliance(place, resident, name="nplv-ALLIANTIE")
    with pytest.raises(NotAllowed):
        tables.end_table(table=table, why="Klaar.", by=a_standing(place, "housing"), at=when()["at"])
    with pytest.raises(Refused):
        tables.end_table(table=table, why=" ", by=official, at=when()["at"])
    tables.end_table(table=table, why="Klaar.", by=official, at=when()["at"])
    with pytest.raises(Refused) as refused:
        a_table_seat(table, official)
    assert refused.value.code == "ended"
    page = Client().get(reverse("tables:register", args=[place.slug])).content.decode()
    assert "Tafels die zijn gestopt" in page
    assert Client().get(table.get_absolute_url()).status_code == 200


def test_no_name_stands_in_the_log(place: Neighbourhood, resident: Standing, official: Standing) -> None:
    table = an_alliance(place, official, institutions=1)
    a_table_seat(table, official, party=an_organisation("care"), called="Geheimnaam")
    neighbour = a_standing(place)
    assert neighbour.person
    neighbour.person.name = "Buurvrouw Geheim"
    neighbour.person.save()
    a_table_seat(table, resident, sits=neighbour.seat)
    leaves = "".join(Entry.objects.filter(log__neighbourhood=place).values_list("leaf", flat=True))
    assert "Geheim" not in leaves
    assert "Welzijn Waterstad" in leaves


def test_a_form_keeps_what_was_typed_says_what_is_missing_and_counts_once(
    place: Neighbourhood, resident: Standing, client: Client, on_the_day: None
) -> None:
    assert resident.person
    sign_in(client, resident.person)
    where = reverse("tables:register_table", args=[place.slug])
    typed = {"name": "Stuurgroep Oost", "kind": "steering", "convened_by": "", "about": "Straten.", "key": "k1"}
    wrong = client.post(where, typed)
    assert wrong.status_code == 422 and "Stuurgroep Oost" in wrong.content.decode()
    for _ in range(2):
        assert client.post(where, typed | {"convened_by": "de gemeente"}).status_code == 302
    table = Table.objects.get()
    seat = reverse("tables:add_seat", args=[place.slug, table.pk])
    nameless = client.post(seat, {"party": "care", "votes": "ja"})
    assert nameless.status_code == 422
    given = {"party": "bewoners", "votes": "ja", "sits": resident.seat.pk if resident.seat else 0, "key": "k2"}
    for _ in range(2):
        assert client.post(seat, given).status_code == 302
    assert TableSeat.objects.get().counts_as_residents
