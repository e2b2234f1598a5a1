"""Whoever wipes their words finds them nowhere any more: in no room, no index, no log and no corner of the file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.agenda.models import Origin
from stoep.people.models import Telling
from stoep.promises import actions as promises
from stoep.promises.models import Promise, Verdict
from stoep.record import inspection
from stoep.record.models import Log
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import actions as voices
from stoep.web import actions
from tests.builders import (
    NOW,
    TODAY,
    a_neighbourhood,
    a_person,
    a_promise,
    a_standing,
    a_voice,
    an_item,
    an_organisation,
    sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)


def in_the_files(planted: dict[str, str]) -> set[str]:
    """Which of these words stand anywhere in the files of the database, as text."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps its data in a file of ours")
    name = Path(str(connection.settings_dict["NAME"]))
    data = b"".join(path.read_bytes().lower() for path in (name, Path(f"{name}-wal")) if path.exists())
    # By their last letters: an index may share the first ones with a neighbouring word.
    return {what for what, word in planted.items() if word.lower()[-8:].encode() in data}


def differences() -> list[inspection.Finding]:
    """What the log and the rooms do not agree on; not of the table, which these worlds make without an act."""
    found = [finding for log in Log.objects.all() for finding in inspection.inspect(log)]
    table = ("seat:", "post:", "partnership:", "network.", "places.")
    return [finding for finding in found if not finding.where.startswith(table)]


OF_AUTHOR = {
    "words": "zonnebloemhaven",
    "called": "roodkoperdam",
    "already": "kwartelslagdreef",
    "of the item": "planktonwezel",
    "of the promise": "baksteengriffel",
    "received as": "vlierbesmantel",
}


def test_an_author_who_wipes_leaves_nothing_of_what_they_wrote_in_any_room() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    kept = a_voice(here, "Deze inbreng blijft staan.", contact=("mail", "bep@voorbeeld.example"))
    wiped = a_voice(
        here,
        f"Wij willen een {OF_AUTHOR['words']}.",
        called=OF_AUTHOR["called"],
        already=f"Er is een {OF_AUTHOR['already']}.",
        contact=("mail", "samira@voorbeeld.example"),
    )
    item = an_item(here, by=leads)
    agenda.take_up(item=item, voices=[wiped.voice, kept.voice], why="Past.", by=leads, at=NOW)
    origin = Origin.objects.get(voice=wiped.voice)
    said = f"Ik bedoelde een {OF_AUTHOR['of the item']}."
    agenda.say_of_origin(origin=origin, agrees=False, words=said, secret=wiped.secret, at=NOW)
    voices.answer(voice=wiped.voice, kind="answered", words="Dit antwoord blijft.", by=leads, at=NOW)
    promise = a_promise(here, item=item, receiver_voice=wiped.voice, receiver_called=OF_AUTHOR["received as"]).promise
    words = f"Er staat nog geen {OF_AUTHOR['of the promise']}."
    nobody = a_standing(here, "visitor")
    verdict: dict[str, Any] = {"promise": promise, "kind": "broken", "words": words, "at": NOW, "today": TODAY}
    promises.judge(by=nobody, voice=wiped.voice, secret=wiped.secret, **verdict)
    assert in_the_files(OF_AUTHOR) == set(OF_AUTHOR), "they must be there first, or this test says nothing"
    assert differences() == []

    with pytest.raises(NotAllowed):
        actions.wipe_voice(voice=wiped.voice, secret=receipts.new_secret(), at=NOW)
    with pytest.raises(NotAllowed):
        actions.wipe_voice(voice=wiped.voice, secret=kept.secret, at=NOW)
    actions.wipe_voice(voice=wiped.voice, secret=wiped.secret, at=NOW)
    call_command("checkpoint")

    assert in_the_files(OF_AUTHOR) == set()
    assert differences() == []
    assert Origin.objects.get(pk=origin.pk).author_agrees is False
    assert Verdict.objects.get().kind == "broken"
    assert Promise.objects.get().words == promise.words
    assert in_the_files({"the answer": "Dit antwoord blijft.", "the other voice": "Deze inbreng blijft staan."}) == {
        "the answer",
        "the other voice",
    }
    actions.wipe_voice(voice=wiped.voice, secret=wiped.secret, at=NOW)  # twice is once
    assert differences() == []


def test_the_page_wipes_what_the_author_said_of_an_item_at_once() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    receipt = a_voice(here)
    (origin,) = agenda.take_up(item=an_item(here, by=leads), voices=[receipt.voice], why="Past.", by=leads, at=NOW)
    agenda.say_of_origin(origin=origin, agrees=False, words="Nee, anders.", secret=receipt.secret, at=NOW)
    author, address = Client(), reverse("web:wipe", args=[receipt.number])
    assert author.get(address).status_code == 405
    assert author.post(address, {"sure": "on"}).status_code == 403
    author.post(reverse("voices:follow"), {"number": receipt.number, "secret": receipt.secret})
    assert author.post(address).status_code == 409
    origin.refresh_from_db()
    assert origin.author_words == "Nee, anders."
    assert author.post(address, {"sure": "on"}).status_code == 302
    origin.refresh_from_db()
    assert (origin.author_words, origin.author_agrees) == ("", False)


