"""C3 step 6: the alderman leaves. What she left stays, her successor answers it all, and stopping asks a reason."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from stoep.handover import actions as handover
from stoep.handover.actions import Tied
from stoep.handover.models import Line, Power, Reply
from stoep.people.models import Telling
from stoep.record.models import Entry
from stoep.record.rows import all_sealed, texts
from tests.builders import a_person, a_post, a_promise, an_item, an_organisation
from tests.journeys.conftest import DESK, Clock, Door, Wijk
from tests.journeys.walk import barriers, barriers_at_both_widths

pytestmark = pytest.mark.journey
PROMISES, CONTRACTS, LINES = 31, 6, 3
STOPPED = "De buurtkamer blijft open, met subsidie."
SPOKEN = ("Belofte nummer 1.", "Belofte nummer 2.", "Belofte nummer 3.")
WHY = "De raad koos voor één gebouw in de stad."


def hashes() -> dict[str, str]:
    """The whole text of every row that was there before the alderman left, as the log seals it."""
    found: dict[str, str] = {}
    for each in all_sealed():
        if each.model._meta.app_label in {"promises", "agenda", "council"}:
            found |= texts(each, each.model._default_manager.values_list("pk", flat=True))
    return found


def left_behind(wijk: Wijk, clock: Clock) -> None:
    """Thirty-one promises, of which one is a subsidy of five years; six contracts; three long lines to 2046."""
    host, chair = wijk.standing("Tom", clock.today), wijk.standing("Bep", clock.today)
    when: dict[str, Any] = {"at": clock.at, "today": clock.today}
    municipality = an_organisation("municipality")
    for number in range(1, PROMISES):
        words = f"Belofte nummer {number}."
        a_promise(wijk.place, by=host, called="wethouder Karin", words=words, due_on=date(2027, 3, 1), **when)
    due_on = date(2028, 1, 1)
    stopped = a_promise(wijk.place, by=host, called="wethouder Karin", words=STOPPED, due_on=due_on, **when).promise
    money: dict[str, Any] = {"organisation": municipality, "by": chair, "at": clock.at}
    since_on = clock.today - timedelta(days=5 * 365 + 2)
    tied: dict[str, Any] = {"tied": Tied(stopped), "to": "Stichting Meerpaal Samen", "cents": 3600000, "lasting": True}
    handover.mark(kind="subsidy", what="De buurtkamer", since_on=since_on, **tied, **money)
    for number in range(1, CONTRACTS + 1):
        until_on = clock.today + timedelta(days=200)
        handover.mark(kind="contract", what=f"Contract {number}", since_on=clock.today, until_on=until_on, **money)
    for number in range(1, LINES + 1):
        an_item(wijk.place, f"Lange lijn {number}", horizon="long", partners=[municipality], by=chair, **when)


def written_down(door: Door, wijk: Wijk) -> Power:
    """Bep writes down who left and who came."""
    page = door.visit("Bep")
    page.goto(f"{wijk.path}overdracht/")
    page.get_by_role("link", name="Schrijf op wie er kwam").click()
    page.get_by_label("nieuwe wethouder").check()
    page.get_by_label("Bij welke organisatie?").select_option("Gemeente Waterstad")
    page.get_by_label("Om welke functie gaat het?").fill("wethouder wijken")
    page.get_by_label("Wie gaat er weg?").fill("wethouder Karin")
    page.get_by_label("Wie komt er?").fill("wethouder Sami")
    page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overdracht: nieuwe wethouder")
    expect(page.get_by_text("0 van de 31 beloften bevestigd. 31 wachten nog op antwoord.")).to_be_visible()
    return Power.objects.get()


def line_of(words: str) -> Line:
    return Line.objects.get(promise__words=words)


def answering(page: Page, power: Power, words: str) -> None:
    """Go to the form for one line, by the link beside it."""
    page.goto(f"{power.get_absolute_url()}?regel={line_of(words).pk}")
    page.locator(f"#regel-{line_of(words).pk}").get_by_role("link", name="Geef antwoord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geef antwoord op deze regel")


def confirm_the_rest(page: Page, power: Power) -> None:
    """Ticks for everything but four promises, and one press for each twenty lines."""
    apart = {f"vink-{line_of(words).pk}" for words in (*SPOKEN, STOPPED)}
    for sheet in (1, 2):
        page.goto(f"{power.get_absolute_url()}?blad={sheet}")
        ticks = page.get_by_role("group", name="Deze regels bevestigen wij")
        expect(ticks.get_by_role("checkbox")).to_have_count((PROMISES + CONTRACTS + LINES) // 2)
        for tick in ticks.get_by_role("checkbox").all():
            if tick.get_attribute("id") not in apart:
                tick.check()
        page.get_by_role("button", name="Bevestig wat een vinkje heeft").click()
        expect(page.get_by_text("regels zijn bevestigd.")).to_be_visible()
    assert Reply.objects.filter(kind="confirm").count() == 36


def talk_again(page: Page, power: Power, words: str) -> None:
    answering(page, power, words)
    page.get_by_label("Opnieuw praten: wij stellen iets anders voor.").check()
    page.get_by_label("Waarom?", exact=True).fill("Het geld is later beschikbaar.")
    page.get_by_label("Wat stelt u voor?").fill(f"{words} Een jaar later.")
    page.get_by_label("Voor welke dag?").fill("2028-03-01")
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.get_by_text("Uw antwoord staat er. Iedereen kan het lezen.")).to_be_visible()


def stop(door: Door, page: Page, power: Power) -> None:
    """Without a reason: no. Next month without an answer to the warning: no. With a decent notice: it is published."""
    answering(page, power, STOPPED)
    expect(page.get_by_text("Stoppen kan netjes vanaf 1 september 2027").first).to_be_visible()
    if door.script:
        assert barriers_at_both_widths(page) == []
    page.get_by_label("Stoppen: wij willen hiermee ophouden.").check()
    page.get_by_label("Op welke dag stopt het?").fill("2026-10-01")
    page.get_by_label("Wat stelt u voor?").fill("Dit typte ik.")
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.get_by_text("Schrijf waarom. Iedereen in de wijk leest deze reden.").first).to_be_visible()
    expect(page.get_by_label("Op welke dag stopt het?")).to_have_value("2026-10-01")
    expect(page.get_by_label("Wat stelt u voor?")).to_have_value("Dit typte ik.")
    if door.script:
        assert barriers(page) == []
    page.get_by_label("Waarom?", exact=True).fill(WHY)
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.get_by_text("Dit is te snel. Netjes kan vanaf 1 september 2027.").first).to_be_visible()
    expect(page.get_by_label("Waarom?", exact=True)).to_have_value(WHY)
    assert not Reply.objects.filter(kind="stop").exists()
    page.get_by_label("Op welke dag stopt het?").fill("2027-09-01")
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.get_by_text("Uw antwoord staat er. Iedereen kan het lezen.")).to_be_visible()


def test_karin_leaves_and_nothing_that_she_left_is_lost(door: Door, wijk: Wijk, clock: Clock) -> None:
    left_behind(wijk, clock)
    before = hashes()
    power = written_down(door, wijk)
    assert hashes() == before
    assert power.lines.count() == PROMISES + CONTRACTS + LINES
    page = door.visit("Anouk", window=DESK)
    confirm_the_rest(page, power)
    for words in SPOKEN:
        talk_again(page, power, words)
    stop(door, page, power)
    assert hashes() == before
    assert Entry.objects.filter(act="handover.reply").count() == PROMISES + CONTRACTS + LINES
    seen = door.visit()
    seen.goto(f"{wijk.path}overdracht/")
    seen.get_by_role("link", name=re.compile("nieuwe wethouder")).click()
    for told in (
        "27 van de 31 beloften bevestigd. Over 3 wil men opnieuw praten. Met 1 wil men stoppen.",
        "3 van de 3 lange lijnen bevestigd.",
        "6 van de 6 subsidies en contracten bevestigd.",
    ):
        expect(seen.get_by_text(told)).to_be_visible()
    seen.goto(f"{power.get_absolute_url()}?regel={line_of(STOPPED).pk}")
    stopped = seen.locator(f"#regel-{line_of(STOPPED).pk}")
    for told in (WHY, "Stopt op 1 september 2027. Netjes kon vanaf 1 september 2027.", "namens wethouder Sami"):
        expect(stopped.get_by_text(told)).to_be_visible()
    if door.script:
        assert barriers_at_both_widths(seen) == []
    stopped.get_by_role("link", name=STOPPED).click()
    expect(seen.get_by_text(STOPPED).first).to_be_visible()
    expect(seen.get_by_text(WHY)).to_be_visible()
    assert seen.request.get(f"{power.get_absolute_url()}dossier.pdf").headers["content-type"] == "application/pdf"


def test_residents_agree_before_a_promise_gets_other_words(door: Door, wijk: Wijk, clock: Clock) -> None:
    left_behind(wijk, clock)
    power = written_down(door, wijk)
    talk_again(door.visit("Anouk"), power, SPOKEN[0])
    line, bep = line_of(SPOKEN[0]), door.visit("Bep")
    assert bep.request.get(f"{power.get_absolute_url()}regel/{line.pk}/").status == 403
    bep.goto(f"{power.get_absolute_url()}?regel={line.pk}")
    bep.locator(f"#regel-{line.pk}").get_by_role("link", name="Zeg of u het eens bent").click()
    expect(bep.get_by_text(f"{SPOKEN[0]} Een jaar later.")).to_be_visible()
    if door.script:
        assert barriers(bep) == []
    bep.get_by_role("button", name="Ja, ik ben het eens").click()
    expect(bep.get_by_text("U bent het eens. De belofte heeft nu nieuwe woorden.")).to_be_visible()
    expect(bep.get_by_text(f"{SPOKEN[0]} Een jaar later.").first).to_be_visible()
    expect(bep.get_by_text(SPOKEN[0], exact=False).last).to_be_visible()


def test_the_police_answer_nothing_for_the_municipality_and_after_a_hundred_days_everybody_sees_it(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    left_behind(wijk, clock)
    power = written_down(door, wijk)
    wijk.people["Lies"] = a_person("Lies Bos", side="police")
    a_post(wijk.place, "official", person=wijk.people["Lies"], organisation=an_organisation("police"))
    lies = door.visit("Lies")
    lies.goto(power.get_absolute_url())
    expect(lies.get_by_role("link", name="Geef antwoord")).to_have_count(0)
    assert lies.request.get(f"{power.get_absolute_url()}regel/{line_of(STOPPED).pk}/").status == 403
    confirm_the_rest(door.visit("Anouk", window=DESK), power)
    clock.go_to(power.on + timedelta(days=100))
    page = door.visit()
    page.goto(power.get_absolute_url())
    expect(page.get_by_text("Vandaag is de laatste dag om te antwoorden.")).to_be_visible()
    clock.go_to(power.on + timedelta(days=101))
    assert handover.tell_of_late(today=clock.today, at=clock.at) == 1
    page.goto(f"{wijk.path}overdracht/")
    expect(page.get_by_text("4 regels zonder antwoord")).to_be_visible()
    page.goto(power.get_absolute_url())
    page.get_by_role("link", name="Toon alleen de 4 regels zonder antwoord").click()
    late = page.get_by_role("region", name="Geen antwoord in 100 dagen")
    for words in (*SPOKEN, STOPPED):
        expect(late.get_by_text(words).first).to_be_visible()
    expect(late.get_by_role("listitem")).to_have_count(4)
    if door.script:
        assert barriers(page) == []
    heard = Telling.objects.filter(about=f"power:{power.pk}", subject="De 100 dagen zijn voorbij")
    assert heard.count() == 4  # Bep and Ilse at the table; Anouk and Karin of the municipality
