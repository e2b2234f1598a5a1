"""C2, step 8: youths and elderly about scooters, from both sides' own words to a minority statement that stays."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from stoep.agenda import actions as agenda
from stoep.conflicts.models import Conflict, Statement
from stoep.record.models import Entry
from tests.builders import an_item
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import barriers_at_both_widths, post_by_hand

pytestmark = pytest.mark.journey


def _written_down(page: Page, wijk: Wijk) -> Conflict:
    """Joost writes down the issue at the agenda item that it touches."""
    page.goto(f"{wijk.path}conflicten/nieuw/")
    page.get_by_label("Hoe heet dit, in een paar woorden?").fill("Scooters op het plein")
    page.get_by_label("Waarover gaat het?").fill("De een slaapt niet, de ander heeft geen plek.")
    page.get_by_label("Wie draagt de gevolgen?").fill("Wie er woont, en wie er komt.")
    page.get_by_label("Rust op het plein").check()
    page.get_by_role("button", name="Schrijf op").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scooters op het plein")
    return Conflict.objects.get()


def _a_side(page: Page, name: str, wants: str, *, right: bool = True) -> None:
    """One side, in its own words, read back to them there and then."""
    page.get_by_role("link", name="Zet er een partij bij").click()
    page.get_by_label("Hoe noemt deze partij zichzelf?").fill(name)
    page.get_by_label("Wat willen zij?").fill(wants)
    page.locator(f"[name=heard][value={'ja' if right else 'nee'}]").check()
    if not right:
        page.get_by_label("Klopte het niet? Wat moet er anders?").fill("Ook op zondag.")
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.get_by_role("heading", name=name, level=3)).to_be_visible()


def _route_and_outcome(page: Page) -> None:
    """The talk in the football cage, what came out of it, and the side that does not agree."""
    page.get_by_role("link", name="Een stap erbij").click()
    page.locator("[name=kind][value=talk]").check()
    page.get_by_label("Op welke dag?").fill("2026-09-01")
    page.get_by_label("Wat gebeurt er, en waar?").fill("In de voetbalkooi, met twee gelote bewoners.")
    page.get_by_role("button", name="Zet erbij").click()
    page.get_by_role("link", name="Een uitkomst opschrijven").click()
    page.get_by_label("Wat is er afgesproken of besloten?").fill("Tot tien uur mag iedereen er zijn.")
    page.get_by_role("button", name="Schrijf op").click()
    for name, kind, words in (
        ("bewoners Eikstraat", "live-with", ""),
        ("jongeren van het plein", "disagree", "Tien uur is te vroeg."),
    ):
        page.get_by_role("link", name=name, exact=True).click()
        page.locator(f"[name=kind][value={kind}]").check()
        page.get_by_label("Wat willen zij erbij zeggen?").fill(words)
        page.get_by_role("button", name="Schrijf op").click()


def test_both_sides_speak_and_the_minority_statement_stays(door: Door, wijk: Wijk, clock: Clock) -> None:
    chair = wijk.standing("Bep", clock.today)
    item = an_item(wijk.place, "Rust op het plein", by=chair, at=clock.at, today=clock.today)
    waits = agenda.propose(
        missed="De winkels.", kind="close", item=item, why="Klaar.", by=chair, at=clock.at, today=clock.today
    )
    joost = door.visit("Joost")
    noise = _written_down(joost, wijk)
    _a_side(joost, "jongeren van het plein", "Wij willen ergens zijn.")
    _a_side(joost, "bewoners Eikstraat", "Rust na tien uur.", right=False)
    _route_and_outcome(joost)

    reader = door.visit()
    for path in (item.get_absolute_url(), waits.get_absolute_url()):
        reader.goto(path)
        reader.get_by_role("link", name="Scooters op het plein").click()
        expect(reader).to_have_url(re.compile(noise.get_absolute_url()))
    expect(reader.get_by_text("Tien uur is te vroeg.")).to_be_visible()
    expect(reader.get_by_text("Ook op zondag.")).to_be_visible()
    expect(reader.get_by_text("voetbalkooi")).to_be_visible()
    if door.script:  # axe is a script
        assert barriers_at_both_widths(reader) == []
    chairs = door.visit("Bep")
    chairs.goto(noise.get_absolute_url())
    chairs.get_by_role("button", name="Stel voor om dit af te sluiten").click()
    expect(chairs.get_by_text("Niet elke partij is het eens.")).to_be_visible()
    noise.refresh_from_db()
    assert noise.closed_at is None


def test_words_with_an_address_go_by_two_keys_and_an_official_gets_nowhere(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    chair = wijk.standing("Bep", clock.today)
    an_item(wijk.place, "Rust op het plein", by=chair, at=clock.at, today=clock.today)
    joost = door.visit("Joost")
    noise = _written_down(joost, wijk)
    _a_side(joost, "bewoners Eikstraat", "Kees van Eikstraat 8 moet weg.")

    official = door.visit("Anouk")
    official.goto(noise.get_absolute_url())
    for act in ("afsluiten", "sleutel", "parkeren", "hervatten"):
        assert post_by_hand(official, f"{noise.get_absolute_url()}{act}/", {"why": "Weg."}).status == 403
    said = Statement.objects.get()
    hide = f"{wijk.path}verborgen/nieuw/?soort=verklaring&nummer={said.pk}"
    assert post_by_hand(official, hide, {"kind": "threat", "why": "Weg."}).status == 403
    tried = {entry.sealed()["facts"].get("tried") for entry in Entry.objects.all()}
    assert {"conflicts.close", "conflicts.park", "conflicts.hide"} <= tried

    bep = door.visit("Bep")
    bep.goto(noise.get_absolute_url())
    bep.get_by_role("link", name=re.compile("Stel voor dit te verbergen")).click()
    bep.locator("[name=kind][value=personal]").check()
    bep.get_by_label("Leg het uit in een paar woorden").fill("Er stond een adres in.")
    bep.get_by_role("button", name="Stel voor").click()
    proposal = bep.url
    reader = door.visit()
    reader.goto(noise.get_absolute_url())
    expect(reader.get_by_text("Kees van Eikstraat 8")).to_be_visible()
    ilse = door.visit("Ilse")
    ilse.goto(proposal)
    ilse.get_by_role("button", name="Akkoord: draai de tweede sleutel om").click()
    expect(ilse.get_by_text("Kees van Eikstraat 8")).to_be_visible()
    reader.goto(noise.get_absolute_url())
    expect(reader.get_by_text("Kees van Eikstraat 8")).to_have_count(0)
    expect(reader.get_by_text("Er stond een adres in.")).to_be_visible()
    reader.goto(proposal)
    expect(reader.get_by_text("Kees van Eikstraat 8")).to_have_count(0)
