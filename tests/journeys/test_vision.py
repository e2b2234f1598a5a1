"""The shared vision: residents write it, both keys adopt it, the clerk signs for the council, a partner refuses."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from stoep.agenda import queries as agenda
from stoep.agenda.models import VisionEndorsement
from tests.builders import TEXTS, a_person, a_post, a_seat, an_item, an_organisation
from tests.journeys.conftest import DESK, PHONE, Clock, Door, Wijk
from tests.journeys.walk import barriers

pytestmark = pytest.mark.journey


@pytest.fixture
def noor(wijk: Wijk) -> None:
    """Noor is clerk of the council; Peter sits for the housing corporation."""
    wijk.people["Noor"] = a_person("Noor Bos", side="municipality")
    a_post(wijk.place, "clerk", person=wijk.people["Noor"], organisation=an_organisation("municipality"))
    wijk.people["Peter"] = a_person("Peter Vos", side="housing")
    a_seat(wijk.place, "housing", person=wijk.people["Peter"])


def _write(page: Page, wijk: Wijk) -> None:
    page.goto(f"{wijk.path}visie/")
    expect(page.get_by_text("Er is nog geen visie.")).to_be_visible()
    page.get_by_role("link", name="Begin de visie").click()
    page.get_by_label("Hoe is het hier over twintig jaar?").fill("Een wijk waar elk kind buiten speelt.")
    for code, text in TEXTS.items():
        page.locator(f"[name={code}]").fill(text)
    page.get_by_role("button", name="Bewaar het concept").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Concept van de visie")


@pytest.mark.usefixtures("noor")
def test_a_vision_becomes_shared_when_the_council_signs_and_a_refusal_is_printed(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    bep = door.visit("Bep", window=PHONE)
    _write(bep, wijk)
    if door.script:
        assert barriers(bep) == []
    bep.get_by_role("link", name="Stel deze tekst vast").click()
    bep.get_by_label("Wat of wie missen wij hierin?").fill("De winkels.")
    bep.get_by_role("button", name="Stel dit voor").click()
    expect(bep.get_by_text("wacht op de andere sleutel").first).to_be_visible()

    ilse = door.visit("Ilse", window=DESK)
    ilse.goto(f"{wijk.path}agenda/besluiten/")
    ilse.get_by_role("link", name="De visie vaststellen").click()
    expect(ilse.get_by_text("Een wijk waar elk kind buiten speelt.")).to_be_visible()
    ilse.get_by_role("button", name="Akkoord: draai de tweede sleutel om").click()
    expect(ilse.get_by_text("Het besluit is genomen.")).to_be_visible()

    reader = door.visit(window=PHONE)
    reader.goto(f"{wijk.path}visie/")
    expect(reader.get_by_text("Deze visie is nog niet gemeenschappelijk.")).to_be_visible()
    assert reader.get_by_role("link", name="Teken deze versie").count() == 0

    # An official of the municipality may sign for the executive; for the council only the clerk does.
    anouk = door.visit("Anouk", window=DESK)
    anouk.goto(f"{wijk.path}visie/1/tekenen/")
    assert anouk.get_by_label("Nummer van het raadsbesluit").count() == 0

    noor = door.visit("Noor", window=DESK)
    noor.goto(f"{wijk.path}visie/")
    noor.get_by_role("link", name="Teken deze versie, of zeg waarom niet").click()
    noor.get_by_label("Ja, wij tekenen").check()
    noor.get_by_role("button", name="Zet dit bij de visie").click()
    expect(noor.get_by_text("Vul dit in: de raad tekent met een besluit.").first).to_be_visible()
    noor.get_by_label("Nummer van het raadsbesluit").fill("2026-041")
    noor.locator("[name=decided_on]").fill(f"{clock.today:%Y-%m-%d}")
    if door.script:
        assert barriers(noor) == []
    noor.get_by_role("button", name="Zet dit bij de visie").click()
    expect(noor.get_by_text("gemeenschappelijke visie", exact=True)).to_be_visible()

    peter = door.visit("Peter", window=PHONE)
    peter.goto(f"{wijk.path}visie/1/tekenen/")
    peter.get_by_label("Nee, wij tekenen niet").check()
    peter.get_by_role("button", name="Zet dit bij de visie").click()
    expect(peter.get_by_text("Schrijf waarom u niet tekent.").first).to_be_visible()
    if door.script:
        assert barriers(peter) == []
    peter.get_by_label("Waarom niet").fill("Voor nieuwe huizen is nu geen geld.")
    peter.get_by_role("button", name="Zet dit bij de visie").click()
    expect(peter.get_by_text("Voor nieuwe huizen is nu geen geld.")).to_be_visible()
    assert VisionEndorsement.objects.count() == 2

    reader.goto(f"{wijk.path}visie/")
    expect(reader.get_by_text("raadsbesluit 2026-041")).to_be_visible()
    expect(reader.get_by_text("Voor nieuwe huizen is nu geen geld.")).to_be_visible()
    if door.script:
        assert barriers(reader) == []
    paper = PdfReader(io.BytesIO(reader.request.get(f"{wijk.path}visie/1/visie.pdf").body()))
    printed = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert "Gemeenschappelijke visie" in printed
    assert "Voor nieuwe huizen is nu geen geld." in printed
    assert agenda.visions(wijk.place)[0].standing == "shared"


def test_what_was_closed_asks_how_it_stays_so_and_is_taken_up_again(door: Door, wijk: Wijk, clock: Clock) -> None:
    item = an_item(
        wijk.place, "Een hek om de speeltuin", by=wijk.standing("Bep", clock.today), at=clock.at, today=clock.today
    )
    bep = door.visit("Bep", window=PHONE)
    bep.goto(f"/a/{item.code}/afsluiten/")
    bep.get_by_label("Waarom?").fill("Het hek staat er.")
    bep.get_by_label("Wie houdt dit zo?").fill("De speelgroep")
    bep.locator("[name=look_back_on]").fill(f"{clock.today + timedelta(days=100):%Y-%m-%d}")
    bep.get_by_label("Wat of wie missen wij hierin?").fill("De winkels.")
    bep.get_by_role("button", name="Stel dit voor").click()
    ilse = door.visit("Ilse")
    ilse.goto(f"{wijk.path}agenda/besluiten/")
    ilse.get_by_role("link", name="Afsluiten").click()
    expect(ilse.get_by_text("De speelgroep")).to_be_visible()
    ilse.get_by_role("button", name="Akkoord: draai de tweede sleutel om").click()

    clock.go_to(clock.today + timedelta(days=101))
    reader = door.visit(window=PHONE)
    reader.goto(f"{wijk.path}twintig-jaar/")
    expect(reader.get_by_text("terugkijken kan sinds").first).to_be_visible()
    reader.get_by_role("link", name="Een hek om de speeltuin").first.click()
    expect(reader.get_by_text("zouden bewoners terugkijken")).to_be_visible()
    assert reader.get_by_role("link", name="Terugkijken").count() == 0

    bep = door.visit("Bep", window=PHONE)  # signs in anew: a session does not last a hundred days
    bep.goto(f"/a/{item.code}/")
    bep.get_by_role("link", name="Terugkijken: is het nog zo goed?").click()
    bep.get_by_label("Nee, het glijdt weg").check()
    bep.get_by_label("Wat ziet u?").fill("Er is een gat in het hek.")
    bep.get_by_role("button", name="Bewaar wat u ziet").click()
    bep.get_by_role("link", name="Dit opnieuw oppakken").click()
    bep.get_by_role("button", name="Zet op de agenda").click()
    expect(bep.get_by_text("Dit pakt opnieuw op wat eerder was afgesloten:")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Dit gleed weg en is opnieuw opgepakt")).to_be_visible()
