"""Samira on her own telephone: she says it, takes the receipt, follows it, and chooses how she hears."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from stoep.people import queries as people
from stoep.voices.models import Following, Voice
from tests.journeys.conftest import Door, Wijk
from tests.journeys.walk import barriers

pytestmark = pytest.mark.journey
SAID = "Het is donker bij de school. Mijn dochter durft er niet langs. 🌙"


def test_she_says_it_on_her_telephone_and_keeps_it_in_hand(door: Door, wijk: Wijk) -> None:
    page = door.visit()
    page.goto(wijk.path)
    page.get_by_role("link", name="Zeg het").first.click()
    page.get_by_label("Een zorg").check()
    page.get_by_label("Uw woorden").fill(SAID)
    page.get_by_label("Iedereen", exact=True).check()
    page.get_by_label("per e-mail").check()
    page.get_by_role("button", name="Verstuur").click()

    # She forgot her address: one sentence beside the box, and her words are still there.
    expect(page.get_by_text("Vul dit in, of kies een andere manier om het te horen.").first).to_be_visible()
    expect(page.get_by_label("Uw woorden")).to_have_value(SAID)
    if door.script:
        assert barriers(page) == []
    page.get_by_label("Uw e-mailadres").fill("samira@voorbeeld.nl")
    page.get_by_role("button", name="Verstuur").click()

    voice = Voice.objects.get()
    expect(page.locator(".stoep-big-number")).to_have_text(voice.spoken)
    expect(page.get_by_text("27 oktober 2026")).to_be_visible()
    secret = page.locator(".stoep-secret").inner_text()
    slip = page.request.get(page.get_by_role("link", name="Bewijs afdrukken").get_attribute("href") or "")
    assert slip.body().startswith(b"%PDF")
    if door.script:
        assert barriers(page) == []

    # A concern asks one thing more.
    page.get_by_label("Wie doet hier al iets aan?").fill("Koos zet zijn buitenlamp aan.")
    page.get_by_role("button", name="Voeg toe").click()
    voice.refresh_from_db()
    assert voice.already == "Koos zet zijn buitenlamp aan."
    assert people.address_of(Following.objects.get(voice=voice).contact) == "samira@voorbeeld.nl"

    _follows(door, wijk, voice, secret)


def _follows(door: Door, wijk: Wijk, voice: Voice, secret: str) -> None:
    """On another telephone, with the slip: she would rather have a letter, takes her words back, and wipes them."""
    page = door.visit()
    if door.script:
        page.goto(f"/volg/#{voice.number}.{secret.replace(' ', '')}")  # the code on the slip
    else:
        page.goto("/volg/")
        page.get_by_label("Uw nummer").fill(voice.spoken.lower())
        page.get_by_label("Uw geheime code").fill(secret)
        page.get_by_role("button", name="Bekijk").click()
    page.wait_for_url(f"**/nr/{voice.number}/")
    assert "#" not in page.url
    expect(page.get_by_text(SAID).first).to_be_visible()  # nobody else reads it before a host did

    page.get_by_role("link", name=re.compile("Kies hoe u het hoort")).click()
    expect(page.get_by_label("per brief")).to_be_visible()
    if door.script:
        assert barriers(page) == []
    page.get_by_label("per brief").check()
    page.get_by_label("Uw naam en adres").fill("Samira\nEikstraat 12\n1234 AB Waterstad")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Opgeslagen. Uw oude adres is gewist.")).to_be_visible()
    [following] = Following.objects.filter(voice=voice)
    assert "Eikstraat 12" in people.address_of(following.contact)

    page.get_by_role("button", name="Haal uit het openbaar").click()
    voice.refresh_from_db()
    assert voice.withdrawn_at
    page.get_by_label("Ja, wis mijn woorden.").check()
    page.get_by_role("button", name="Wis mijn woorden").click()
    expect(page.get_by_text("Uw woorden zijn gewist.").first).to_be_visible()
    voice.refresh_from_db()
    assert voice.erased_at
    assert SAID not in voice.words

    page.get_by_role("button", name=re.compile("vergeet mijn nummer")).click()
    refused = page.goto(f"/volg/{voice.number}/")
    assert refused
    assert refused.status == 403
