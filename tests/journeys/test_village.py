"""Geesje brings her village to life in one evening: she founds it, brings the old plan in, and sets the first items."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from stoep.agenda.models import Item
from stoep.network.models import Seat
from stoep.places.models import Neighbourhood
from stoep.places.tests import waterstad
from tests.builders import a_person
from tests.journeys.conftest import Door, Wijk

pytestmark = pytest.mark.journey
PLAN = """titel; wens; waarom; termijn; domein; wie
Dorpshuis in eigen hand; Wij beheren het dorpshuis zelf; De gemeente wil ervan af; lang; sociaal; Geesje
Een bus op zaterdag; Naar de markt kunnen zonder auto; Er rijdt niets; kort; sociaal; Harm"""


def test_a_volunteer_brings_a_village_to_life(door: Door, wijk: Wijk) -> None:
    waterstad.build()
    wijk.people["Geesje"] = a_person("Geesje Hoekstra")
    page = door.visit("Geesje")
    page.goto("/wijk-beginnen/stappen/")
    page.goto("/wijk-beginnen/")
    page.get_by_label(re.compile("Kies eerst uw gemeente")).select_option(label="Waterstad")
    page.get_by_role("button", name="Toon de buurten").click()
    page.get_by_label("Hoe heet uw wijk of dorp?").fill("Lutkeveen")
    page.locator("input[name=kind][value=village], input[name=kind][value=dorp]").first.check()
    page.get_by_label("Het Zand").check()
    page.get_by_role("button", name="Begin deze wijk").click()
    page.wait_for_url("**/wijk/lutkeveen/wie-beslist/")
    village = Neighbourhood.objects.get(name="Lutkeveen")
    assert Seat.objects.get(partnership__neighbourhood=village).person == wijk.people["Geesje"]

    page.goto("/wijk/lutkeveen/agenda/plan/")
    page.get_by_label("Welk plan is dit?").fill("dorpsvisie 2019")
    page.get_by_label("Of plak hier uw lijst").fill(PLAN)
    page.get_by_role("button", name="Lees het plan").click()
    expect(page.get_by_text("2 punten gelezen")).to_be_visible()
    assert not Item.objects.filter(neighbourhood=village).exists()
    page.get_by_role("button", name="Klopt: bewaar als concept").click()
    expect(page.get_by_text("Het plan is bewaard als concept.")).to_be_visible()
    unseen = door.visit()
    unseen.goto("/wijk/lutkeveen/agenda/")
    expect(unseen.get_by_text("Dorpshuis in eigen hand")).to_have_count(0)

    for title in ("Dorpshuis in eigen hand", "Een bus op zaterdag"):
        page.goto("/wijk/lutkeveen/agenda/concepten/")
        page.get_by_role("link", name=title).click()
        if title == "Een bus op zaterdag":
            page.get_by_label("onder welke lange lijn").select_option(label="Dorpshuis in eigen hand")
        page.get_by_role("button", name="Zet op de agenda").click()
        expect(page.get_by_text("Het punt staat op de agenda.")).to_be_visible()
    agenda = door.visit()
    agenda.goto("/wijk/lutkeveen/agenda/")
    expect(agenda.get_by_role("link", name="Dorpshuis in eigen hand")).to_be_visible()
    expect(agenda.get_by_role("link", name="Een bus op zaterdag")).to_be_visible()
    poster = agenda.request.get("/wijk/lutkeveen/agenda/poster.pdf")
    assert poster.body().startswith(b"%PDF")
    agenda.goto("/zoek/?q=lutkeveen")
    expect(agenda.get_by_role("link", name="Lutkeveen").first).to_be_visible()
