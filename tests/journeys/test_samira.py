"""Samira reads with effort and has a telephone: what she says never touches a screen of hers, and she hears of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from stoep.agenda import actions as agenda
from stoep.agenda.models import Origin
from stoep.people.models import Telling
from stoep.promises import actions as promises
from stoep.promises.models import Verdict
from stoep.voices import queries as voices
from stoep.voices.models import Voice
from tests.builders import a_voice, an_item, an_organisation
from tests.journeys.conftest import Clock, Door, Wijk

pytestmark = pytest.mark.journey
SAID = "Ik kan naaien en ik spreek Tigrinya. Ik wil een veilige plek voor kinderen na school."
ANSWER = "Ja, maar niet alleen kinderen. Ook moeders."


def taken_down(door: Door, wijk: Wijk) -> tuple[Voice, str]:
    """Tom writes at the counter what she says, reads it back, and gives her the slip: the voice and its secret."""
    page = door.visit("Tom")
    page.goto(f"{wijk.path}balie/kaart/")
    page.get_by_label("gesproken: aan tafel").check()
    page.get_by_label("Op welke dag is het gezegd?").fill("2026-09-01")
    page.get_by_label("Een idee of wens").check()
    page.get_by_label("Uw woorden").fill(SAID)
    page.get_by_label("Voorgelezen en akkoord").check()
    page.get_by_label("Iedereen", exact=True).check()
    page.get_by_label("per telefoon").check()
    page.get_by_label("Uw telefoonnummer").fill("06 12345678")
    page.get_by_role("button", name=re.compile("Opslaan")).click()
    page.get_by_role("link", name="Bewijs bekijken").click()
    return Voice.objects.get(), page.locator(".stoep-secret").inner_text()


def test_what_she_says_at_the_counter_gets_a_number_and_a_day(door: Door, wijk: Wijk) -> None:
    voice, secret = taken_down(door, wijk)
    assert voice.words == SAID
    assert voice.channel == Voice.Channel.SPOKEN
    assert voice.read_back
    assert voices.proves(voice, secret)
    assert voice.due_on == date(2026, 10, 27)  # eight weeks


def test_her_words_become_an_item_and_she_answers_by_telephone(door: Door, wijk: Wijk, clock: Clock) -> None:
    voice, secret = taken_down(door, wijk)
    bep = wijk.standing("Bep", clock.today)
    item = an_item(wijk.place, "Huiskamer na schooltijd", by=bep, at=clock.at, today=clock.today)
    agenda.take_up(item=item, voices=[voice], why="Dit vroegen er tien.", by=bep, at=clock.at)
    call = Telling.objects.filter(contact__channel="phone", about=voice.number).latest("pk")
    assert "lopt" in call.body

    desk = door.visit("Tom")
    desk.goto(f"{wijk.path}balie/")
    expect(desk.get_by_text(re.compile(voice.spoken)).first).to_be_visible()

    origin = Origin.objects.get()
    agenda.say_of_origin(origin=origin, agrees=True, words=ANSWER, secret=secret, at=clock.at)
    page = door.visit()
    page.goto("/nr/")
    page.get_by_role("textbox").first.fill(voice.spoken.lower())
    page.get_by_role("button", name="Opzoeken").click()
    expect(page.get_by_role("link", name="Huiskamer na schooltijd").first).to_be_visible()


def test_from_the_number_to_its_fate_is_at_most_two_clicks(door: Door, wijk: Wijk) -> None:
    voice, _secret = taken_down(door, wijk)
    page = door.visit()
    page.goto("/")
    page.get_by_role("link", name="Mijn nummer").first.click()
    page.get_by_role("textbox").first.fill(voice.spoken)
    page.get_by_role("button", name="Opzoeken").click()
    expect(page).to_have_url(re.compile(f"/nr/{voice.number}/"))
    expect(page.get_by_text(SAID).first).to_be_visible()


def promised(wijk: Wijk, clock: Clock) -> tuple[Any, Any]:
    """The alderman promises, on the item that grew from her words, that it opens on 3 September."""
    bep = wijk.standing("Bep", clock.today)
    receipt = a_voice(wijk.place, SAID, at=clock.at, today=clock.today, contact=("phone", "0612345678"))
    item = an_item(wijk.place, "Huiskamer na schooltijd", by=bep, at=clock.at, today=clock.today)
    agenda.take_up(item=item, voices=[receipt.voice], why="Dit vroegen er tien.", by=bep, at=clock.at)
    noted = promises.promise(
        neighbourhood=wijk.place,
        called="wethouder Karin",
        words="Huiskamer open, dinsdag en donderdag",
        due_on=date(2026, 9, 3),
        organisation=an_organisation("municipality"),
        item=item,
        by=bep,
        at=clock.at,
        today=clock.today,
    )
    return receipt, noted.promise


def test_the_promise_hangs_on_the_wall(door: Door, wijk: Wijk, clock: Clock) -> None:
    _receipt, promise = promised(wijk, clock)
    page = door.visit()
    page.goto(f"{wijk.path}beloften/muur/")
    expect(page.get_by_text("Huiskamer open, dinsdag en donderdag")).to_be_visible()
    expect(page.get_by_text(re.compile(f"/b/{promise.code}/")).first).to_be_visible()


def test_the_broken_promise_is_late_the_next_day_and_only_she_says_that_it_is_kept(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    receipt, promise = promised(wijk, clock)
    clock.go_to(date(2026, 9, 4))
    promises.tell_of_late(today=clock.today, at=clock.at)
    late = Telling.objects.filter(contact__channel="phone", subject="Een belofte is te laat")
    assert late.count() == 1  # the host phones her
    wall = door.visit()
    wall.goto(f"{wijk.path}beloften/muur/")
    expect(wall.get_by_text("1 dag te laat")).to_be_visible()

    officer = door.visit("Anouk")
    refused = officer.goto(f"/b/{promise.code}/oordeel/")
    assert refused
    assert refused.status == 403

    page = door.visit()
    page.goto(f"/b/{promise.code}/oordeel/")
    page.get_by_label("Nee, het is niet gedaan.").check()
    page.get_by_label(re.compile("Wat wilt u erbij zeggen?")).fill("De deur was dicht.")
    page.get_by_label("Nummer van uw inbreng").fill(receipt.voice.spoken)
    page.get_by_label("Geheime code").fill(receipt.secret)
    page.get_by_role("button", name="Oordeel geven").click()
    expect(page).to_have_url(re.compile(rf"/b/{promise.code}/#inhoud$"))
    assert Verdict.objects.get().kind == "broken"

    clock.go_to(date(2026, 9, 20))
    page.goto(f"/b/{promise.code}/oordeel/")
    page.get_by_label("Ja, het is gedaan zoals beloofd.").check()
    page.get_by_label("Nummer van uw inbreng").fill(receipt.voice.spoken)
    page.get_by_label("Geheime code").fill(receipt.secret)
    page.get_by_role("button", name="Oordeel geven").click()
    expect(page.get_by_text("De deur was dicht.").first).to_be_visible()  # what was said before stays
    assert list(Verdict.objects.order_by("pk").values_list("kind", flat=True)) == ["broken", "kept"]
