"""The page with the streets of a neighbourhood, and every form that knows them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from stoep.calendar.models import Entry, Feed
from stoep.gatherings import actions as gatherings
from stoep.gatherings.models import Sending, Whom
from stoep.network import actions as network
from stoep.places import queries as places
from stoep.places.models import Street
from stoep.record.models import Entry as Logged
from stoep.shared.refusal import NotAllowed, Refused
from stoep.venues.models import Venue
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, sign_in
from tests.rooms.gatherings import an_activity, approved, published

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
STRANGE = "staat niet in de lijst van straten"


@pytest.fixture(autouse=True)
def _still() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here() -> Any:
    return a_neighbourhood()


@pytest.fixture
def host(here: Any) -> Any:
    return a_standing(here, posts=("host",))


@pytest.fixture
def client_in(client: Any, host: Any) -> Any:
    sign_in(client, host.person)
    return client


@pytest.fixture
def listed(here: Any, host: Any) -> Any:
    network.name_streets(by=host, names="Eikstraat\nKade\nLindelaan", **WHEN)
    return here


def test_a_host_pastes_streets_and_everybody_reads_them(client: Any, client_in: Any, here: Any) -> None:
    address = reverse("network:streets", args=[here.slug])
    wrong = client_in.post(address, {"names": "Eikstraat\n=1+1"})
    assert wrong.status_code == 422 and "Eikstraat" in wrong.content.decode() and "geen naam" in wrong.content.decode()
    assert not Street.objects.exists()
    assert client_in.post(address, {"names": "Eikstraat\r\nKade\r\nkade "}).status_code == 302
    assert places.streets(here).names == ("Eikstraat", "Kade")
    client.logout()
    page = client.get(address).content.decode()
    assert "Eikstraat" in page and "<textarea" not in page
    assert client.post(address, {"names": ""}).status_code == 403
    assert Street.objects.count() == 2


def test_only_a_host_changes_the_list_and_twice_is_sealed_once(here: Any, host: Any) -> None:
    for side in ("municipality", "housing"):
        with pytest.raises(NotAllowed):
            network.name_streets(by=a_standing(here, side), names="Kade", **WHEN)
    for _twice in range(2):
        network.name_streets(by=host, names="Kade", **WHEN)
    assert Logged.objects.filter(act="network.name_streets").count() == 1
    network.name_streets(by=host, names="", **WHEN)
    assert not Street.objects.exists() and Logged.objects.filter(act="network.name_streets").count() == 2


def test_the_calendar_asks_about_a_strange_street_and_takes_the_spelling_of_the_list(
    client_in: Any, listed: Any
) -> None:
    address = reverse("calendar:enter", args=[listed.slug])
    typed = {
        "what": "Lezen", "asked_by": "De school", "party": "school", "groups": ["everybody"], "asked_people": "40",
        "minutes": "60", "first_on": (TODAY + timedelta(days=40)).isoformat(), "streets": "eikstr. 3\nLindelan",
        "street": "kade", "key": "k",
    }  # fmt: skip
    assert '<datalist id="straten"><option value="Eikstraat">' in client_in.get(address).content.decode()
    asked = client_in.post(address, typed)
    page = asked.content.decode()
    assert asked.status_code == 422 and STRANGE in page and "Bedoelt u Lindelaan?" in page and "Lindelan" in page
    assert client_in.post(address, typed | {"streets_are_right": "on"}).status_code == 302
    assert Entry.objects.get().streets == ["Eikstraat", "Lindelan", "Kade"]
    feed = reverse("calendar:follow", args=[listed.slug])
    sent = {"name": "De school", "party": "school", "groups": ["everybody"], "streets": "Lindeln.", "key": "f"}
    assert client_in.post(feed, sent).status_code == 302
    assert Feed.objects.get().streets == ["Lindelaan"]


def test_without_a_list_nobody_is_asked(client_in: Any, here: Any) -> None:
    typed = {
        "what": "Lezen", "asked_by": "De school", "party": "school", "groups": ["everybody"], "streets": "Nergensweg",
        "first_on": (TODAY + timedelta(days=40)).isoformat(), "key": "k",
    }  # fmt: skip
    assert client_in.post(reverse("calendar:enter", args=[here.slug]), typed).status_code == 302
    assert Entry.objects.get().streets == ["Nergensweg"]


def test_an_invitation_knows_streets_and_asks_nothing_of_a_school(client_in: Any, listed: Any, host: Any) -> None:
    activity = an_activity(listed, host)
    address = reverse("gatherings:invite", args=[listed.slug, activity.pk])
    typed = {"kind": "street", "name": "Eikstrat", "channel": "card", "language": "nl", "key": "k"}
    asked = client_in.post(address, typed)
    assert asked.status_code == 422 and "Bedoelt u Eikstraat?" in asked.content.decode()
    assert client_in.post(address, typed | {"name": "EIKSTR."}).status_code == 302
    assert client_in.post(address, typed | {"kind": "school", "name": "De Kadeschool", "key": "l"}).status_code == 302
    assert client_in.post(address, typed | {"streets_are_right": "on", "key": "m"}).status_code == 302
    assert sorted(Whom.objects.values_list("name", flat=True)) == ["De Kadeschool", "Eikstraat", "Eikstrat"]


def test_printing_and_counting_know_the_list(client_in: Any, listed: Any, host: Any) -> None:
    approved(listed, host)
    activity = published(listed, host)
    usual: dict[str, Any] = {"activity": activity, "kind": "card-a6", "language": "nl", "by": host, "at": NOW}
    with pytest.raises(Refused) as caught:
        gatherings.order_print(typed="Lindelan 1-9", **usual)
    assert caught.value.code == "streets" and "Lindelaan" in str(caught.value)
    gatherings.order_print(typed="Lindeln 1-9", **usual)
    assert Sending.objects.filter(street="Lindelaan").exists()
    sent = reverse("gatherings:sent", args=[listed.slug, activity.pk])
    typed = {"channel": "door", "language": "nl", "street": "Kaade", "many": "20", "key": "k"}
    assert STRANGE in client_in.post(sent, typed).content.decode()
    assert client_in.post(sent, typed | {"street": "kade"}).status_code == 302
    assert Sending.objects.filter(street="Kade").exists()


def test_a_place_stands_in_a_known_street_and_keeps_its_number(client_in: Any, listed: Any) -> None:
    address = reverse("venues:register", args=[listed.slug])
    typed = {
        "name": "De Eik", "address": "Eikstrat 12 A", "on_paper": "Een kaart.", "step_free": "yes", "toilet": "yes",
        "maandag": "9:00-12:00", "key": "k",
    }  # fmt: skip
    page = client_in.post(address, typed).content.decode()
    assert STRANGE in page and "Eikstrat 12 A" in page and not Venue.objects.exists()
