"""Samira is invited: a card with a face and a code, her answer by thumb, and what she said at the table."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from stoep.gatherings import actions as gatherings
from stoep.gatherings import wordings
from stoep.gatherings.models import Answer, Said, Unasked
from stoep.voices.models import Voice
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import barriers, squeezed
from tests.rooms.gatherings import a_code, a_sending, an_activity, approved, at_the_door, invited, published

pytestmark = pytest.mark.journey
PHONE = {"width": 360, "height": 740}


def test_her_card_answers_by_thumb_in_her_own_language_and_leaves_nothing_behind(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    host = wijk.standing("Tom", clock.today)
    activity = published(wijk.place, host, at=clock.at, today=clock.today)
    for language in wordings.PROPOSED:
        approved(wijk.place, host, language, at=clock.at)
    sending = a_sending(activity, made_at=clock.at)
    page = door.visit(window=PHONE)
    code = a_code(sending)

    # Without a script she types the code; with one, the QR code brought it along and it is wiped from the address.
    page.goto(f"/wijk/{wijk.place.slug}/antwoord/?taal=ar#{code.replace('-', '')}")
    box = page.locator("#id_code")
    if door.script:
        expect(box).to_have_value(code.replace("-", ""))
        assert "#" not in page.url
        assert barriers(page) == [] and squeezed(page) == []
    else:
        box.fill(code.lower())
    assert page.locator(".gatherings-answer").get_attribute("dir") == "rtl"
    left = page.get_by_text(wordings.PROPOSED["ar"]["yes"]).bounding_box()
    button = page.get_by_role("button", name=wordings.PROPOSED["ar"]["send"])
    assert left and left["x"] + left["width"] > 180

    # She presses before she chose: one sentence, in Arabic, and the code is still there.
    button.click()
    expect(page.get_by_text(wordings.PROPOSED["ar"]["choose"], exact=True)).to_be_visible()
    expect(box).to_have_value(re.compile("[A-Za-z0-9-]{12,14}"))
    page.get_by_label(wordings.PROPOSED["ar"]["yes"]).check()
    button.click()
    expect(page.get_by_text(wordings.PROPOSED["ar"]["thanks_yes"])).to_be_visible()
    if door.script:
        assert barriers(page) == []
    assert Answer.objects.get().many == 1
    assert code not in page.url

    # Her neighbour wants no more of them.
    page.goto(f"/wijk/{wijk.place.slug}/antwoord/?taal=nl")
    page.locator("#id_code").fill(a_code(sending, 2))
    page.get_by_label("Vraag mij dit niet meer", exact=True).check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Vul uw huisnummer in.")).to_be_visible()
    page.locator("#id_house").fill("14 B")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Wij vragen u dit niet meer.")).to_be_visible()
    assert Unasked.objects.count() == 1


def test_at_the_table_her_words_are_typed_over_and_she_takes_the_receipt(door: Door, wijk: Wijk, clock: Clock) -> None:
    host = wijk.standing("Tom", clock.today)
    activity = published(wijk.place, host, at=clock.at, today=clock.today - timedelta(days=10), title="Soep op de kade")
    page = door.visit("Tom", window=PHONE)
    page.goto(f"{activity.get_absolute_url()}deur/")
    page.get_by_role("button", name="Zo binnengelopen", exact=True).click()
    expect(page.get_by_text("Samen minder dan tien.")).to_be_visible()
    if door.script:
        assert barriers(page) == []
    press = page.get_by_role("button", name="Zo binnengelopen", exact=True).bounding_box()
    assert press and press["height"] >= 60 and press["width"] >= 250

    page.goto(f"{activity.get_absolute_url()}gezegd/")
    page.get_by_label("Gesproken", exact=True).check()
    page.get_by_label("Een idee of wens").check()
    page.get_by_label("De woorden, zoals ze gezegd zijn").fill("Een veilige plek voor kinderen na school.")
    page.get_by_label("Iedereen", exact=True).check()
    page.get_by_label("niet: zelf kijken met het nummer").check()
    page.get_by_role("button", name="Opslaan, en het bewijs laten zien").click()
    expect(page.get_by_text("Lees de tekst eerst voor.").first).to_be_visible()
    page.get_by_label("Voorgelezen en akkoord").check()
    if door.script:
        assert barriers(page) == []
    page.get_by_role("button", name="Opslaan, en het bewijs laten zien").click()
    voice = Voice.objects.get()
    expect(page.locator(".stoep-big-number")).to_have_text(voice.spoken)
    assert Said.objects.get().voice_id == voice.pk

    # She sees it on the page of the evening, on her own telephone.
    hers = door.visit(window=PHONE)
    hers.goto(activity.get_absolute_url())
    expect(hers.get_by_text("Een veilige plek voor kinderen na school.")).to_be_visible()
    expect(hers.get_by_text("samen maken")).to_be_visible()
    if door.script:
        assert barriers(hers) == []


def test_an_organiser_prepares_an_evening_from_the_list_to_the_cards(door: Door, wijk: Wijk, clock: Clock) -> None:
    host = wijk.standing("Tom", clock.today)
    approved(wijk.place, host, at=clock.at)
    activity = an_activity(wijk.place, host, at=clock.at, today=clock.today)
    invited(activity, host, at=clock.at)
    page = door.visit("Tom")
    page.goto(f"/wijk/{wijk.place.slug}/bijeenkomsten/")
    page.get_by_role("link", name="Soep en plannen voor het plein").click()
    page.get_by_role("link", name="Werk aan deze bijeenkomst").click()
    page.get_by_role("link", name="Kijk wat er al bekend is").click()
    page.get_by_role("button", name="Maak openbaar").click()
    expect(page.get_by_text("Iedereen kan dit nu lezen.")).to_be_visible()
    page.get_by_role("link", name="Werk aan deze bijeenkomst").click()
    page.get_by_role("link", name="Druk kaarten of brieven").click()
    page.get_by_label("kaarten A6, vier op een A4").check()
    page.get_by_label("Nederlands").check()
    page.get_by_label("Welke deuren?").fill("Eikstraat 1-11 oneven")
    page.get_by_label("eerst de oneven kant").check()
    if door.script:
        assert barriers(page) == []
    page.get_by_role("button", name="Maak de uitnodigingen").click()
    expect(page.get_by_text("Klaar.")).to_be_visible()
    got = page.request.get(page.get_by_role("link", name="Haal het bestand op").get_attribute("href") or "")
    assert got.body().startswith(b"%PDF")
    page.get_by_role("button", name="Ik heb het: wis het bestand").click()
    expect(page.get_by_text("Het bestand is gewist.")).to_be_visible()


def test_what_may_be_told_afterwards_can_be_read_on_a_telephone(door: Door, wijk: Wijk, clock: Clock) -> None:
    host = wijk.standing("Tom", clock.today)
    activity = published(wijk.place, host, at=clock.at, today=clock.today - timedelta(days=10))
    gatherings.note_sent(
        activity=activity, channel="door", language="nl", street="Eikstraat", many=120, by=host, at=clock.at
    )
    at_the_door(activity, host, at=clock.at, today=clock.today)
    gatherings.close(activity=activity, by=host, at=clock.at, today=clock.today)
    page = door.visit(window=PHONE)
    page.goto(activity.get_absolute_url())
    page.get_by_role("link", name="Wie er waren, in aantallen").click()
    expect(page.get_by_role("cell", name="120").first).to_be_visible()
    if door.script:
        assert barriers(page) == []
