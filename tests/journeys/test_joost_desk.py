"""Joost opens his telephone in the morning: what waits, in one page; and a promise at the door, counted in presses."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from stoep.promises.models import Promise
from tests.builders import a_voice
from tests.journeys.conftest import PHONE, Clock, Door, Wijk
from tests.journeys.walk import barriers, post_by_hand

pytestmark = pytest.mark.journey


def test_his_desk_shows_whom_to_call_and_what_to_read(door: Door, wijk: Wijk, clock: Clock) -> None:
    told = {"at": clock.at, "today": clock.today}
    receipt = a_voice(wijk.place, "Bel mij over het hek.", contact=("phone", "0687654321"), **told)
    tom = door.visit("Tom")
    tom.goto(f"/nr/{receipt.number}/antwoord/")
    tom.get_by_label("Beantwoorden, met de reden").check()
    tom.get_by_label("Uw antwoord").fill("Het hek komt in mei.")
    tom.locator("main form button[type=submit]").click()

    page = door.visit("Joost", window=PHONE)
    page.goto(f"{wijk.path}balie/")
    expect(page.get_by_role("link", name="0687654321")).to_be_visible()
    expect(page.get_by_role("link", name="Teksten nakijken")).to_be_visible()
    if door.script:
        assert barriers(page) == []
    page.get_by_role("button", name="Niet bereikt").click()
    expect(page.get_by_role("link", name="0687654321")).to_have_count(0)  # it comes back later
    page.get_by_role("link", name="Teksten nakijken").click()
    page.get_by_role("button", name="Laat zien").first.click()
    expect(page.get_by_text("staat nu open").first).to_be_visible()


def test_a_promise_asks_three_boxes_and_one_press(door: Door, wijk: Wijk) -> None:
    page = door.visit("Joost", window=PHONE)
    page.goto(f"{wijk.path}beloften/noteer/")
    boxes = page.locator("main form :is(input:not([type=hidden]), textarea, select):visible")
    assert [boxes.nth(place).get_attribute("name") for place in range(boxes.count())] == ["wie", "wat", "wanneer"]
    for name, said in {"wie": "Anouk", "wat": "Een lamp bij de brug", "wanneer": "voor 1 oktober"}.items():
        page.locator(f"main [name={name}]").fill(said)
    page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De belofte staat")
    assert Promise.objects.get().promiser == wijk.people["Anouk"]


def test_anouk_cannot_delete_or_close_what_she_promised(door: Door, wijk: Wijk) -> None:
    page = door.visit("Joost")
    page.goto(f"{wijk.path}beloften/noteer/")
    for name, said in {"wie": "Anouk", "wat": "Een lamp bij de brug", "wanneer": "1 oktober"}.items():
        page.locator(f"main [name={name}]").fill(said)
    page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De belofte staat")
    promise = Promise.objects.get()

    anouk = door.visit("Anouk")
    for verdict in ("kept", "broken"):
        assert (
            post_by_hand(anouk, f"/b/{promise.code}/oordeel/", {"oordeel": verdict, "woorden": "Klaar."}).status == 403
        )
    for method in ("DELETE", "PUT"):
        assert anouk.request.fetch(f"/b/{promise.code}/", method=method).status in {403, 405}
    # She may say it anew; the first words stay in sight.
    anouk.goto(f"/b/{promise.code}/bijstellen/")
    anouk.locator("main [name=wat]").fill("Twee lampen bij de brug")
    anouk.locator("main [name=wanneer]").fill("1 november 2026")
    anouk.locator("main [name=waarom]").fill("Eén lamp geeft te weinig licht.")
    anouk.locator("main form button.nl-button--primary").click()
    expect(anouk.get_by_text("Twee lampen bij de brug").first).to_be_visible()
    expect(anouk.get_by_text("Een lamp bij de brug").first).to_be_visible()
    assert list(Promise.objects.values_list("words", flat=True)) == ["Een lamp bij de brug"]
