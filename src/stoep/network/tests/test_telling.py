"""Whoever is given a seat or a task hears it by mail, in their own language: what it means and what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from stoep.network import actions, queries
from stoep.network.models import Change, Post, Seat
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Person, Telling
from stoep.people.queries import address_of
from tests.builders import NOW, TODAY, a_person, an_organisation

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
SQUARE = '{"type":"Polygon","coordinates":[[[5.1,52.1],[5.11,52.1],[5.11,52.11],[5.1,52.11],[5.1,52.1]]]}'
Kind = Change.Kind


@pytest.fixture
def chair() -> Standing:
    founder = a_person("Samira")
    here = actions.found(
        name="Lutkeveen", kind="village", municipality_name="Waterstad", outline=SQUARE, founder=founder, **WHEN
    )
    return queries.standing(account=founder.account, neighbourhood=here, today=TODAY, second_factor=True)


def told(person: Person) -> list[Telling]:
    assert person.account
    found = Telling.objects.select_related("contact").order_by("pk")
    return [each for each in found if address_of(each.contact) == person.account.email]


def test_a_new_seat_says_what_it_means_and_how_to_begin(chair: Standing, client: Client) -> None:
    actions.propose(by=chair, kind=Kind.ADD_SEAT, name="Bep", email="bep@voorbeeld.nl", **WHEN)
    bep = Person.objects.get(name="Bep")
    (one,) = told(bep)
    assert one.subject == "U heeft een zetel in Lutkeveen"
    assert "beslist u over de wijkagenda" in one.body
    assert "tweede slot" in one.body
    people.deliver(at=NOW)
    (sent,) = mail.outbox
    assert sent.to == ["bep@voorbeeld.nl"]
    addresses = re.findall(r"http://localhost:8000(/\S*?)(?=[\s.,]*(?:\s|$))", str(sent.body))
    assert len(addresses) >= 3
    for address in addresses:
        assert client.get(address).status_code in {200, 302}, address
    assert "nummer en geheime code" not in str(sent.body), "that is for who follows what they said"


@pytest.mark.parametrize(
    ("kind", "organisation", "expected"),
    [("host", None, "gastheer"), ("worker", "care", "opbouwwerker"), ("official", "municipality", "contactpersoon")],
)
def test_a_task_says_what_it_is_and_whether_a_word_is_waited_for(
    chair: Standing, kind: str, organisation: str | None, expected: str
) -> None:
    person = a_person("Tom")
    employer = an_organisation(organisation) if organisation else None
    actions.propose(by=chair, kind=Kind.ADD_POST, post_kind=kind, person=person, organisation=employer, **WHEN)
    (one,) = told(person)
    assert expected in one.body
    assert ("Er staat bij dat u werkt voor" in one.body) == (employer is not None)


def test_in_their_own_language(chair: Standing) -> None:
    person = a_person("Tom")
    assert person.account
    person.account.language = "en"
    person.account.save()
    actions.propose(by=chair, kind=Kind.ADD_POST, post_kind="host", person=person, **WHEN)
    (one,) = told(person)
    assert one.subject == "You have a task in Lutkeveen"
    assert "You are a host in Lutkeveen" in one.body
    assert one.contact.language == "en"


def test_the_end_is_told_too_and_a_handing_over_to_both(chair: Standing) -> None:
    tom, bep = a_person("Tom"), a_person("Bep")
    actions.propose(by=chair, kind=Kind.ADD_POST, post_kind="host", person=tom, **WHEN)
    actions.propose(by=chair, kind=Kind.END_POST, post=Post.objects.get(person=tom), **WHEN)
    assert [each.subject for each in told(tom)][-1] == "Uw taak in Lutkeveen is beëindigd"
    actions.propose(by=chair, kind=Kind.ADD_SEAT, person=tom, **WHEN)
    actions.propose(by=chair, kind=Kind.HAND_OVER, seat=Seat.objects.get(person=tom), person=bep, **WHEN)
    assert [each.subject for each in told(tom)][-1] == "Uw zetel in Lutkeveen is beëindigd"
    assert [each.subject for each in told(bep)] == ["U heeft een zetel in Lutkeveen"]


def with_two_keys(chair: Standing) -> Standing:
    """The independent organisation, with the second key, at a table of three residents."""
    for _number in range(2):
        actions.propose(by=chair, kind=Kind.ADD_SEAT, person=a_person(), **WHEN)
    ria = a_person("Ria", "independent")
    welfare = an_organisation("independent")
    actions.propose(by=chair, kind=Kind.ADD_SEAT, person=ria, organisation=welfare, **WHEN)
    return queries.standing(account=ria.account, neighbourhood=chair.neighbourhood, today=TODAY, second_factor=True)


def test_a_proposal_that_waits_is_not_told_to_whom_it_concerns(chair: Standing) -> None:
    other, tom = with_two_keys(chair), a_person("Tom")
    change = actions.propose(by=chair, kind=Kind.ADD_SEAT, person=tom, **WHEN)
    assert told(tom) == []
    actions.confirm(change=change, by=other, **WHEN)
    assert len(told(tom)) == 1


def test_the_other_key_hears_that_it_is_waited_for_and_nobody_else(chair: Standing, client: Client) -> None:
    other = with_two_keys(chair)
    assert other.person and other.person.account
    other.person.account.language = "en"
    other.person.account.save()
    offered = a_person("Sjoerd")
    seat: dict[str, Any] = {"organisation": an_organisation("independent"), "person": offered}
    actions.confirm(change=actions.propose(by=chair, kind=Kind.ADD_SEAT, **seat, **WHEN), by=other, **WHEN)
    change = actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN)
    (one,) = Telling.objects.filter(about=f"change:{change.pk}")
    assert one in told(other.person), "not the residents, nor a seat that was only offered"
    assert one.subject == "Your key is needed in Lutkeveen"
    assert "There is a proposal in Lutkeveen: the residents' share." in one.body
    assert "up to and including 15 September 2026." in one.body
    back = actions.propose(by=other, kind=Kind.SHARE, share=55, **WHEN)
    assert Telling.objects.filter(about=f"change:{back.pk}").count() == 3
    (nl,) = Telling.objects.filter(about=f"change:{back.pk}", contact__language="nl")[:1]
    assert nl.subject == "Uw sleutel is nodig in Lutkeveen"
    assert "Dat kan tot en met 15 september 2026." in nl.body
    address = re.findall(r"beslis: (/\S+)", nl.body)[0]
    assert client.get(address).status_code == 200


def test_what_the_chair_decides_alone_asks_no_key(chair: Standing) -> None:
    actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN)
    assert not Telling.objects.filter(about__startswith="change:").exists()


def test_where_nobody_holds_the_second_key_the_other_residents_hear_who_may_follow(chair: Standing) -> None:
    other = with_two_keys(chair)
    assert other.person and other.person.account
    actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN)
    people.end_account(account=other.person.account, at=NOW)
    named: dict[str, Any] = {"person": a_person("Sjoerd"), "organisation": an_organisation("independent")}
    change = actions.propose(by=chair, kind=Kind.HAND_OVER, seat=other.seat, **named, **WHEN)
    assert chair.person
    heard = Telling.objects.filter(about=f"change:{change.pk}")
    assert heard.count() == 2
    assert not set(heard) & set(told(chair.person))
