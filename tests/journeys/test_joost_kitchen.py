"""Joost looks for how others run a living room, goes to see it in a village, and says what is taken over."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from stoep.exchange.models import Takeover
from tests.builders import a_neighbourhood, a_person, a_seat
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import barriers, too_wide
from tests.rooms.exchange import a_card

pytestmark = pytest.mark.journey


def test_a_visit_to_the_kitchen_of_lutkeveen(door: Door, wijk: Wijk, clock: Clock) -> None:
    village = a_neighbourhood(slug="lutkeveen", name="Lutkeveen", kind="village")
    wijk.people["Geesje"] = a_person("Geesje Hoekstra")
    a_seat(village, person=wijk.people["Geesje"], is_chair=True)
    there = Wijk(village, wijk.people)
    card = a_card(village, there.standing("Geesje", clock.today), at=clock.at)
    page = door.visit("Joost")
    page.goto(wijk.path)
    page.get_by_role("link", name="In elkaars keuken: hoe deden andere wijken het?").click()
    page.get_by_label("Wat zoekt u?").fill("huiskamer beheer door bewoners")
    page.get_by_role("button", name="Zoek", exact=True).click()
    assert too_wide(page) == []
    if door.script:
        assert barriers(page) == []
    page.get_by_role("link", name=card.title).click()
    expect(page.get_by_text("Eén mens met alle sleutels")).to_be_visible()
    page.get_by_role("link", name="Vraag of u mag komen kijken").click()
    page.get_by_label("Wie wil er komen?").fill("Vijf mensen van de speelplek")
    page.get_by_label("Wat wilt u zien of vragen?").fill("Hoe werkt het rooster met de sleutel?")
    page.get_by_role("button", name="Verstuur de vraag").click()
    expect(page.get_by_text("Er is nog geen antwoord.")).to_be_visible()

    geesje = door.visit("Geesje")
    geesje.goto(card.get_absolute_url())
    geesje.get_by_role("link", name="Vijf mensen van de speelplek").click()
    geesje.get_by_role("link", name="Zeg ja of nee").click()
    geesje.get_by_role("radio", name="ja").check()
    geesje.get_by_label("Op welke dag?").fill("2026-09-16")
    geesje.get_by_label("Wat wilt u erbij zeggen?").fill("Welkom, met koffie.")
    geesje.get_by_role("button", name="Geef antwoord").click()
    expect(geesje.get_by_text("Ja, op woensdag 16 september 2026.")).to_be_visible()

    page.reload()
    page.get_by_role("link", name="Zeg wat u overneemt").click()
    page.get_by_label("Dit nemen wij over").fill("Het sleutelrooster, met twee mensen per dag.")
    page.get_by_label("Dit niet").fill("De drankvergunning.")
    page.get_by_role("button", name="Zet dit erbij").click()
    assert Takeover.objects.get().neighbourhood == wijk.place

    anybody = door.visit()
    anybody.goto(card.get_absolute_url())
    expect(anybody.get_by_text("De drankvergunning.")).to_be_visible()
    anybody.get_by_role("link", name="De Meerpaal", exact=True).first.click()
    expect(anybody.get_by_text("Het sleutelrooster, met twee mensen per dag.")).to_be_visible()
    assert too_wide(anybody) == []
    if door.script:
        assert barriers(anybody) == []
