"""Councillor Fatih before the kadernota (C3): what goes well, two agendas that meet, who owes an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item
from stoep.council.models import Advice, Link, Policy, Reply
from tests.builders import a_person, a_post, a_voice, an_item, an_organisation
from tests.journeys.conftest import DESK, Clock, Door, Wijk
from tests.journeys.walk import barriers, post_by_hand

pytestmark = pytest.mark.journey


@pytest.fixture
def noor(wijk: Wijk) -> None:
    """The clerk of the council has her task in this wijk."""
    wijk.people["Noor"] = a_person("Noor Kaya", side="municipality")
    a_post(wijk.place, "clerk", person=wijk.people["Noor"], organisation=an_organisation("municipality"))


def items(wijk: Wijk, clock: Clock) -> list[Item]:
    """Three items that residents chose."""
    bep = wijk.standing("Bep", clock.today)
    titles = ("Huiskamer na schooltijd", "Bomen op het Meerplein", "Samen eten op donderdag")
    return [an_item(wijk.place, title, by=bep, at=clock.at, today=clock.today) for title in titles]


def looks_well(door: Door, page: Page) -> None:
    if door.script:
        assert barriers(page) == []


def send(page: Page) -> None:
    page.locator("main form button.nl-button--primary").click()


def link(page: Page, item: Item, kind: str, policy: str, words: str) -> None:
    page.goto(f"/a/{item.code}/beleid/nieuw/")
    page.locator(f"main [name=kind][value={kind}]").check()
    if policy:
        page.locator("main [name=policy]").select_option(label=policy)
    page.locator("main [name=words]").fill(words)
    send(page)
    expect(page.get_by_text("De koppeling staat bij het punt.")).to_be_visible()


def test_two_agendas_meet_and_fatih_sees_it_in_one_page(door: Door, wijk: Wijk, clock: Clock, noor: None) -> None:
    huiskamer, bomen, eten = items(wijk, clock)
    a_voice(
        wijk.place, "Bep zet elke dinsdag koffie voor wie wil.", kind="strength", called="Samira",
        checked_by=wijk.people["Tom"], at=clock.at, today=clock.today,
    )  # fmt: skip
    clerk = door.visit("Noor", window=DESK)
    for kind, number, title in (("motion", "M-12", "Plekken voor jongeren"), ("decision", "2023-41", "Parkeernorm")):
        clerk.goto(f"{wijk.path}beleid/nieuw/")
        clerk.locator(f"main [name=kind][value={kind}]").check()
        clerk.locator("main [name=title]").fill(title)
        clerk.locator("main [name=number]").fill(number)
        clerk.locator("main [name=taakveld]").fill("6.1")
        if kind == "decision":
            clerk.locator("main [name=missed]").fill("Wie geen auto heeft, is niet gevraagd.")
        looks_well(door, clerk)
        send(clerk)
    assert Policy.objects.count() == 2

    before = [agenda.whole_hash(item) for item in (huiskamer, bomen, eten)]
    bep = door.visit("Bep")
    link(bep, huiskamer, "contributes", "M-12 Plekken voor jongeren", "De motie vraagt om plekken.")
    link(bep, bomen, "clashes", "2023-41 Parkeernorm", "Voor bomen moeten er auto's weg.")
    link(bep, eten, "none", "", "Dit is van ons zelf.")
    clash = Link.objects.get(kind="clashes")
    anouk = door.visit("Anouk")
    anouk.goto(clash.get_absolute_url())
    expect(anouk.get_by_text("zodra beide kanten het in eigen woorden schreven")).to_be_visible()
    anouk.get_by_role("link", name="Zeg of dit klopt").click()
    anouk.locator("main [name=agrees][value=ja]").check()
    send(anouk)
    expect(anouk.get_by_text("Schrijf in uw eigen woorden hoe u dit ziet.").first).to_be_visible()
    anouk.locator("main [name=words]").fill("De norm vraagt om 34 plekken.")
    send(anouk)
    # She cannot take away what residents said of it, whatever she sends.
    words = {"words": "Weg ermee."}
    assert post_by_hand(anouk, f"/a/{bomen.code}/beleid/{clash.pk}/weg/", words).status == 403
    assert [agenda.whole_hash(agenda.item_by_code(item.code)) for item in (huiskamer, bomen, eten)] == before

    fatih = door.visit(window=DESK)
    fatih.goto(wijk.path)
    fatih.get_by_role("link", name="Raadsbeeld").click()
    expect(fatih.locator("main h2").first).to_have_text("Wat hier goed gaat")
    expect(fatih.get_by_text("Bep zet elke dinsdag koffie voor wie wil.")).to_be_visible()
    for words_ in ("draagt bij", "botst", "geen beleid", "nog niet bekend", "Bewoners kozen er 3 zelf"):
        expect(fatih.get_by_text(words_).first).to_be_visible()
    titles = fatih.locator("main ol h3 a").all_inner_texts()
    assert titles == [huiskamer.title, bomen.title, eten.title]
    looks_well(door, fatih)
    paper = fatih.request.get(f"{wijk.path}raadsbeeld/raadsbeeld.pdf")
    assert paper.body().startswith(b"%PDF")
    fatih.goto(f"{wijk.path}beleid/botst/")
    expect(fatih.get_by_text("De norm vraagt om 34 plekken.")).to_be_visible()
    expect(fatih.get_by_text("Voor bomen moeten er auto's weg.").first).to_be_visible()
    looks_well(door, fatih)


def test_what_is_not_answered_turns_red_for_the_one_who_owes_it(
    door: Door, wijk: Wijk, clock: Clock, noor: None
) -> None:
    huiskamer, *_others = items(wijk, clock)
    bep = door.visit("Bep")
    for title, said_as in (("Geld voor de huiskamer", "decide"), ("Houd de bibliotheek open", "ask")):
        bep.goto(f"{wijk.path}adviezen/nieuw/?punt={huiskamer.code}")
        bep.locator(f"main [name=said_as][value={said_as}]").check()
        bep.locator("main [name=title]").fill(title)
        bep.locator("main [name=words]").fill("Zeg het ons voor de begroting.")
        bep.locator("main [name=competent]").select_option("council")
        if said_as == "decide":
            bep.locator("main [name=missed]").fill("Wie overdag werkt, was er niet bij.")
        looks_well(door, bep)
        send(bep)
        expect(bep.get_by_role("heading", level=1)).to_have_text(title)
    first = Advice.objects.earliest("pk")
    bep.goto(first.get_absolute_url())
    expect(bep.get_by_text("Bewoners namen dit als besluit.")).to_be_visible()

    clock.go_to(clock.today + timedelta(days=51))
    fatih = door.visit(window=DESK)
    for path in (f"{wijk.path}raadsbeeld/", f"{wijk.path}adviezen/", f"/a/{huiskamer.code}/"):
        fatih.goto(path)
        expect(fatih.get_by_text("Gemeente Waterstad is 9 dagen te laat").first).to_be_visible()
        looks_well(door, fatih)
    fatih.goto(f"{wijk.path}partners/")
    expect(fatih.get_by_text("2 antwoorden te laat")).to_have_count(1)
    residents = fatih.locator("main .stoep-card").first
    expect(residents.get_by_role("link")).to_have_text("Bewoners")
    expect(residents.locator(".stoep-badge--late")).to_have_count(0)
    looks_well(door, fatih)


def test_the_clerk_enters_a_deviation_only_with_its_reason_and_residents_note_stands_beside(
    door: Door, wijk: Wijk, clock: Clock, noor: None
) -> None:
    huiskamer, *_others = items(wijk, clock)
    bep = door.visit("Bep")
    bep.goto(f"{wijk.path}adviezen/nieuw/?punt={huiskamer.code}")
    bep.locator("main [name=title]").fill("Geld voor de huiskamer")
    bep.locator("main [name=words]").fill("Zet 40.000 euro klaar.")
    bep.locator("main [name=competent]").select_option("council")
    send(bep)
    advice = Advice.objects.get()

    # Neither the alderman nor an officer answers for the council.
    for name in ("Anouk", "Karin"):
        other = door.visit(name)
        form = {"kind": "follows", "words": "Ja."}
        assert post_by_hand(other, f"{advice.get_absolute_url()}antwoord/", form).status == 403
    noor_ = door.visit("Noor", window=DESK)
    noor_.goto(advice.get_absolute_url())
    noor_.get_by_role("link", name="Geef antwoord").click()
    noor_.locator("main [name=kind][value=deviates]").check()
    noor_.locator("main [name=words]").fill("De raad zet 10.000 euro klaar.")
    noor_.locator("main [name=missed]").fill("De jongeren van de Kade zijn niet gehoord.")
    noor_.locator("main [name=link]").fill("https://openbesluitvorming.example/waterstad/114")
    send(noor_)
    expect(noor_.get_by_text("Zonder reden kan het niet.").first).to_be_visible()
    expect(noor_.locator("main [name=words]")).to_have_value("De raad zet 10.000 euro klaar.")
    assert not Reply.objects.exists()
    looks_well(door, noor_)
    noor_.locator("main [name=why]").fill("In de begroting is voor dit jaar niet meer.")
    send(noor_)
    expect(noor_.get_by_text("wijkt af").first).to_be_visible()
    expect(noor_.get_by_text("In de begroting is voor dit jaar niet meer.")).to_be_visible()
    looks_well(door, noor_)

    bep.goto(advice.get_absolute_url())
    bep.get_by_role("link", name="Schrijf een kanttekening").click()
    bep.locator("main [name=words]").fill("Wij vinden dit te weinig voor drie dagen.")
    send(bep)
    fatih = door.visit()
    fatih.goto(advice.get_absolute_url())
    expect(fatih.get_by_text("Wij vinden dit te weinig voor drie dagen.")).to_be_visible()
    expect(fatih.get_by_role("link", name="openbesluitvorming.example")).to_be_visible()
    looks_well(door, fatih)
