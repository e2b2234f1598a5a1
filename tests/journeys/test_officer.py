"""The officer of the municipality who tries to put the agenda in another order, by page and straight at the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from stoep.agenda.models import Decision
from stoep.record.models import Entry
from tests.builders import an_item
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import post_by_hand

pytestmark = pytest.mark.journey
WHY = "Alleen bewoners en de onafhankelijke organisatie ordenen de agenda samen."


def two_items(wijk: Wijk, clock: Clock) -> list[str]:
    """Two items on the agenda, started by Bep; gives their codes in order."""
    by = wijk.standing("Bep", clock.today)
    return [
        an_item(wijk.place, title, by=by, at=clock.at, today=clock.today).code
        for title in ("Huiskamer na schooltijd", "Bankjes in de Eikstraat")
    ]


def test_the_officer_finds_no_control_and_gets_403_with_the_reason_which_the_log_tells(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    codes = two_items(wijk, clock)
    page = door.visit("Anouk")
    page.goto(f"{wijk.path}agenda/")
    expect(page.get_by_text("Huiskamer na schooltijd").first).to_be_visible()
    assert page.locator("a[href$='/agenda/volgorde/'], button[name=omhoog]").count() == 0

    answer = page.goto(f"{wijk.path}agenda/volgorde/")
    assert answer
    assert answer.status == 403
    expect(page.get_by_text(WHY)).to_be_visible()

    order = {f"plaats-{codes[1]}": "1", f"plaats-{codes[0]}": "2", "stuur": "1"}
    posted = post_by_hand(page, f"{wijk.path}agenda/volgorde/", order)
    assert posted.status == 403
    assert WHY in posted.text()
    assert not Decision.objects.exists()
    tried = [entry.sealed() for entry in Entry.objects.filter(act="network.refused")]
    assert "agenda.order" in [entry["facts"]["tried"] for entry in tried]

    log = door.visit()
    log.goto(f"{wijk.path}logboek/")
    expect(log.get_by_text(re.compile("Het is geweigerd")).first).to_be_visible()


def test_the_chair_and_the_foundation_do_it_together(door: Door, wijk: Wijk, clock: Clock) -> None:
    codes = two_items(wijk, clock)
    bep = door.visit("Bep")
    bep.goto(f"{wijk.path}agenda/volgorde/")
    bep.get_by_label("Plaats van Bankjes in de Eikstraat").fill("1")
    bep.get_by_label("Plaats van Huiskamer na schooltijd").fill("2")
    bep.get_by_label("Wat of wie missen wij hierin?").fill("De winkels.")
    bep.get_by_role("button", name="Stel deze volgorde voor").click()
    decision = Decision.objects.get(seconded_at__isnull=True)

    ilse = door.visit("Ilse")
    ilse.goto(f"{wijk.path}agenda/besluiten/{decision.pk}/")
    ilse.locator("form[action$='/sleutel/'] button[type=submit]").click()
    expect(ilse).not_to_have_url(re.compile("sleutel"))
    assert Decision.objects.get(pk=decision.pk).seconded_at
    page = door.visit()
    page.goto(f"{wijk.path}agenda/")
    shown = page.content()
    assert shown.index("Bankjes in de Eikstraat") < shown.index("Huiskamer na schooltijd")
    assert len(codes) == 2
