"""Without a mouse: Samira says it and follows it, marks a promise kept, and the officer tries to change the order."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from stoep.agenda import actions as agenda
from stoep.agenda.models import Decision
from stoep.promises.models import Verdict
from stoep.voices.models import Voice
from tests.builders import a_promise, a_voice, an_item
from tests.journeys.conftest import DESK, Clock, Door, Wijk
from tests.journeys.walk import Keys

pytestmark = [pytest.mark.journey, pytest.mark.once]


def test_she_says_it_and_follows_it(door: Door, wijk: Wijk) -> None:
    page = door.visit()
    page.goto(wijk.path)
    keys = Keys(page)
    keys.follow("Zeg het")
    keys.choose("Een idee of wens")
    keys.write("Uw woorden", "Een plek na school.")
    keys.choose("Iedereen")
    keys.choose("Niet: ik kijk zelf met mijn nummer")
    keys.follow("Verstuur")
    voice = Voice.objects.get()
    secret = page.locator(".stoep-secret").inner_text()
    assert (voice.words, voice.kind, voice.audience) == ("Een plek na school.", "idea", "everyone")

    keys.follow("Mijn nummer")
    keys.follow("geheime code") if page.get_by_role("link", name="geheime code").count() else page.goto("/volg/")
    keys.write("Uw nummer", voice.spoken)
    keys.write("Uw geheime code", secret)
    keys.follow("Bekijk")
    keys.follow("Kies hoe u het hoort")
    keys.choose("Per telefoon")
    keys.write("Uw telefoonnummer", "0612345678")
    keys.follow("Opslaan")
    expect(page.get_by_text("Opgeslagen. Uw oude adres is gewist.")).to_be_visible()
    assert keys.unseen == []


def test_the_skip_link_leads_past_the_header(door: Door, wijk: Wijk) -> None:
    page = door.visit()
    page.goto(wijk.path)
    keys = Keys(page)
    keys.to("Naar de inhoud", at_most=1)
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_she_says_that_a_promise_is_kept(door: Door, wijk: Wijk, clock: Clock) -> None:
    told = {"at": clock.at, "today": clock.today}
    bep = wijk.standing("Bep", clock.today)
    receipt = a_voice(wijk.place, "Een plek na school.", **told)
    item = an_item(wijk.place, "Huiskamer na schooltijd", by=bep, **told)
    agenda.take_up(item=item, voices=[receipt.voice], why="Dit vroegen er tien.", by=bep, at=clock.at)
    tom = wijk.standing("Tom", clock.today)
    promise = a_promise(wijk.place, by=tom, item=item, due_on=date(2026, 9, 3), **told).promise
    clock.go_to(date(2026, 9, 4))
    page = door.visit()
    page.goto(f"/b/{promise.code}/oordeel/")
    keys = Keys(page)
    keys.choose("Ja, het is gedaan zoals beloofd.")
    keys.write("Nummer van uw inbreng", receipt.voice.spoken)
    keys.write("Geheime code", receipt.secret)
    keys.follow("Oordeel geven")
    assert Verdict.objects.get().kind == "kept"
    assert keys.unseen == []


def test_the_officer_meets_no_control_and_the_chair_and_the_foundation_do(door: Door, wijk: Wijk, clock: Clock) -> None:
    by = wijk.standing("Bep", clock.today)
    for title in ("Huiskamer na schooltijd", "Bankjes in de Eikstraat"):
        an_item(wijk.place, title, by=by, at=clock.at, today=clock.today)
    officer = door.visit("Anouk", window=DESK)
    officer.goto(f"{wijk.path}agenda/")
    with pytest.raises(AssertionError, match="volgorde"):
        Keys(officer).to("volgorde", at_most=60)
    officer.goto(f"{wijk.path}agenda/volgorde/")
    keys = Keys(officer)
    keys.follow("Naar de voorpagina")  # the refusal leaves a way on
    assert keys.unseen == []

    bep = door.visit("Bep", window=DESK)
    bep.goto(f"{wijk.path}agenda/")
    keys = Keys(bep)
    keys.follow("Zet de agenda op volgorde")
    keys.follow("Zet Bankjes in de Eikstraat hoger")
    keys.write("Wat of wie missen wij hierin?", "De winkels.")
    keys.follow("Stel deze volgorde voor")
    decision = Decision.objects.get()
    ilse = door.visit("Ilse", window=DESK)
    ilse.goto(f"{wijk.path}agenda/besluiten/")
    seconds = Keys(ilse)
    seconds.follow(str(decision.get_kind_display()))
    seconds.follow("Akkoord: draai de tweede sleutel om")
    decision.refresh_from_db()
    assert decision.seconded_at
    assert keys.unseen + seconds.unseen == []
