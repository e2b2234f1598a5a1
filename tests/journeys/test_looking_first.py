"""Looking first by thumb, and a list of streets: nothing that was typed is lost, with and without a script."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from stoep.calendar.models import Entry
from stoep.places.models import Street
from tests.journeys.conftest import PHONE, Clock, Door, Wijk
from tests.journeys.walk import barriers
from tests.rooms.calendar import an_entry

pytestmark = pytest.mark.journey


def _looked_at(page: Page, door: Door, name: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") if door.script else True
    if door.script:
        assert barriers(page) == []
    if shots := os.environ.get("STOEP_SHOTS"):
        page.screenshot(path=f"{shots}/{name}-{'js' if door.script else 'plain'}.png", full_page=True)


def test_whoever_puts_something_in_the_calendar_looks_first_and_names_a_street(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    bep = door.visit("Bep", window=PHONE)
    bep.goto(f"{wijk.path}straten/")
    bep.get_by_label("Welke straten staan nog niet in de lijst?").fill("Eikstraat\nKade\nLindelaan\nkade ")
    _looked_at(bep, door, "streets")
    bep.get_by_role("button", name="Bewaar de lijst").click()
    expect(bep.get_by_text("De lijst is bewaard.")).to_be_visible()
    assert sorted(Street.objects.values_list("name", flat=True)) == ["Eikstraat", "Kade", "Lindelaan"]

    by = wijk.standing("Bep", clock.today)
    there = an_entry(wijk.place, by, "Lezen met kleuters op woensdag", at=clock.at, today=clock.today)
    bep.goto(f"{wijk.path}kalender/erbij/")
    bep.get_by_label("Wat wordt er gevraagd?").fill("Lezen met kleuters en hun opa")
    bep.get_by_label("Wie vraagt het?").fill("De bibliotheek")
    bep.locator("[name=party]").select_option("other")
    bep.locator("[name=first_on]").fill(f"{clock.today + timedelta(days=60):%Y-%m-%d}")
    bep.get_by_label("In welke straten?").fill("Lindelan\neikstr. 4")
    bep.get_by_label("iedereen").check()
    bep.get_by_role("button", name="Zet in de kalender").click()
    expect(bep.get_by_text("Kijk eerst")).to_be_visible()
    expect(bep.get_by_role("link", name=there.what).first).to_be_visible()
    expect(bep.get_by_text("Bedoelt u Lindelaan?").first).to_be_visible()
    expect(bep.get_by_label("Wat wordt er gevraagd?")).to_have_value("Lezen met kleuters en hun opa")
    expect(bep.get_by_label("In welke straten?")).to_have_value("Lindelan\neikstr. 4")
    _looked_at(bep, door, "calendar")
    bep.get_by_label("Er is al zoiets. Waarom is dit nieuw?").fill("Dit is met opa's, op zaterdag.")
    bep.get_by_label("In welke straten?").fill("Lindelaan\neikstr. 4")
    bep.get_by_role("button", name="Zet in de kalender").click()
    expect(bep.get_by_text("Dit is met opa's, op zaterdag.")).to_be_visible()
    made = Entry.objects.exclude(pk=there.pk).get()
    assert made.streets == ["Lindelaan", "Eikstraat"] and made.why_new
    _looked_at(bep, door, "entry")
