"""Joost opens his telephone in the morning: what is open, whom to call, and no inbox of forms."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from stoep.network import actions as network
from stoep.voices import actions as voices
from tests.builders import a_promise, a_voice
from tests.journeys.conftest import PHONE, Clock, Door, Wijk
from tests.journeys.walk import barriers

pytestmark = pytest.mark.journey


def before_this_morning(wijk: Wijk, clock: Clock) -> None:
    """Four promises of Joost, one of them late, one that he wrote down for Anouk, and two who asked to be called."""
    told: dict[str, Any] = {"at": clock.at, "today": clock.today}
    joost, tom = wijk.people["Joost"], wijk.standing("Tom", clock.today)
    mine: dict[str, Any] = {"organisation": joost.organisation, "promiser": joost, "by": tom}
    for day, words in ((3, "De huiskamer is open."), (20, "Ik bel de school."), (21, "Tafels erbij."), (22, "Koffie.")):
        a_promise(wijk.place, words=words, due_on=date(2026, 9, day), **mine, **told)
    by = wijk.standing("Joost", clock.today)
    a_promise(wijk.place, words="Er komen lantaarns.", promiser=wijk.people["Anouk"], by=by, **told)
    for number in ("0611111111", "0622222222"):
        receipt = a_voice(wijk.place, contact=("phone", number), **told)
        voices.answer(voice=receipt.voice, kind="answered", words="Het kan.", by=tom, at=clock.at)
    where: dict[str, Any] = {"place": "Huiskamer De Kade", "address": "Kade 4", "hours": "dinsdag van 10 tot 12 uur"}
    network.open_door(**where, contact="nobody", by=tom, at=clock.at)
    clock.go_to(date(2026, 9, 4))


def test_his_morning_stands_on_one_page(door: Door, wijk: Wijk, clock: Clock) -> None:
    before_this_morning(wijk, clock)
    page = door.visit("Joost", window=PHONE)
    page.goto("/mijn/wijken/")
    page.get_by_role("link", name=re.compile("^Vandaag")).click()
    expect(page.get_by_text("Vrijdag 4 september 2026")).to_be_visible()
    expect(page.get_by_text("Huiskamer De Kade, Kade 4")).to_be_visible()
    expect(page.get_by_text("dinsdag van 10 tot 12 uur")).to_be_visible()
    expect(page.get_by_role("heading", name="4 beloften van u staan open")).to_be_visible()
    expect(page.get_by_text("te laat")).to_have_count(1)
    expect(page.get_by_role("link", name="0611111111")).to_be_visible()
    expect(page.get_by_role("link", name="0622222222")).to_be_visible()
    expect(page.get_by_role("link", name="Er komen lantaarns.")).to_be_visible()
    assert page.locator("main :is(form, input, textarea, select)").count() == 0  # no inbox of forms
    if door.script:
        assert barriers(page) == []

    # From here he calls, and one is off the list.
    page.get_by_role("link", name=re.compile("Lees wat u vertelt: 2 mensen wachten")).click()
    page.get_by_role("button", name=re.compile("^Gebeld.*0611111111")).click()
    page.goto(f"{wijk.path}vandaag/")
    expect(page.get_by_role("link", name="0611111111")).to_have_count(0)
    expect(page.get_by_role("link", name="0622222222")).to_be_visible()


def test_anouk_sees_what_she_owes_and_nobodys_telephone_number(door: Door, wijk: Wijk, clock: Clock) -> None:
    before_this_morning(wijk, clock)
    page = door.visit("Anouk", window=PHONE)
    page.goto(f"{wijk.path}vandaag/")
    expect(page.get_by_role("heading", name="1 belofte van u staat open")).to_be_visible()
    assert "0611111111" not in page.content()
    assert page.request.get(f"{wijk.path}balie/").status == 403
