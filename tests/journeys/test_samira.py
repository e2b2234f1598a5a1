"""Samira reads with effort and has a telephone: what she says never touches a screen of hers, and she hears of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from stoep.agenda import actions as agenda
from stoep.agenda.models import Edit, Item
from stoep.people.models import Telling
from stoep.promises import actions as promises
from stoep.promises.models import Promise, Verdict
from stoep.record.models import Entry
from stoep.voices import queries as voices
from stoep.voices.models import Voice
from tests.builders import a_voice, an_item, an_organisation
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import post_by_hand

pytestmark = pytest.mark.journey
SAID = "Ik kan naaien en ik spreek Tigrinya. Ik wil een veilige plek voor kinderen na school."
ONLY_RECEIVER = "Alleen de ontvanger zegt"
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


def test_her_words_become_an_item_and_she_answers_by_telephone(door: Door, wijk: Wijk) -> None:
    voice, _secret = taken_down(door, wijk)
    bep = door.visit("Bep")
    bep.goto(f"{wijk.path}agenda/opnemen/")
    bep.get_by_label(re.compile(voice.spoken)).check()
    bep.get_by_label("Waarom horen ze bij elkaar?").fill("Dit vroegen er tien aan tafel.")
    bep.get_by_role("button", name="Neem op in dit punt").click()
    bep.get_by_label("Hoe heet dit punt?").fill("Huiskamer na schooltijd")
    bep.get_by_label("Wat willen bewoners?").fill("Een veilige plek voor kinderen na school.")
    bep.get_by_label(re.compile("^Waarom")).first.fill("De straat is druk en thuis is het klein.")
    bep.get_by_label("Een lange lijn: hier werken we jaren aan").check()
    bep.get_by_label("Wie kijkt ernaar om?").fill("Bep uit de Eikstraat")
    bep.get_by_role("button", name="Zet op de agenda").click()
    expect(bep.get_by_role("heading", level=1)).to_have_text("Huiskamer na schooltijd")

    # Tom finds at his desk whom to call and what to say; what she answers he writes down one click further.
    desk = door.visit("Tom")
    desk.goto(f"{wijk.path}balie/")
    call = desk.locator("li.stoep-card", has_text="Klopt dat zo?")
    expect(call.get_by_role("link", name="0612345678")).to_be_visible()
    call.get_by_role("link", name=re.compile(voice.spoken)).click()
    desk.get_by_role("link", name=re.compile("Noteer wat de schrijver zegt")).click()
    desk.get_by_label("Ja, maar er moet iets anders").check()
    desk.get_by_label("Wilt u er iets bij zeggen?").fill(ANSWER)
    desk.get_by_role("button", name="Verstuur mijn antwoord").click()
    desk.goto(f"{wijk.path}balie/")
    desk.locator("li.stoep-card", has_text="Klopt dat zo?").get_by_role("button", name=re.compile("^Gebeld")).click()
    expect(desk.get_by_text("Klopt dat zo?")).to_have_count(0)

    # Bep changes the text, with her number as its source.
    item = Item.objects.get()
    bep.goto(f"/a/{item.code}/wijzigen/?inbreng={voice.number}")
    bep.get_by_label("Wat willen bewoners?").fill("Een veilige plek na school, voor kinderen en moeders.")
    bep.get_by_label("Waarom verandert de tekst?").fill("De schrijver noemde ook de moeders.")
    bep.locator("main form button.nl-button--primary").click()
    edit = Edit.objects.get()
    assert edit.source == voice
    assert "moeders" in edit.item.wish

    page = door.visit()
    page.goto(f"/a/{item.code}/")
    expect(page.get_by_text("de schrijver zegt: dit klopt")).to_be_visible()
    expect(page.get_by_text(ANSWER).first).to_be_visible()
    assert Telling.objects.filter(told_at__isnull=False, told_by=wijk.people["Tom"]).count() == 1


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
        promiser=wijk.people["Karin"],
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


def _tries_to_mark_it_kept(page: Page, promise: Promise) -> None:
    """The alderman finds no button, opens the page by its address, and sends the form without it."""
    page.goto(f"/b/{promise.code}/")
    assert page.get_by_role("link", name="Is dit nagekomen?").count() == 0
    refused = page.goto(f"/b/{promise.code}/oordeel/")
    assert refused
    assert refused.status == 403
    expect(page.get_by_text(ONLY_RECEIVER)).to_be_visible()
    posted = post_by_hand(page, f"/b/{promise.code}/oordeel/", {"oordeel": "kept", "woorden": "Het is klaar."})
    assert posted.status == 403
    assert ONLY_RECEIVER in posted.text()
    assert not Verdict.objects.exists()
    tried = [entry.sealed()["facts"]["tried"] for entry in Entry.objects.filter(act="network.refused")]
    assert "promises.judge" in tried


def test_the_broken_promise_is_late_the_next_day_and_only_she_says_that_it_is_kept(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    receipt, promise = promised(wijk, clock)
    clock.go_to(date(2026, 9, 4))
    promises.tell_of_late(today=clock.today, at=clock.at)
    late = Telling.objects.filter(contact__channel="phone", subject="Een belofte is te laat")
    assert late.count() == 1  # the host phones her
    assert Telling.objects.filter(contact__channel="mail", subject="Een belofte is te laat").exists()  # and Karin
    hung = door.visit()
    hung.goto(f"/a/{promise.item.code}/")
    expect(hung.get_by_text("te laat").first).to_be_visible()
    wall = door.visit()
    wall.goto(f"{wijk.path}beloften/muur/")
    expect(wall.get_by_text("1 dag te laat")).to_be_visible()

    officer = door.visit("Karin")
    _tries_to_mark_it_kept(officer, promise)
    log = door.visit()
    log.goto(f"{wijk.path}logboek/")
    expect(log.get_by_text(re.compile("Het is geweigerd")).first).to_be_visible()

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
