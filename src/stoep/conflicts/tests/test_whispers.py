"""What is whispered: read by two named people, by nobody else, and nowhere in clear; erased when its writer says so."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from stoep.conflicts import actions, queries
from stoep.conflicts.models import Statement, Whisper, Whispered
from stoep.conflicts.tests.ground import WHEN, a_confidant, a_conflict
from stoep.people.models import Person
from stoep.record.models import Entry, Log, Opening
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices.models import Voice
from tests.builders import NOW, TODAY, a_neighbourhood, a_seat, a_standing, sign_in

pytestmark = pytest.mark.django_db
PLANTED = "eierkoekenfluisteraar"


@pytest.fixture
def world() -> dict[str, Any]:
    here = a_neighbourhood()
    one, other = a_standing(here), a_standing(here, "independent")
    a_seat(here)
    return {"here": here, "one": one, "other": other, "fenna": a_confidant(here, one, other)}


def a_slip(world: dict[str, Any], words: str = f"Ik durf niet: {PLANTED}.") -> actions.Slip:
    return actions.whisper(neighbourhood=world["here"], words=words, today=TODAY)


def test_the_planted_words_stand_nowhere_in_clear_and_the_log_does_not_grow(
    world: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    size = Log.objects.get(neighbourhood=world["here"]).size
    caplog.set_level(logging.DEBUG)
    client = Client()
    page = client.post(reverse("conflicts:whisper", args=[world["here"].slug]), {"words": f"Bang: {PLANTED}."})
    assert page.status_code == 200
    slip = a_slip(world)
    actions.reply(whisper=slip.whisper, words=f"Wij ook: {PLANTED}.", by=world["fenna"], today=TODAY)
    assert Whispered.objects.count() == 3
    assert Log.objects.get(neighbourhood=world["here"]).size == size, "no entry tells when"
    assert "sessionid" not in client.cookies
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    raw = bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                    assert PLANTED.encode() not in raw, table
                    assert slip.secret.encode() not in raw, table
    assert PLANTED not in caplog.text
    assert not Opening.objects.filter(value__contains=PLANTED).exists()
    assert not Entry.objects.filter(leaf__contains="whisper").exists()


@pytest.mark.django_db(transaction=True)
def test_the_planted_words_are_not_in_the_file_of_the_database() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the file of SQLite is looked at; under PostgreSQL each column is, above")
    here = a_neighbourhood()
    one, other = a_standing(here), a_standing(here, "independent")
    a_seat(here)
    a_confidant(here, one, other)
    actions.whisper(neighbourhood=here, words=f"Bang: {PLANTED}.", today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        name = Path(cursor.fetchall()[0][2] or "memory")
    files = [path for path in (name, Path(f"{name}-wal")) if path.is_file()]
    data = b"".join(path.read_bytes() for path in files) or connection.connection.serialize()
    assert here.slug.encode() in data, "what is not whispered is found, or this looks at nothing"
    assert PLANTED.encode() not in data


def test_only_the_two_read_it_whatever_else_somebody_leads(world: dict[str, Any]) -> None:
    slip, here = a_slip(world), world["here"]
    inbox = reverse("conflicts:whispers", args=[here.slug])
    one = reverse("conflicts:conversation", args=[here.slug, slip.whisper.pk])
    posts = ("host",), ("worker",), ("official",)
    nobody = [a_standing(here, seat=False, posts=kinds) for kinds in posts]
    nobody += [world["one"], world["other"], a_standing(here, "municipality")]
    for standing in nobody:
        client = Client()
        sign_in(client, standing.person)  # type: ignore[arg-type]
        assert {client.get(path).status_code for path in (inbox, one)} == {403}
        with pytest.raises(NotAllowed):
            actions.reply(whisper=slip.whisper, words="Ik lees mee.", by=standing, today=TODAY)
    client = Client()
    sign_in(client, world["fenna"].person, second_factor=False)
    assert client.get(one).status_code == 403
    sign_in(client, world["fenna"].person)
    page = client.get(one)
    assert PLANTED in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_a_third_confidant_reads_nothing_and_the_page_names_the_two(world: dict[str, Any]) -> None:
    here = world["here"]
    a_confidant(here, world["one"], world["other"], "Gijs")
    try:
        third = a_confidant(here, world["one"], world["other"], "Derde")
    except Refused:
        third = None
    assert len(queries.confidants(here, TODAY)) == 2
    if third is not None:
        assert not queries.is_confidant(third, TODAY)
    page = Client().get(reverse("conflicts:whisper", args=[here.slug])).content.decode()
    assert "112" in page


def test_without_confidants_there_is_no_form_and_whom_to_ask_stands_there() -> None:
    here = a_neighbourhood()
    page = Client().get(reverse("conflicts:whisper", args=[here.slug])).content.decode()
    assert "<textarea" not in page
    assert "Nog niemand" in page
    with pytest.raises(Refused) as caught:
        actions.whisper(neighbourhood=here, words="Hallo?", today=TODAY)
    assert caught.value.code == "nobody"


def test_the_writer_reads_the_answer_writes_on_and_erases_it_all(world: dict[str, Any]) -> None:
    slip = a_slip(world)
    actions.reply(whisper=slip.whisper, words="Bel ons gerust.", by=world["fenna"], today=TODAY)
    look = reverse("conflicts:look", args=[world["here"].slug])
    codes = {"number": slip.number, "secret": slip.secret.lower()}
    wrong = Client().post(look, codes | {"secret": "A" * 24})
    assert wrong.status_code == 422
    assert PLANTED not in wrong.content.decode()
    assert "Bel ons gerust." in Client().post(look, codes).content.decode()
    Client().post(look, codes | {"doe": "schrijf", "words": "Dank u."})
    assert [text.words for text in queries.texts_of(slip.whisper)][-1] == "Dank u."
    Client().post(look, codes | {"doe": "wis"})
    assert not Whisper.objects.exists()
    assert not Whispered.objects.exists()


def test_nothing_goes_on_without_the_writers_own_yes_to_that_very_text(world: dict[str, Any]) -> None:
    slip, fenna = a_slip(world), world["fenna"]
    given: dict[str, Any] = {"whisper": slip.whisper, "by": fenna, "today": TODAY}
    ask = actions.ask_to_pass_on(words="Iemand is bang.", to="wijk", **given)
    for agrees in (None, False):
        if agrees is not None:
            actions.agree(text=ask, secret=slip.secret, agrees=agrees, today=TODAY)
        with pytest.raises(Refused) as caught:
            actions.pass_on(text=ask, by=fenna, **WHEN)
        assert caught.value.code == "not-agreed"
    with pytest.raises(NotAllowed):
        actions.agree(text=ask, secret="A" * 24, agrees=True, today=TODAY)
    actions.agree(text=ask, secret=slip.secret, agrees=True, today=TODAY)
    actions.pass_on(text=ask, by=fenna, **WHEN)
    voice = Voice.objects.get()
    assert (voice.words, voice.called, voice.checked_at) == ("Iemand is bang.", "", None)
    assert voice.number in queries.texts_of(slip.whisper)[-1].words.replace("-", "")
    with pytest.raises(Refused):
        actions.pass_on(text=ask, by=fenna, **WHEN)


def test_it_goes_on_as_the_words_of_a_party_that_a_host_reads_first(world: dict[str, Any]) -> None:
    slip, noise = a_slip(world), a_conflict(world["one"])
    given: dict[str, Any] = {"whisper": slip.whisper, "by": world["fenna"], "today": TODAY}
    with pytest.raises(Refused):
        actions.ask_to_pass_on(words="Ik slaap niet.", to=f"conflict:{noise.pk}", **given)
    ask = actions.ask_to_pass_on(
        words="Ik slaap niet.", to=f"conflict:{noise.pk}", party="iemand die er woont", **given
    )
    actions.agree(text=ask, secret=slip.secret, agrees=True, today=TODAY)
    actions.pass_on(text=ask, by=world["fenna"], **WHEN)
    said = Statement.objects.get()
    assert (said.position, said.party.name, said.read_at) == ("Ik slaap niet.", "iemand die er woont", None)


def test_the_clock_erases_a_year_after_closing_and_not_a_day_before(world: dict[str, Any]) -> None:
    slip = a_slip(world)
    actions.close_whisper(whisper=slip.whisper, by=world["fenna"], today=TODAY)
    assert actions.sweep_whispers(today=TODAY + timedelta(days=365), at=NOW) == 0
    assert actions.sweep_whispers(today=TODAY + timedelta(days=366), at=NOW) == 1
    assert not Whisper.objects.exists()


def test_the_same_form_sent_twice_gives_the_same_slip(world: dict[str, Any]) -> None:
    given: dict[str, Any] = {"neighbourhood": world["here"], "words": "Bang.", "today": TODAY, "posted_key": "k" * 32}
    first, again = actions.whisper(**given), actions.whisper(**given)
    assert (first.number, first.secret) == (again.number, again.secret)
    assert Whispered.objects.count() == 1


def test_how_a_confidant_is_reached_is_theirs_to_say_and_goes_with_the_task(world: dict[str, Any]) -> None:
    (own,) = queries.confidants(world["here"], TODAY)
    with pytest.raises(NotAllowed):
        actions.be_reached(post=own.post, phone="1", hours="", place="", by=world["one"], **WHEN)
    actions.be_reached(post=own.post, phone="0612345678", hours="dinsdag", place="De Eik", by=world["fenna"], **WHEN)
    client = Client()
    assert "0612345678" in client.get(reverse("conflicts:whisper", args=[world["here"].slug])).content.decode()
    leaflet = client.get(reverse("conflicts:leaflet", args=[world["here"].slug]))
    assert leaflet.content.startswith(b"%PDF")
    own.post.until_on = TODAY
    own.post.save()
    assert actions.forget_reached(today=TODAY, at=NOW) == 1
    assert not Opening.objects.filter(value="0612345678").exists()
    assert Person.objects.filter(pk=own.post.person_id).exists()
