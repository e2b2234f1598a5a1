"""Without a mouse: what Tom, Bep, Joost, Anouk and Geesje do in their stories, and the way in."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from playwright.sync_api import Page, expect

from stoep.agenda import queries as agenda_queries
from stoep.agenda.models import Edit, Item, Origin, StickerCount
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.places.tests import waterstad
from stoep.promises.models import Change, Promise
from stoep.record import actions as record
from stoep.voices.models import Voice
from tests.builders import a_person, a_voice, an_item, code_of_app
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.test_village import PLAN
from tests.journeys.walk import Keys

# A script never takes a key away that works without it: test_keyboard.py goes both ways.
pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.parametrize("door", [True], indirect=True, ids=["with-script"]),
]


def at(page: Page, address: str) -> Keys:
    """Somebody without a mouse, at this address."""
    page.goto(address)
    return Keys(page)


def test_tom_writes_down_what_is_said_and_hands_over_the_slip(door: Door, wijk: Wijk) -> None:
    keys = at(door.visit("Tom"), f"{wijk.path}balie/")
    keys.follow("Een kaart overtypen")
    keys.choose("gesproken: aan tafel")
    keys.day("Op welke dag is het gezegd?")
    keys.choose("Een idee of wens")
    keys.write("Uw woorden", "Een plek na school.")
    keys.choose("Voorgelezen en akkoord")
    keys.choose("Iedereen")
    keys.choose("Per telefoon")
    keys.write("Uw telefoonnummer", "0612345678")
    keys.follow("Opslaan")
    assert Voice.objects.get().channel == Voice.Channel.SPOKEN
    keys.follow("Bewijs bekijken")
    expect(keys.page.locator(".stoep-secret")).to_be_visible()
    assert keys.unseen == []


def test_tom_reads_what_waits_and_shows_it(door: Door, wijk: Wijk, clock: Clock) -> None:
    receipt = a_voice(wijk.place, "Een lamp bij de brug.", at=clock.at, today=clock.today)
    keys = at(door.visit("Tom"), f"{wijk.path}balie/")
    keys.follow("Teksten nakijken")
    keys.follow("Laat zien")
    receipt.voice.refresh_from_db()
    assert receipt.voice.checked_at
    assert keys.unseen == []


def test_bep_takes_it_up_and_tom_writes_down_what_the_author_says(door: Door, wijk: Wijk, clock: Clock) -> None:
    voice = a_voice(wijk.place, contact=("phone", "0612345678"), at=clock.at, today=clock.today).voice
    bep = at(door.visit("Bep"), f"{wijk.path}agenda/")
    bep.follow("Neem inbreng op")
    bep.choose(voice.spoken)
    bep.write("Waarom horen ze bij elkaar?", "Dit vroegen er tien.")
    bep.follow("Neem op in dit punt")
    bep.write("Hoe heet dit punt?", "Huiskamer na schooltijd")
    bep.write("Wat willen bewoners?", "Een plek voor kinderen.")
    bep.write("Waarom", "De straat is druk.")
    bep.choose("Een lange lijn")
    bep.write("Wie kijkt ernaar om?", "Bep")
    bep.follow("Zet op de agenda")
    item = Item.objects.get()

    tom = at(door.visit("Tom"), f"{wijk.path}balie/")
    tom.follow(voice.spoken)
    tom.follow("Noteer wat de schrijver zegt")
    tom.choose("Ja, maar er moet iets anders")
    tom.write("Wilt u er iets bij zeggen?", "Ook moeders.")
    tom.follow("Verstuur mijn antwoord")
    assert Origin.objects.get().author_words == "Ook moeders."
    tom.page.goto(f"{wijk.path}balie/")
    tom.follow("Gebeld")
    assert Telling.objects.filter(told_at__isnull=False).exists()

    bep.page.goto(f"/a/{item.code}/wijzigen/?inbreng={voice.number}")
    bep.write("Wat willen bewoners?", "Een plek voor kinderen en moeders.")
    bep.write("Waarom verandert de tekst?", "De schrijver noemde moeders.")
    bep.follow("Bewaar")
    assert Edit.objects.get().source == voice
    assert bep.unseen + tom.unseen == []


def test_joost_notes_a_promise_and_anouk_confirms_and_changes_it(door: Door, wijk: Wijk) -> None:
    joost = at(door.visit("Joost"), f"{wijk.path}vandaag/")
    joost.follow("Een belofte opschrijven")
    joost.write("Wie belooft het?", "Anouk")
    joost.write("Wat is er beloofd?", "Lantaarns in de Eikstraat")
    joost.write("Wanneer is het klaar?", "1 oktober")
    joost.to("Meer opschrijven")  # what is folded away; the button comes after it
    joost.follow("Opschrijven")
    promise = Promise.objects.get()

    anouk = at(door.visit("Anouk"), f"{wijk.path}vandaag/")
    anouk.follow("Naar uw beloften")
    anouk.follow("Zeg of dit klopt")
    anouk.choose("Ja, dit heb ik beloofd.")
    anouk.follow("Antwoord geven")
    promise.refresh_from_db()
    assert promise.confirmed_at
    anouk.page.goto(f"/b/{promise.code}/bijstellen/")
    anouk.write("Wat belooft u nu?", "Acht lantaarns")
    anouk.write("Wanneer", "1 november 2026")
    anouk.write("Waarom", "Zo is er licht genoeg.")
    anouk.follow("Bijstellen")
    assert Change.objects.get().words == "Acht lantaarns"
    assert joost.unseen + anouk.unseen == []


def test_tom_counts_the_stickers(door: Door, wijk: Wijk, clock: Clock) -> None:
    by = wijk.standing("Bep", clock.today)
    items = [an_item(wijk.place, title, by=by, at=clock.at, today=clock.today) for title in ("Een hek", "Een bankje")]
    tom = at(door.visit("Tom"), f"{wijk.path}agenda/")
    tom.follow("Tel de stickers van een agendadag")
    tom.write("Stickers bij Een bankje", "17")
    tom.follow("Bewaar deze telling")
    count = StickerCount.objects.get()
    bep = at(door.visit("Bep"), count.get_absolute_url())
    bep.follow("Zet de agenda in deze volgorde")
    bep.write("Wat of wie missen wij hierin?", "De winkels.")
    bep.follow("Stel deze volgorde voor")
    ilse = at(door.visit("Ilse"), f"{wijk.path}agenda/besluiten/")
    ilse.follow("Volgorde")
    ilse.follow("Akkoord: draai de tweede sleutel om")
    assert [item.pk for item in agenda_queries.items(wijk.place)] == [item.pk for item in reversed(items)]
    assert tom.unseen + bep.unseen + ilse.unseen == []


def test_geesje_begins_a_village_and_reads_a_plan_in(door: Door, wijk: Wijk) -> None:
    waterstad.build()
    wijk.people["Geesje"] = a_person("Geesje Hoekstra")
    keys = at(door.visit("Geesje"), "/wijk-beginnen/")
    keys.to("Kies eerst uw gemeente")
    keys.page.keyboard.type("Waterstad")
    keys.follow("Toon de buurten")
    keys.write("Hoe heet uw wijk of dorp?", "Lutkeveen")
    keys.choose("dorpskern")
    keys.choose("Het Zand")
    keys.follow("Begin deze wijk")
    village = Neighbourhood.objects.get(name="Lutkeveen")
    keys.page.goto("/wijk/lutkeveen/agenda/plan/")
    keys.write("Welk plan is dit?", "dorpsvisie 2019")
    keys.write("Of plak hier uw lijst", PLAN)
    keys.follow("Lees het plan")
    keys.follow("Klopt: bewaar als concept")
    keys.page.goto("/wijk/lutkeveen/agenda/concepten/")
    keys.follow("Dorpshuis in eigen hand")
    keys.follow("Zet op de agenda")
    assert agenda_queries.items(village).get().title == "Dorpshuis in eigen hand"
    assert keys.unseen == []


def test_the_author_takes_her_words_back_and_wipes_them(door: Door, wijk: Wijk, clock: Clock) -> None:
    receipt = a_voice(wijk.place, at=clock.at, today=clock.today)
    keys = at(door.visit(), "/volg/")
    keys.write("Uw nummer", receipt.voice.spoken)
    keys.write("Uw geheime code", receipt.secret)
    keys.follow("Bekijk")
    keys.follow("Kies hoe u het hoort")
    keys.follow("Haal uit het openbaar")
    keys.choose("Ja, wis mijn woorden.")
    keys.follow("Wis mijn woorden")
    receipt.voice.refresh_from_db()
    assert receipt.voice.withdrawn_at and receipt.voice.erased_at
    assert keys.unseen == []


def test_whoever_trusts_nobody_reaches_the_proof(door: Door, wijk: Wijk, clock: Clock) -> None:
    a_voice(wijk.place, at=clock.at, today=clock.today)
    record.checkpoint(neighbourhood=wijk.place, at=clock.at)
    keys = at(door.visit(), f"{wijk.path}logboek/")
    with keys.page.expect_navigation():
        keys.page.locator("main a[href$='/logboek/0/']").first.focus()
        keys.press("Enter")
    keys.to("Bewijs bewaren")
    with keys.page.expect_download() as saved:
        keys.press("Enter")
    assert saved.value.suggested_filename.endswith(".tlog-proof")
    assert keys.unseen == []


def test_tom_comes_in_by_a_code_and_his_second_lock(door: Door, wijk: Wijk) -> None:
    secret = generate_totp_secret()
    TOTP.activate(wijk.people["Tom"].account, secret)
    keys = at(door.visit(), "/aanmelden/")
    keys.write("e-mailadres", "tom@voorbeeld.example")
    keys.follow("Stuur mij een code")
    found = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    keys.write("code", found[1])
    keys.follow("Aanmelden")
    keys.write("code", code_of_app(secret))
    keys.follow("Verder")
    keys.page.wait_for_url("**/mijn/")
    assert keys.unseen == []
