"""Hidden words: by two keys only, with the reason in their place everywhere, and read by the holders of a key alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.conflicts import actions
from stoep.conflicts.models import Hiding
from stoep.conflicts.tests.ground import WHEN, a_conflict, a_party
from stoep.people.models import Telling
from stoep.record.inspection import inspect
from stoep.record.models import Log
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import actions as voices
from stoep.voices import queries as voice_queries
from stoep.voices.models import Voice
from tests.builders import NOW, a_neighbourhood, a_person, a_standing, a_voice, an_item, sign_in

pytestmark = pytest.mark.django_db
WORD = "eierdooierstraat"


@pytest.fixture
def world() -> dict[str, Any]:
    here = a_neighbourhood()
    one, other = a_standing(here), a_standing(here, "independent")
    receipt = a_voice(here, f"Kees woont in de {WORD} op acht.", called=f"Naam{WORD}", kind="strength")
    voices.show(voice=receipt.voice, by=one, at=NOW)
    return {"here": here, "one": one, "other": other, "voice": receipt.voice, "receipt": receipt}


def hidden(world: dict[str, Any], words: Any, **given: Any) -> Hiding:
    given = {"kind": "personal", "why": "Er stond een adres in."} | given
    hiding = actions.propose_hiding(words=words, by=world["one"], **given, **WHEN)
    return actions.second_hiding(hiding=hiding, by=world["other"], **WHEN)


def pages(world: dict[str, Any], item: Any = None) -> list[str]:
    slug = world["here"].slug
    names = ["voices:list", "voices:waiting", "thread:neighbourhood", "thread:period", "thread:feed", "agenda:agenda"]
    found = [reverse(name, args=[slug]) for name in names]
    found.append(reverse("thread:voice", args=[world["voice"].number]))
    return found + ([reverse("thread:item", args=[item.code])] if item else [])


def read_everywhere(world: dict[str, Any], person: Any = None, item: Any = None) -> str:
    client = Client()
    if person:
        sign_in(client, person)
    return "".join(client.get(path).content.decode() for path in pages(world, item))


def test_words_are_gone_from_every_page_and_the_reason_stands_there(world: dict[str, Any]) -> None:
    item = an_item(world["here"], by=world["one"])
    agenda.take_up(item=item, voices=[world["voice"]], why="Past.", by=world["one"], at=NOW)
    assert WORD in read_everywhere(world, item=item)
    hidden(world, world["voice"])
    host = a_standing(world["here"], seat=False, posts=("host",))
    for person in (None, host.person, a_person(side="municipality")):
        shown = read_everywhere(world, person, item)
        assert WORD not in shown
        sought = Client().get(reverse("voices:list", args=[world["here"].slug]), {"q": WORD}).content.decode()
        assert "Kees woont" not in sought
        assert shown.count("Er stond een adres in.") >= 3
    held = Voice.objects.get(pk=world["voice"].pk)
    assert not voice_queries.found(world["here"], world["one"], WORD)
    assert not voice_queries.may_read(held, world["one"])
    assert not [found for found in inspect(Log.objects.get(neighbourhood=world["here"])) if "voice" in found.where]


def test_one_key_a_host_or_an_official_hides_nothing(world: dict[str, Any]) -> None:
    here, voice = world["here"], world["voice"]
    for nobody in (
        a_standing(here, seat=False, posts=("host",)),
        a_standing(here, "municipality"),
        a_standing(here, "municipality", seat=False, posts=("official",)),
        a_standing(here, second_factor=False),
        a_standing(a_neighbourhood()),
    ):
        with pytest.raises(NotAllowed):
            actions.propose_hiding(words=voice, kind="threat", why="Weg.", by=nobody, **WHEN)
    hiding = actions.propose_hiding(words=voice, kind="threat", why="Weg.", by=world["one"], **WHEN)
    assert WORD in read_everywhere(world), "while it waits, nothing changes"
    for same_side in (world["one"], a_standing(here)):
        with pytest.raises(NotAllowed):
            actions.second_hiding(hiding=hiding, by=same_side, **WHEN)
    assert WORD in read_everywhere(world)
    with pytest.raises(Refused) as caught:
        actions.propose_hiding(words=voice, kind="rude", why="Lelijk.", by=world["one"], **WHEN)
    assert caught.value.code == "no-ground"


def test_the_other_key_hears_at_once_and_a_proposal_lapses(world: dict[str, Any]) -> None:
    hiding = actions.propose_hiding(words=world["voice"], kind="threat", why="Weg.", by=world["one"], **WHEN)
    assert Telling.objects.filter(about=f"hiding:{hiding.pk}").count() == 1
    late = hiding.expires_on.replace(month=hiding.expires_on.month + 1)
    with pytest.raises(Refused) as caught:
        actions.second_hiding(hiding=hiding, by=world["other"], at=NOW, today=late)
    assert caught.value.code == "lapsed"


def test_two_keys_show_it_again_and_the_search_finds_it(world: dict[str, Any]) -> None:
    hidden(world, world["voice"])
    held = Voice.objects.get(pk=world["voice"].pk)
    hidden(world, held, undo=True, why="Het was geen adres.")
    assert WORD in read_everywhere(world)
    assert voice_queries.found(world["here"], world["one"], WORD)


def test_an_author_can_still_erase_what_was_hidden(world: dict[str, Any]) -> None:
    hidden(world, world["voice"])
    voices.erase_words(voice=world["voice"], secret=world["receipt"].secret, at=NOW)
    assert Voice.objects.get(pk=world["voice"].pk).words == ""


def test_the_original_is_on_one_page_for_the_holders_of_a_key(world: dict[str, Any]) -> None:
    hiding = hidden(world, world["voice"])
    host = a_standing(world["here"], seat=False, posts=("host",))
    for person, sees in (
        (None, False),
        (host.person, False),
        (a_standing(world["here"], "municipality").person, False),
        (world["one"].person, True),
        (world["other"].person, True),
    ):
        client = Client()
        if person:
            sign_in(client, person)
        page = client.get(hiding.get_absolute_url()).content.decode()
        assert (WORD in page) is sees


def test_remarks_origins_and_statements_are_hidden_too(world: dict[str, Any]) -> None:
    here, one = world["here"], world["one"]
    item = an_item(here, by=one)
    (origin,) = agenda.take_up(item=item, voices=[world["voice"]], why="Past.", by=one, at=NOW)
    words = "Kom eens langs bij EIADRES."
    origin = agenda.say_of_origin(origin=origin, agrees=False, words=words, secret=world["receipt"].secret, at=NOW)
    agenda.read_words(origin=origin, by=one, at=NOW)
    remark = agenda.remark(item=item, kind="fact", words=words, by=one, at=NOW)
    noise = a_conflict(one, items=[item])
    party = a_party(noise, "bewoners", by=one)
    said = actions.say(party=party, position=words, by=one, **WHEN)
    where = [item.get_absolute_url(), noise.get_absolute_url()]
    assert all("EIADRES" in Client().get(path).content.decode() for path in where)
    origin.refresh_from_db()
    for row in (origin, remark, said):
        hidden(world, row)
    for path in where:
        page = Client().get(path).content.decode()
        assert "EIADRES" not in page
        assert "Er stond een adres in." in page
