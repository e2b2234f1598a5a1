"""Joost walks along the doors with cards: fourteen gifts and wishes, three laid side by side, and what both say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from stoep.strengths.models import Introduction, Strength
from tests.journeys.conftest import Door, Wijk
from tests.journeys.walk import barriers_at_both_widths

pytestmark = pytest.mark.journey
MEET = "Een verbinder mag het lezen, en er iemand bij zoeken"
LIST = "Het mag in de lijst staan van wat er in de wijk is"
WISHES = ("Ik wil leren naaien.", "Ik zoek hulp bij een brief van de bank.", "Ik wil samen koken.")
GIFTS = ("Ik leer u naaien.", "Ik weet hoe je brieven van de bank leest.", "Ik kook graag samen.")
OTHERS = tuple(f"Ik kan iets dat bij niemand past, nummer {number}." for number in range(8))
Codes = tuple[str, str]


def _type_over(page: Page, wijk: Wijk, words: str, *, wish: bool = False) -> Codes:
    """One card, as it lies on the table."""
    page.goto(f"{wijk.path}balie/krachtkaart/")
    page.get_by_label("Iets dat ik wens of zoek" if wish else "Iets waar ik van weet (hoofd)").check()
    page.get_by_label("Vertel het kort").fill(words)
    page.get_by_label(MEET).check()
    page.get_by_role("button", name="Bewaar en maak het bewijs").click()
    return page.locator(".stoep-big-number").inner_text(), page.locator(".stoep-secret").inner_text()


def _open_slip(page: Page, codes: Codes) -> None:
    page.goto("/kracht/")
    page.get_by_label("Uw nummer").fill(codes[0])
    page.get_by_label("Uw geheime code").fill(codes[1])
    page.get_by_role("button", name="Bekijk").click()


def _no_barrier(door: Door, page: Page) -> None:
    if door.script:
        assert barriers_at_both_widths(page) == []


def test_wishes_and_gifts_from_the_doors_meet_when_both_say_yes(door: Door, wijk: Wijk) -> None:
    joost = door.visit("Joost")
    gifts = [_type_over(joost, wijk, words) for words in (*GIFTS, *OTHERS)]
    wishes = [_type_over(joost, wijk, words, wish=True) for words in WISHES]
    _no_barrier(door, joost)
    assert set(Strength.objects.values_list("words", "kind")) == {("", "")}, "a connector reads it, nobody else"

    for wish, gift in zip(WISHES, GIFTS, strict=True):
        joost.goto(f"{wijk.path}balie/verbinden/")
        joost.locator("li").filter(has_text=wish).get_by_role("link", name="Zoek erbij").click()
        first = joost.locator(".stoep-content .stoep-list > li").first
        expect(first.get_by_text(gift)).to_be_visible()  # the likest words stand on top
        first.locator("summary").click()
        if wish == WISHES[0]:
            _no_barrier(door, joost)
        first.get_by_role("button", name="Vraag het allebei").click()
    _no_barrier(door, joost)
    assert Introduction.objects.count() == 3

    # The first pair: one with the slip at home, the other by telephone through Joost.
    giver = door.visit()
    _open_slip(giver, gifts[0])
    _no_barrier(door, giver)
    giver.get_by_label("Hoe heet u?").fill("Bep")
    giver.get_by_label("Hoe bereikt de ander u?").fill("06-11111111")
    giver.get_by_role("button", name="Ja, graag").click()
    expect(giver.get_by_text("We wachten op de ander.")).to_be_visible()
    joost.goto(f"{wijk.path}balie/verbinden/")
    pair = joost.locator("li").filter(has_text=WISHES[0]).filter(has_text="wacht op antwoord")
    pair.get_by_role("link", name="Antwoord van wie dit wenst").click()
    _no_barrier(door, joost)
    joost.get_by_label("Hoe heet u?").fill("Samira")
    joost.get_by_label("Hoe bereikt de ander u?").fill("dinsdag in De Eik")
    joost.get_by_role("button", name="Zegt ja").click()
    expect(joost.get_by_text("allebei ja", exact=True)).to_be_visible()
    assert "Samira" not in joost.content() and "06-1" not in joost.content()
    _open_slip(giver, gifts[0])
    expect(giver.get_by_text("dinsdag in De Eik")).to_be_visible()
    _no_barrier(door, giver)

    # The second: one says no, and the other sees what they would see without an answer.
    _open_slip(giver, gifts[1])
    giver.get_by_role("button", name="Nee, liever niet").click()
    expect(giver.get_by_text("Niemand hoort dat u nee zei.")).to_be_visible()
    _open_slip(giver, wishes[1])
    expect(giver.get_by_role("button", name="Ja, graag")).to_be_visible()

    # What came of it is a story, told by whoever wants to; and a yes that is taken back takes the other's page along.
    _open_slip(giver, wishes[0])
    giver.get_by_role("link", name="Vertel het als verhaal").click()
    expect(giver.get_by_label("Een verhaal, feest of gewoonte")).to_be_checked()
    giver.get_by_label("Vertel het kort").fill("Nu naaien wij elke dinsdag met zijn tweeën.")
    giver.get_by_label(LIST).check()
    giver.get_by_role("button", name="Bewaar", exact=True).click()
    _open_slip(giver, wishes[0])
    giver.get_by_role("button", name="Neem alles terug, overal").click()
    _open_slip(giver, gifts[0])
    assert "Samira" not in giver.content()
    assert Introduction.objects.count() == 2


def test_what_is_here_stands_on_a_map_and_beside_it_in_words(door: Door, wijk: Wijk) -> None:
    page = door.visit()
    page.goto(f"{wijk.path}krachten/")
    page.get_by_role("link", name="Vertel wat er is").first.click()
    page.get_by_label("Een plek").check()
    page.get_by_label("Vertel het kort").fill("Elke dinsdag is er soep.")
    page.get_by_label(LIST).check()
    page.locator("summary").filter(has_text="Waar het is").click()
    page.get_by_label("Waar is het?").fill("Buurthuis De Eik")
    if door.script:
        page.locator("[data-pick][data-ready]").wait_for()
        page.get_by_role("button", name="Zet een punt in het midden").click()
        expect(page.get_by_label("Waar op de kaart?")).to_have_value("punt")
        _no_barrier(door, page)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".stoep-big-number")).to_be_visible()
    tom = door.visit("Tom")
    tom.goto(f"{wijk.path}balie/krachten/")
    expect(tom.get_by_text("Buurthuis De Eik")).to_be_visible()
    tom.get_by_role("button", name="Laat zien").click()
    page.goto(f"{wijk.path}krachten/kaart/")
    if not door.script:
        expect(page.get_by_text("Er staat nog niets op de kaart.")).to_be_visible()
        return
    page.locator("[data-spots][data-ready]").wait_for()
    expect(page.locator(".stoep-content .stoep-list").get_by_text("Elke dinsdag is er soep.")).to_be_visible()
    page.locator(".leaflet-interactive").last.click(force=True)
    expect(page.locator(".leaflet-popup").get_by_text("Elke dinsdag is er soep.")).to_be_visible()
    _no_barrier(door, page)
