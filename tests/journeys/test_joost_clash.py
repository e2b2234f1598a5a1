"""Joost wants to ask something in a week in which somebody else asks it too: he sees it, and they do it together."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from stoep.calendar.models import Entry, Joining
from stoep.people.models import Telling
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import barriers, too_wide
from tests.rooms.calendar import an_entry

pytestmark = pytest.mark.journey


def test_two_evenings_in_one_week_become_one(door: Door, wijk: Wijk, clock: Clock) -> None:
    anouk = wijk.standing("Anouk", clock.today)
    asked = an_entry(wijk.place, anouk, at=clock.at, today=clock.today, asked_by="Gemeente Waterstad")
    page = door.visit("Joost")
    page.goto(wijk.path)
    page.get_by_role("link", name="De kalender: wie vraagt wanneer iets van bewoners").click()
    page.get_by_role("link", name="Zet iets in de kalender").click()
    page.get_by_label("Wat wordt er gevraagd?").fill("Praten over de speelplek")
    page.get_by_label("Op welke dag is het, of begint het?").fill(asked.first_on.isoformat())
    page.get_by_label("Hoe laat begint het?").fill("20.00")
    page.get_by_label("In welke straten?").fill("Eikstraat\nLindelaan")
    page.get_by_label("ouders").check()
    page.get_by_label("Aan hoeveel mensen ongeveer?").fill("60")
    page.get_by_label("Hoeveel minuten kost het ieder van hen?").fill("90")
    page.get_by_role("button", name="Zet in de kalender").click()
    expect(page.get_by_text("Dan wordt er al iets van deze mensen gevraagd")).to_be_visible()
    expect(page.get_by_text("Allebei vragen het aan ouders, in Eikstraat")).to_be_visible()
    expect(page.get_by_label("Wat wordt er gevraagd?")).to_have_value("Praten over de speelplek")
    assert Entry.objects.count() == 1
    assert too_wide(page) == []
    page.get_by_role("button", name="Zet het toch zo in de kalender").click()
    page.get_by_role("link", name="Stel voor om het samen te doen").click()
    page.get_by_label("Hoe doet u het samen?").fill("Op uw avond, met een hoek voor ouders.")
    page.get_by_role("button", name="Verstuur het voorstel").click()
    expect(page.get_by_text("Er is nog geen antwoord.")).to_be_visible()
    assert Telling.objects.filter(subject__startswith="Samen doen?").count() == 1

    other = door.visit("Anouk")
    other.goto(asked.get_absolute_url())
    other.get_by_role("link", name="Zeg ja of nee").click()
    other.get_by_role("radio", name="ja").check()
    other.get_by_label("Waarom?").fill("Graag. Dan komen mensen maar één keer.")
    other.get_by_role("button", name="Geef antwoord").click()
    expect(other.get_by_text("Ja, samen.")).to_be_visible()
    assert Joining.objects.get().is_yes

    anybody = door.visit()
    anybody.goto(f"{wijk.path}kalender/")
    anybody.get_by_role("link", name="Praten over de speelplek").click()
    expect(anybody.get_by_text("Dan komen mensen maar één keer.")).to_be_visible()
    if door.script:
        assert barriers(anybody) == []
    anybody.goto(f"{wijk.path}kalender/kwartaal/2026-3/")
    expect(anybody.get_by_text("gemeente 1 keer").first).to_be_visible()
    assert too_wide(anybody) == []
    if door.script:
        assert barriers(anybody) == []
