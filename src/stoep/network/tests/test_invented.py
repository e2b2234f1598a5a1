"""An invented neighbourhood: what a stranger with an e-mail address can do to others by beginning one. Nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.network import actions, queries, rules
from stoep.network.models import Change, Post, Seat
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry, Log
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import (
    NOW,
    TODAY,
    a_neighbourhood,
    a_person,
    a_post,
    a_seat,
    a_standing,
    an_organisation,
    sign_in,
)

WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
SQUARE = '{"type":"Polygon","coordinates":[[[5.1,52.1],[5.11,52.1],[5.11,52.11],[5.1,52.11],[5.1,52.1]]]}'
pytestmark = pytest.mark.django_db


def invented(founder: Person | None = None, name: str = "Nepwijk") -> Standing:
    """A stranger, who chairs the table of a neighbourhood that they made up."""
    founder = founder or a_person("Vreemde")
    here = actions.found(
        name=name, kind="village", municipality_name="Waterstad", outline=SQUARE, founder=founder, **WHEN
    )
    return _standing(founder, here)


def _standing(person: Person, here: Neighbourhood, *, second_factor: bool = True) -> Standing:
    return queries.standing(account=person.account, neighbourhood=here, today=TODAY, second_factor=second_factor)


@pytest.mark.parametrize("kind", ["add-seat", "add-post"])
def test_a_stranger_makes_an_official_of_nobody(kind: str) -> None:
    """Neither of a new resident, nor of a host, nor of somebody with a seat: they stay who they are elsewhere."""
    real = a_neighbourhood()
    new, host, resident = a_person(email="nieuw@voorbeeld.nl"), a_person(), a_person()
    a_post(real, "host", person=host)
    a_seat(real, person=resident)
    boss = invented()
    for victim in (new, host, resident):
        try:
            actions.propose(
                by=boss,
                kind=kind,
                person=victim,
                post_kind="official",
                organisation=an_organisation("municipality"),
                **WHEN,
            )
        except Refused as refused:
            assert refused.code == "residents-share"
        victim.refresh_from_db()
        assert victim.organisation is None
        assert queries.side_and_name(victim) == ("resident", "")
        assert _standing(victim, real).side == "resident"
        assert not _standing(victim, real).asked_for
    assert _standing(host, real).hosts
    assert _standing(resident, real).leads
    a_seat(real, person=new)
    assert _standing(new, real).leads


def test_what_a_table_says_of_somebody_counts_at_that_table_and_gives_no_right_there() -> None:
    here, person, care = a_neighbourhood(), a_person(), an_organisation("care")
    a_post(here, "worker", person=person, organisation=care)
    waiting = _standing(person, here)
    assert (waiting.side, waiting.posts, waiting.hosts, waiting.asked_for) == ("care", frozenset(), False, care.name)
    with pytest.raises(NotAllowed, match="Zeg eerst zelf of dat klopt") as refused:
        actions.require(waiting, right="host", act="network.desk")
    assert care.name in str(refused.value)
    actions.work_for(person=person, organisation=care, **WHEN)
    assert _standing(Person.objects.get(pk=person.pk), here).hosts
    elsewhere = _standing(Person.objects.get(pk=person.pk), a_neighbourhood())
    assert (elsewhere.side, elsewhere.organisation_name) == ("care", care.name)


def test_an_official_gets_no_seat_of_an_official_without_being_one_everywhere() -> None:
    """The other way round: whoever wants to act for the municipality here says so, and then counts so elsewhere."""
    here, home, official = a_neighbourhood(), a_neighbourhood(), a_person()
    municipality = an_organisation("municipality")
    a_seat(here, "municipality", person=official, organisation=municipality)
    a_seat(home, person=official)
    a_seat(home)  # the last seat of residents would have to be handed over first
    assert not _standing(official, here).in_network
    assert _standing(official, home).leads
    actions.work_for(person=official, organisation=municipality, **WHEN)
    again = Person.objects.get(pk=official.pk)
    assert _standing(again, here).in_network
    assert not _standing(again, home).leads
    assert _standing(again, home).side == "municipality"


def test_nobody_says_it_unasked() -> None:
    with pytest.raises(Refused) as refused:
        actions.work_for(person=a_person(), organisation=an_organisation("municipality"), **WHEN)
    assert refused.value.code == "nothing-asked"


@pytest.mark.parametrize("kind", ["resident", "independent"])
def test_an_official_does_not_become_a_resident_by_way_of_a_friend_with_an_invented_wijk(kind: str) -> None:
    official, boss = a_person(side="municipality"), invented()
    club = people.name_organisation(name="Buurtclub", kind=kind)
    a_post(boss.neighbourhood, "official", person=official, organisation=club)
    with pytest.raises(Refused) as refused:
        actions.work_for(person=official, organisation=club, **WHEN)
    assert refused.value.code == "other-organisation"
    official.refresh_from_db()
    assert official.side == "municipality"


def test_whoever_goes_to_another_employer_leaves_the_first_one_first() -> None:
    here, person = a_neighbourhood(), a_person(side="housing")
    assert person.organisation
    post = a_post(here, "official", person=person, organisation=person.organisation)
    police = an_organisation("police")
    a_post(a_neighbourhood(), "official", person=person, organisation=police)
    with pytest.raises(Refused, match="Leg die eerst neer"):
        actions.work_for(person=person, organisation=police, **WHEN)
    actions.lay_down(person=person, post=post.pk, **WHEN)
    assert actions.work_for(person=person, organisation=police, **WHEN).side == "police"


@pytest.mark.once
@pytest.mark.parametrize("now", [each.value for each in Organisation.Kind])
@pytest.mark.parametrize("then", [each.value for each in Organisation.Kind])
def test_a_step_to_another_employer_never_gives_more_to_lead(now: str, then: str) -> None:
    leads = {"resident": 2, "independent": 1}
    assert rules.may_become(now, then) == (leads.get(then, 0) <= leads.get(now, 0))


def test_nobody_keeps_the_name_of_a_municipality_by_naming_it_as_something_else() -> None:
    fake = people.name_organisation(name="Gemeente Waterstad", kind="resident")
    real = people.name_organisation(name="gemeente  waterstad", kind="municipality")
    assert (fake.pk != real.pk, real.kind) == (True, "municipality")
    assert people.name_organisation(name="GEMEENTE WATERSTAD", kind="municipality") == real


def test_whoever_never_asked_for_a_seat_or_task_lays_it_down_in_one_step(client: Client) -> None:
    boss, victim = invented(), a_person()
    actions.propose(by=boss, kind=Change.Kind.ADD_SEAT, person=victim, **WHEN)
    actions.propose(by=boss, kind=Change.Kind.ADD_POST, post_kind="host", person=victim, **WHEN)
    seat, post = Seat.objects.get(person=victim), Post.objects.get(person=victim)
    sign_in(client, victim, second_factor=False)
    page = client.get(reverse("network:mine")).content.decode()
    assert page.count("Ja, ik leg het neer") == 2
    for field, pk in (("seat", seat.pk), ("post", post.pk)):
        assert client.post(reverse("network:lay-down"), {field: pk}).status_code == 302
    seat.refresh_from_db()
    post.refresh_from_db()
    assert seat.until_on == post.until_on
    assert seat.until_on is not None
    assert Entry.objects.filter(act="network.lay_down").count() == 2


def test_nobody_lays_down_what_is_another_s(client: Client) -> None:
    seat = a_seat(a_neighbourhood())
    sign_in(client, a_person())
    assert client.post(reverse("network:lay-down"), {"seat": seat.pk}).status_code == 409
    seat.refresh_from_db()
    assert seat.until_on is None


def test_a_chair_and_the_last_resident_find_somebody_first() -> None:
    chair = invented()
    assert chair.person
    assert chair.seat
    with pytest.raises(Refused) as refused:
        actions.lay_down(person=chair.person, seat=chair.seat.pk, **WHEN)
    assert refused.value.code == "own-chair"
    last = a_standing(a_neighbourhood())
    assert last.person
    assert last.seat
    with pytest.raises(Refused) as refused:
        actions.lay_down(person=last.person, seat=last.seat.pk, **WHEN)
    assert refused.value.code == "own-last"


def test_residents_keep_their_share_when_one_of_them_goes() -> None:
    """Whoever presses a resident to lay down a seat gains no majority by it; an organisation may always go."""
    here = a_neighbourhood()
    going = a_standing(here)
    for side in ("resident", "resident", "municipality", "housing"):
        a_seat(here, side)
    assert going.person
    assert going.seat
    with pytest.raises(Refused) as refused:
        actions.lay_down(person=going.person, seat=going.seat.pk, **WHEN)
    assert refused.value.code == "own-share"
    institution = Seat.objects.get(side="housing")
    actions.lay_down(person=institution.person, seat=institution.pk, **WHEN)
    actions.lay_down(person=going.person, seat=going.seat.pk, **WHEN)
    assert rules.residents_hold(queries.sides_at(going.seat.partnership, TODAY), 51)


def test_yes_on_the_page_makes_it_so(client: Client) -> None:
    here, person, care = a_neighbourhood(), a_person(), an_organisation("care")
    a_post(here, "worker", person=person, organisation=care)
    sign_in(client, person, second_factor=False)
    assert "Hier staat dat u werkt voor" in client.get(reverse("network:mine")).content.decode()
    assert client.post(reverse("network:work-for", args=[care.pk])).status_code == 302
    person.refresh_from_db()
    assert person.organisation == care
    assert "Hier staat dat u werkt voor" not in client.get(reverse("network:mine")).content.decode()
    assert Entry.objects.get(act="network.work_for").sealed()["facts"]["works_there"] is True


def test_a_stranger_does_not_begin_a_wijk_that_is_there() -> None:
    invented(name="De Meerpaal")
    with pytest.raises(Refused, match="is er al"):
        invented(name="de meerpaal")
    assert Neighbourhood.objects.filter(name__iexact="de meerpaal").count() == 1


@pytest.mark.parametrize(
    ("founders", "may"),
    [([""], False), (["*"], True), (["samira@bewoners.example"], True), (["@bewoners.example"], True),
     (["@anders.example", "bep@bewoners.example"], False), (["bewoners.example"], False)],
)  # fmt: skip
def test_who_runs_this_stoep_says_who_begins_a_wijk(settings: Any, founders: list[str], may: bool) -> None:
    settings.STOEP_FOUNDERS = founders
    samira = a_person(email="samira@bewoners.example")
    if may:
        assert invented(samira).leads
        return
    with pytest.raises(NotAllowed) as refused:
        invented(samira)
    assert refused.value.code == "not-known"
    assert not Neighbourhood.objects.exists()
    assert not Log.objects.exists()
