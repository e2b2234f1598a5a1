"""Joost sees whom the wijk does not hear (C2, step 3): cards, an edition, two steps, and the next time."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from stoep.places.models import Area, Figure, Source
from stoep.places.tests import waterstad
from stoep.reach import actions as reach
from stoep.reach.models import Round
from tests.journeys.conftest import PHONE, Clock, Door, Wijk
from tests.journeys.walk import barriers, barriers_at_both_widths

pytestmark = pytest.mark.journey
BUURTEN = ("BU99010100", "BU99010200", "BU99010201")
AGES = {"0-15": 0.1, "15-25": 0.2, "25-45": 0.25, "45-65": 0.25, "65": 0.2}


def drawn(wijk: Wijk) -> None:
    """De Meerpaal is drawn of three buurten of which the ages are known."""
    waterstad.build()
    areas = Area.objects.filter(code__in=BUURTEN)
    wijk.place.areas.set(areas)
    source = Source.objects.get(key="test")
    for area in areas:
        people = area.figures.get(measure="inhabitants").value
        for band, share in AGES.items():
            Figure.objects.create(
                area=area, measure=f"inhabitants-{band}", value=people * share, dated_on=date(2024, 1, 1), source=source
            )


def cards(young: int) -> list[dict[str, str]]:
    """A hundred cards and more, so many of them young, and none from De Kade."""
    ages = ["25-44"] * 33 + ["45-64"] * 34 + ["65"] * 35 + ["15-24"] * young
    return [{"age": age, "part": BUURTEN[1 + at % 2]} for at, age in enumerate(ages)]


def typed(round: Round, given: list[dict[str, str]], by: Any, clock: Clock) -> None:
    for start in range(0, len(given), 10):
        reach.count(round=round, cards=given[start : start + 10], today=clock.today, by=by)


def type_with_the_keyboard(page: Page, *rows: str) -> None:
    """A stack of cards: a digit a question, Tab between them, Enter at the end."""
    page.locator("input[name=age_0]").focus()
    for row in rows:
        for digit in row:
            page.keyboard.type(digit)
            page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_who_is_missing_becomes_a_walk_to_the_football_cage(door: Door, wijk: Wijk, clock: Clock) -> None:
    drawn(wijk)
    joost = door.visit("Joost", window=PHONE)
    joost.goto(f"{wijk.path}balie/")
    joost.get_by_role("link", name="Wie horen we nog niet?").click()
    joost.get_by_role("link", name="Begin een ronde").click()
    joost.get_by_label("Hoe heet de ronde?").fill("Najaar 2026")
    joost.get_by_text("De hele wijk", exact=True).click()
    joost.get_by_role("button", name="Begin deze ronde").click()
    expect(joost.get_by_role("heading", name="Najaar 2026")).to_be_visible()

    # Somebody fills in a card on a telephone, and skips most of it.
    samira = door.visit()
    samira.goto(f"{wijk.path}wie-missen-we/")
    samira.get_by_role("link", name="Vul een kaart zonder nummer in").click()
    if door.script:
        assert barriers_at_both_widths(samira) == []
    samira.get_by_text("25 tot en met 44 jaar").click()
    samira.get_by_role("button", name="Tel mij mee").click()
    expect(samira.get_by_text("Uw antwoorden zijn niet bewaard.")).to_be_visible()
    assert [cookie["name"] for cookie in samira.context.cookies() if "session" in cookie["name"]] == []

    # Three cards from the box, by keyboard alone.
    joost.get_by_role("link", name=re.compile("^Kaarten overtypen")).click()
    if door.script:
        assert barriers_at_both_widths(joost) == []
    type_with_the_keyboard(joost, "52113", "41222", "02110")
    expect(joost.get_by_text("3 kaarten zijn geteld.")).to_be_visible()
    joost.goto(f"{wijk.path}balie/bereik/")
    round = wijk.place.reach_rounds.get()
    typed(round, cards(young=4), wijk.standing("Joost", clock.today), clock)

    joost.get_by_role("link", name=re.compile("^Vertel wie wij horen")).click()
    joost.get_by_label("Ja, ik weet het zeker").check()
    joost.get_by_role("button", name="Vertel het").click()
    expect(joost.get_by_role("heading", name="Wie wij hoorden: Najaar 2026")).to_be_visible()
    if door.script:
        assert barriers_at_both_widths(joost) == []

    # What he sees, everybody sees: no number below ten, strengths first, and the young among who is missing.
    joost.goto(f"{wijk.path}wie-missen-we/")
    headings = joost.get_by_role("heading", level=2).all_inner_texts()
    assert headings.index("Wie wij horen zoals zij hier wonen") < headings.index("Wie wij nog te weinig horen")
    missing = joost.locator("section[aria-labelledby=niet]")
    expect(missing.get_by_text("Jongeren van 15 tot en met 24 jaar horen wij te weinig.")).to_be_visible()
    expect(missing.get_by_text("Mensen in De Kade horen wij te weinig.")).to_be_visible()
    missing.get_by_role("link", name=re.compile("Wie gaat erheen.*jongeren")).click()
    expect(joost.get_by_text("Vraag het jongerenwerk of u een half uur mag aanschuiven.")).to_be_visible()
    expect(joost.get_by_text("Ga naar de voetbalkooi of het plein waar jongeren zijn.")).to_be_visible()
    plan_a_step(joost, "Naar een winkel of plek", "Met kaarten naar de voetbalkooi.")
    joost.get_by_role("link", name=re.compile("Wie gaat erheen.*De Kade")).click()
    plan_a_step(joost, "Langs de deuren", "Met twee mensen langs de Kade.")
    joost.get_by_role("button", name=re.compile("^Dit doe ik.*voetbalkooi")).click()
    expect(joost.locator("main").get_by_text("Joost Bakker")).to_be_visible()
    if door.script:
        assert barriers_at_both_widths(joost) == []

    # He went, and tells what came of it: words, no names, no count of who was there.
    clock.go_to(date(2026, 9, 20))
    joost = door.visit("Joost", window=PHONE)
    joost.goto(f"{wijk.path}wie-missen-we/")
    joost.get_by_role("link", name=re.compile("^Vertel wat ervan kwam.*voetbalkooi")).click()
    joost.get_by_label("Wat kwam ervan?").fill("Zij willen licht bij de kooi. Twee jongeren helpen mee.")
    joost.get_by_role("button", name="Vertel het").click()
    expect(joost.get_by_text("Zij willen licht bij de kooi.")).to_be_visible()

    # The next time tells what changed, out of what was published.
    host = wijk.standing("Joost", clock.today)
    typed(round, [*cards(young=70), *[{"age": "0-14"}] * 12, *[{}] * 15], host, clock)
    reach.publish(round=round, by=host, at=clock.at, today=clock.today)
    samira.goto(f"{wijk.path}wie-missen-we/")
    expect(samira.get_by_text("Eerst te weinig, nu ongeveer zoals zij hier wonen.")).to_be_visible()
    samira.get_by_role("link", name="Eerdere keren").click()
    expect(samira.get_by_role("link", name="Najaar 2026")).to_have_count(2)

    # And whoever adopts the agenda begins with whom it lacks.
    if door.script:
        assert barriers(samira) == []


def plan_a_step(page: Page, how: str, what: str) -> None:
    """Fill in who goes where, and by when."""
    page.get_by_text(how, exact=True).click()
    page.get_by_label("Wat gaat er gebeuren?").fill(what)
    page.get_by_label("Wie doet het?").fill("het opbouwwerk")
    page.get_by_label("Voor welke dag?").fill("2026-09-15")
    page.get_by_role("button", name="Zet deze stap erbij").click()
    expect(page.get_by_text("Het staat erbij.")).to_be_visible()