OF_PROMISER = {
    "called": "kastanjewever",
    "words": "hooibergschaaf",
    "where": "morgenstergang",
    "evidence": "tinnenfluitje",
    "disputed": "wilgentenenmand",
    "new words": "appelschilrasp",
    "why": "sneeuwklokpad",
}


def test_a_resident_who_promised_something_can_be_taken_out_of_it_and_the_promise_stays() -> None:
    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("host",))
    a_standing(here)
    voice = a_voice(here, contact=("mail", "samira@voorbeeld.example"))
    promiser = a_person("Wilgje Kattenstaart")
    noted = a_promise(
        here,
        called=OF_PROMISER["called"],
        words=f"Ik breng een {OF_PROMISER['words']}.",
        organisation=None,
        promiser=promiser,
        said_where=OF_PROMISER["where"],
        evidence=OF_PROMISER["evidence"],
        receiver_voice=voice.voice,
        promiser_contact=("mail", "wilgje@voorbeeld.example"),
        by=host,
    )
    secret, promise = noted.secret, noted.promise
    promises.dispute(promise=promise, words=OF_PROMISER["disputed"], by=host, secret=secret, at=NOW)
    changed: dict[str, Any] = {"words": OF_PROMISER["new words"], "why": OF_PROMISER["why"]}
    due_on = TODAY + timedelta(days=90)
    promises.change(promise=promise, due_on=due_on, by=host, at=NOW, today=TODAY, secret=secret, **changed)
    promises.judge(
        promise=promise,
        kind="kept",
        words="Mooi!",
        by=host,
        at=NOW,
        today=TODAY,
        voice=voice.voice,
        secret=voice.secret,
    )
    assert in_the_files(OF_PROMISER) == set(OF_PROMISER)
    assert Telling.objects.filter(body__contains=OF_PROMISER["words"]).exists()
    assert differences() == []

    promises.erase_promiser(promise=promise, ground="asked", by=host, at=NOW)
    call_command("checkpoint")

    assert in_the_files(OF_PROMISER) == set()
    assert differences() == []
    now = Promise.objects.get()
    assert (now.due_on, now.promiser, now.promiser_contact) == (promise.due_on, None, None)
    assert Verdict.objects.get().words == "Mooi!"
    page = Client().get(now.get_absolute_url()).content.decode()
    assert "Deze woorden zijn gewist." in page
    assert "een bewoner" in page
    promises.erase_promiser(promise=promise, ground="asked", by=host, at=NOW)  # twice is once
    assert differences() == []


def test_only_a_host_wipes_and_never_what_an_organisation_promised() -> None:
    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("host",))
    of_resident = a_promise(here, organisation=None).promise
    with pytest.raises(Refused) as refused:
        promises.erase_promiser(promise=of_resident, ground="zomaar", by=host, at=NOW)
    assert refused.value.code == "no-ground"
    others = [
        a_standing(here, "visitor"),
        a_standing(here, "municipality"),
        a_standing(a_neighbourhood(name="Lutkeveen")),
    ]
    for other in others:
        with pytest.raises(NotAllowed):
            promises.erase_promiser(promise=of_resident, ground="asked", by=other, at=NOW)
    for kind in ("municipality", "housing", "independent"):
        of_organisation = a_promise(here, organisation=an_organisation(kind)).promise
        with pytest.raises(Refused) as refused:
            promises.erase_promiser(promise=of_organisation, ground="asked", by=host, at=NOW)
        assert refused.value.code == "of-organisation"
        of_organisation.refresh_from_db()
        assert of_organisation.words == "Er komen lantaarns in de Eikstraat."


def test_the_host_finds_the_page_to_wipe_from_the_promise_and_a_visitor_does_not() -> None:
    here = a_neighbourhood()
    person = a_person("Bep")
    a_standing(here, posts=("host",), person=person)
    promise = a_promise(here, organisation=None).promise
    of_organisation = a_promise(here).promise
    address = reverse("promises:erase", args=[promise.code])
    host = Client()
    sign_in(host, person)
    assert address in host.get(promise.get_absolute_url()).content.decode()
    assert "/wissen/" not in host.get(of_organisation.get_absolute_url()).content.decode()
    assert "/wissen/" not in Client().get(promise.get_absolute_url()).content.decode()
    assert Client().get(address).status_code == 403
    assert host.get(address).status_code == 200
    assert host.post(address, {"grond": "asked"}).status_code == 422
    assert host.post(address, {"grond": "asked", "zeker": "on"}).status_code == 302
    promise.refresh_from_db()
    assert promise.words == "Deze woorden zijn gewist."


def test_what_the_clock_still_finds_of_a_wiped_voice_it_sweeps() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    receipt = a_voice(here)
    (origin,) = agenda.take_up(item=an_item(here, by=leads), voices=[receipt.voice], why="Past.", by=leads, at=NOW)
    voices.answer(voice=receipt.voice, kind="answered", words="Dit blijft.", by=leads, at=NOW)
    agenda.say_of_origin(origin=origin, agrees=True, words="Mooi zo.", secret=receipt.secret, at=NOW)
    voices.erase_words(voice=receipt.voice, secret=receipt.secret, at=NOW)
    assert "stoep.agenda.actions.sweep_words" in settings.STOEP_DAILY_DUTIES
    assert agenda.sweep_words(today=TODAY, at=NOW) == 1
    assert differences() == []
    assert Log.objects.get().entries.filter(openings__field="answer").exists()
