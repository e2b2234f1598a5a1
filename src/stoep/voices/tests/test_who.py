"""Who comes in where, and who reads what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.record.models import Entry
from stoep.voices import actions as voices
from stoep.voices import queries
from stoep.voices.models import Photo, Voice
from stoep.voices.tests.ground import a_host
from tests.builders import (
    NOW,
    a_neighbourhood,
    a_person,
    a_post,
    a_seat,
    a_standing,
    a_voice,
    an_organisation,
    sign_in,
)

pytestmark = pytest.mark.django_db


PAGES = ["post", "blank-card", "list", "waiting", "card", "check"]


OF_VOICE = ["receipt", "slip", "already", "done", "own", "withdraw", "answer", "join"]


FREE = {"post", "blank-card", "list", "waiting", "follow", "leave", "done"}


FOR_HOSTS = {"card", "check", "answer", "join", "split", "revoke"}


FOR_AUTHORS = {"receipt", "slip", "already", "own", "withdraw"}


BY_AUDIENCE = {"photo"}


def somebody(role: str, here: Any, there: Any) -> Client:
    client = Client()
    person = a_person(side="municipality" if role == "officer" else "resident")
    if role in {"host", "no-second-factor"}:
        a_post(here, "host", person=person)
    if role == "officer":
        a_seat(here, "municipality", person=person)
        a_post(here, "worker", person=person, organisation=an_organisation("municipality"))
    if role == "foreign-host":
        a_post(there, "host", person=person)
    if role != "visitor":
        sign_in(client, person, second_factor=role != "no-second-factor")
    return client


@pytest.mark.parametrize("role", ["visitor", "resident", "no-second-factor", "officer", "foreign-host", "host"])
def test_every_address_lets_in_whom_it_should(role: str) -> None:
    """Role by address: an address without a row here fails."""
    from stoep.voices import urls

    names = {str(pattern.name) for pattern in urls.urlpatterns}
    assert names == FREE | FOR_HOSTS | FOR_AUTHORS | BY_AUDIENCE
    here, there = a_neighbourhood(), a_neighbourhood()
    receipt, other = a_voice(here, audience="network"), a_voice(here)
    boss = a_standing(here)
    given = voices.answer(voice=receipt.voice, kind="answered", words="Ja.", by=boss, at=NOW)
    joining = voices.join(voice=other.voice, into=receipt.voice, why="Zelfde.", by=boss, at=NOW)
    photo = Photo.objects.create(voice=receipt.voice, image="photos/none.jpg", described="", added_at=NOW)
    client = somebody(role, here, there)
    arguments = {name: [here.slug] for name in PAGES} | {name: [receipt.number] for name in OF_VOICE}
    arguments |= {"split": [joining.pk], "revoke": [given.pk], "photo": [photo.pk], "follow": [], "leave": []}
    posts = {"already", "done", "withdraw", "leave"}
    for name in sorted(names):
        address = reverse(f"voices:{name}", args=arguments[name])
        status = (client.post if name in posts else client.get)(address).status_code
        if name in FREE:
            assert status in {200, 302}, name
        elif name in FOR_HOSTS:
            assert status == (200 if role == "host" else 403), name
        elif name in FOR_AUTHORS:
            assert status in {403, 404, 422}, name
            assert receipt.voice.words not in client.get(address).content.decode(), name
        else:
            assert status == 404, name


@pytest.mark.parametrize("audience", ["network", "wijk", "everyone"])
@pytest.mark.parametrize(
    ("reader", "reads"),
    [
        ("visitor", {"everyone"}),
        ("resident", {"everyone", "wijk", "network"}),
        ("independent", {"everyone", "wijk", "network"}),
        ("municipality", {"everyone"}),
        ("housing", {"everyone"}),
    ],
)
def test_who_reads_is_what_the_author_agreed_to(audience: str, reader: str, reads: set[str]) -> None:
    here = a_neighbourhood()
    voice = a_voice(here, audience=audience, taken_down_by=a_person()).voice
    standing = a_standing(here, reader)
    assert queries.may_read(voice, standing) is (audience in reads)
    assert queries.readable(standing).filter(pk=voice.pk).exists() is (audience in reads)


def test_what_was_passed_on_is_read_by_that_party_but_never_the_networks_own() -> None:
    here = a_neighbourhood()
    officer, corporation, host = a_standing(here, "municipality"), a_standing(here, "housing"), a_standing(here)
    for audience, reads in (("wijk", True), ("network", False)):
        voice = a_voice(here, audience=audience, taken_down_by=a_person()).voice
        voices.answer(
            voice=voice, kind="passed-on", words="Voor u.", by=host, at=NOW, passed_to=an_organisation("municipality")
        )
        assert queries.may_read(voice, officer) is reads
        assert queries.readable(officer).filter(pk=voice.pk).exists() is reads
        assert not queries.may_read(voice, corporation)


def test_get_never_writes(client: Client) -> None:
    here = a_neighbourhood()
    receipt = a_voice(here)
    a_host(client, here)
    before = (Voice.objects.count(), Entry.objects.count())
    for name in ("post", "card", "check", "list", "waiting"):
        client.get(reverse(f"voices:{name}", args=[here.slug]))
    for name in ("already", "done", "withdraw"):
        assert client.get(reverse(f"voices:{name}", args=[receipt.number])).status_code == 405
    assert (Voice.objects.count(), Entry.objects.count()) == before


def test_an_official_who_writes_down_a_buurt_of_the_wijk_reads_no_more_for_it() -> None:
    here = a_neighbourhood()
    voice = a_voice(here, audience="wijk", taken_down_by=a_person()).voice
    resident, official = a_standing(here, seat=False), a_standing(here, "municipality")
    assert queries.may_read(voice, replace(resident, lives_here=True))
    lives = replace(official, lives_here=True)
    assert not queries.may_read(voice, lives)
    assert not queries.readable(lives).exists()
