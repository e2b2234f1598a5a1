"""Where residents can walk in and whom they ask for: written by a host, sealed, and shown only as its owner wants."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.network import actions, queries
from stoep.network.models import Post
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_post, a_standing, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Neighbourhood:
    return a_neighbourhood()


def opened(by: Standing, **fields: Any) -> queries.Reached:
    told: dict[str, Any] = {"place": "Buurthuis De Eik", "address": "Eikstraat 1", "hours": "dinsdag 10-12 uur"}
    actions.open_door(by=by, at=NOW, **{**told, "contact": "me", **fields})
    return queries.door(by.neighbourhood, TODAY)


def a_host(here: Neighbourhood) -> Standing:
    person = a_post(here, "host").person
    return queries.standing(account=person.account, neighbourhood=here, today=TODAY, second_factor=True)


def test_a_host_says_where_people_walk_in_and_shows_their_own_name(here: Neighbourhood) -> None:
    host = a_host(here)
    assert host.person is not None
    assert opened(host) == queries.Reached("Buurthuis De Eik", "Eikstraat 1", "dinsdag 10-12 uur", host.person.name)


def test_nobody_else_puts_your_name_there_but_anybody_who_hosts_takes_it_away(here: Neighbourhood) -> None:
    host, other = a_host(here), a_host(here)
    assert host.person is not None
    opened(host)
    assert opened(other, contact="same").contact == host.person.name
    assert opened(other, contact="nobody").contact == ""


def test_a_name_goes_when_its_task_ends_and_when_its_account_ends(here: Neighbourhood) -> None:
    host = a_host(here)
    assert host.person is not None
    opened(host)
    task = Post.objects.get(person=host.person)
    Post.objects.filter(pk=task.pk).update(until_on=TODAY)
    assert queries.door(here, TODAY).contact == ""
    Post.objects.filter(pk=task.pk).update(until_on=None)
    assert queries.door(here, TODAY).contact == host.person.name
    assert host.person.account is not None
    people.end_account(account=host.person.account, at=NOW)
    assert queries.door(here, TODAY).contact == ""


def test_the_log_knows_that_the_door_changed_and_no_name_or_address(here: Neighbourhood) -> None:
    host = a_host(here)
    assert host.person is not None
    opened(host)
    entry = Entry.objects.get(act="network.open_door")
    assert "Eikstraat" not in entry.leaf
    assert host.person.name not in entry.leaf
    assert entry.sealed()["facts"]["has_contact"] is True


def test_hours_of_no_place_are_refused_and_nothing_is_written(here: Neighbourhood) -> None:
    with pytest.raises(Refused) as refused:
        opened(a_host(here), place=" ", address="")
    assert refused.value.code == "no-place"
    assert queries.door(here, TODAY) == queries.Reached()


def test_an_official_opens_no_door(here: Neighbourhood) -> None:
    with pytest.raises(NotAllowed):
        opened(a_standing(here, "municipality"))


def test_what_a_host_fills_in_stands_on_the_page_of_the_neighbourhood(client: Client, here: Neighbourhood) -> None:
    host = a_host(here)
    assert host.person is not None
    before = client.get(here.get_absolute_url()).content.decode()
    assert "nog geen plek" in before
    assert "nog niemand" in before
    sign_in(client, host.person)
    wrong = client.post(reverse("network:door", args=[here.slug]), {"hours": "elke dag", "contact": "me"})
    assert wrong.status_code == 422
    assert "Schrijf ook hoe de plek heet" in wrong.content.decode()
    given = {"place": "De Eik", "address": "Eikstraat 1", "hours": "elke dag", "contact": "me"}
    sent = client.post(reverse("network:door", args=[here.slug]), given, follow=True)
    shown = sent.content.decode()
    for words in ("De Eik, Eikstraat 1", "elke dag", host.person.name):
        assert words in shown
