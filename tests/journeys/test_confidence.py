"""Somebody who is afraid tells it to two named people, reads the answer with a slip, and decides what goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from stoep.conflicts.models import Whisper
from stoep.voices.models import Voice
from tests.builders import a_post
from tests.journeys.conftest import Door, Wijk
from tests.journeys.walk import barriers_at_both_widths

pytestmark = pytest.mark.journey


def _no_barrier(door: Door, page: Page) -> None:
    """axe is a script: it looks where scripts run."""
    if door.script:
        assert barriers_at_both_widths(page) == []


def test_it_is_told_answered_passed_on_after_a_yes_and_erased(door: Door, wijk: Wijk) -> None:
    a_post(wijk.place, "trusted", person=wijk.people["Ilse"])
    writer = door.visit()
    writer.goto(f"{wijk.path}vertrouwelijk/")
    expect(writer.get_by_role("heading", name="Ilse Smit")).to_be_visible()
    expect(writer.get_by_text("Bel 112")).to_be_visible()
    _no_barrier(door, writer)
    writer.get_by_label("Wat wilt u zeggen?").fill("Ik word bang gemaakt op het plein.")
    writer.get_by_role("button", name="Verstuur in vertrouwen").click()
    number = writer.locator(".stoep-big-number").inner_text()
    secret = writer.locator(".stoep-secret").inner_text()
    _no_barrier(door, writer)

    ilse = door.visit("Ilse")
    ilse.goto(f"{wijk.path}vertrouwelijk/post/")
    _no_barrier(door, ilse)
    ilse.get_by_role("link", name="laatste woord op").click()
    expect(ilse.get_by_text("Ik word bang gemaakt op het plein.")).to_be_visible()
    ilse.get_by_label("De tekst die u wilt doorgeven").fill("Iemand is bang op het plein.")
    ilse.get_by_label("Waar gaat deze tekst heen?").select_option("wijk")
    ilse.get_by_role("button", name="Vraag het de schrijver").click()
    _no_barrier(door, ilse)
    ilse.goto(f"{wijk.path}vertrouwelijk/bereikbaar/")
    _no_barrier(door, ilse)

    writer.goto(f"{wijk.path}vertrouwelijk/terug/")
    writer.get_by_label("Uw nummer").fill(number)
    writer.get_by_label("Uw geheime code").fill(secret)
    writer.get_by_role("button", name="Lees").click()
    _no_barrier(door, writer)
    writer.get_by_role("button", name="Ja, geef dit door").click()
    expect(writer.get_by_text("de schrijver zei ja")).to_be_visible()
    ilse.goto(f"{wijk.path}vertrouwelijk/post/")
    ilse.get_by_role("link", name="laatste woord op").click()
    ilse.get_by_role("button", name="Geef deze tekst door").click()
    voice = Voice.objects.get()
    assert (voice.words, voice.called) == ("Iemand is bang op het plein.", "")
    writer.get_by_role("button", name="Wis dit gesprek").click()
    expect(writer.get_by_role("heading", level=1)).to_have_text("Het gesprek is gewist")
    assert not Whisper.objects.exists()
