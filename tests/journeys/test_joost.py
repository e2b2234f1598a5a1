"""Joost, community worker: a promise at the door in less than a minute, and what he owes on one page."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from stoep.people.models import Telling
from stoep.promises import actions as promises
from stoep.promises.models import Promise
from tests.journeys.conftest import Clock, Door, Wijk

pytestmark = pytest.mark.journey


def noted(door: Door, wijk: Wijk, when: str = "1 oktober") -> tuple[Promise, str]:
    """Joost notes at the door what Anouk promises; gives the promise and the secret on the slip."""
    page = door.visit("Joost")
    page.goto(f"{wijk.path}beloften/noteer/")
    page.get_by_label("Wie belooft het?").fill("Anouk")
    page.get_by_label("Wat is er beloofd?").fill("Lantaarns in de Eikstraat")
    page.get_by_label("Wanneer is het klaar?").fill(when)
    page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De belofte staat")
    return Promise.objects.get(), page.locator(".stoep-big-number").inner_text()


def test_a_promise_at_the_door_takes_three_fields_and_less_than_a_minute(door: Door, wijk: Wijk) -> None:
    began = time.monotonic()
    promise, _secret = noted(door, wijk)
    assert time.monotonic() - began < 60
    assert promise.promiser == wijk.people["Anouk"]
    assert promise.due_on == date(2026, 10, 1)
    assert promise.noted_by == wijk.people["Joost"]
    register = door.visit()
    register.goto(f"{wijk.path}beloften/")
    expect(register.get_by_role("link", name="Lantaarns in de Eikstraat")).to_be_visible()


def test_anouk_confirms_on_her_own_page_and_finds_no_way_to_close_it(door: Door, wijk: Wijk) -> None:
    promise, _secret = noted(door, wijk)
    page = door.visit("Anouk")
    page.goto(f"{wijk.path}beloften/van-mij/")
    page.get_by_role("link", name=re.compile("Zeg of dit klopt")).click()
    page.get_by_label("Ja, dit heb ik beloofd.").check()
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page).to_have_url(re.compile(rf"/b/{promise.code}/#inhoud$"))
    promise.refresh_from_db()
    assert promise.confirmed_at
    assert page.get_by_role("button", name=re.compile("Verwijder|Wissen|Sluit|Nagekomen")).count() == 0
    answer = page.request.get(f"/b/{promise.code}/oordeel/")
    assert answer.status == 403
    assert "Alleen de ontvanger zegt" in answer.text()


def test_who_has_no_account_confirms_by_the_slip(door: Door, wijk: Wijk) -> None:
    promise, secret = noted(door, wijk)
    page = door.visit()
    page.goto(f"/b/{promise.code}/bevestigen/#{secret.replace(' ', '')}")
    box = page.get_by_label("Geheime code")
    if door.script:
        expect(box).to_have_value(secret.replace(" ", ""))
        assert "#" not in page.url
    else:
        box.fill(secret)
    page.get_by_label("Ja, dit heb ik beloofd.").check()
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page).to_have_url(re.compile(rf"/b/{promise.code}/#inhoud$"))
    promise.refresh_from_db()
    assert promise.confirmed_at


def test_the_day_after_the_date_everybody_sees_it_and_both_hear(
    door: Door, wijk: Wijk, clock: Clock, settings: Any
) -> None:
    promise, _secret = noted(door, wijk)
    clock.go_to(date(2026, 10, 1))
    assert promises.tell_of_late(today=clock.today, at=clock.at) == 0
    clock.go_to(date(2026, 10, 2))
    assert promises.tell_of_late(today=clock.today, at=clock.at) == 1
    page = door.visit()
    page.goto(f"{wijk.path}beloften/")
    expect(page.get_by_text("1 dag te laat")).to_be_visible()
    heard = Telling.objects.filter(about=f"promise:{promise.code}", subject="Een belofte is te laat")
    assert heard.count() == 2  # Anouk, and Bep who sits for the residents


def test_a_vague_date_is_read_back_before_it_counts(door: Door, wijk: Wijk) -> None:
    page = door.visit("Joost")
    page.goto(f"{wijk.path}beloften/noteer/")
    page.get_by_label("Wie belooft het?").fill("Anouk")
    page.get_by_label("Wat is er beloofd?").fill("Het zebrapad weer wit")
    page.get_by_label("Wanneer is het klaar?").press_sequentially("volgende week vrijdag")
    if door.script:
        expect(page.get_by_text("Wij lezen dit als vrijdag 11 september 2026.")).to_be_visible()
        page.get_by_role("button", name="Opschrijven").click()
    else:
        page.get_by_role("button", name="Opschrijven").click()
        expect(page.get_by_text("vrijdag 11 september 2026").first).to_be_visible()
        expect(page.get_by_label("Wat is er beloofd?")).to_have_value("Het zebrapad weer wit")
        page.get_by_role("button", name="Opschrijven").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De belofte staat")
    assert Promise.objects.get().due_on == date(2026, 9, 11)
