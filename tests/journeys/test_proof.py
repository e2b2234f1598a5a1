"""Somebody who trusts nobody: the entry is checked in the page, its proof by a loose program, and the whole log too."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from stoep.record import actions as record
from stoep.record import queries
from stoep.record.models import Entry
from tests.builders import a_voice
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import ROOT

pytestmark = pytest.mark.journey
RIGHT, WRONG, ALONE = 0, 1, 3


def verify(folder: Path, *arguments: str) -> int:
    """How the loose program ends; it gets no network, no checkout and no environment of ours."""
    program = ROOT / "verify" / "stoep-verify.py"
    ran = subprocess.run(
        [sys.executable, "-I", str(program), *arguments],
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode


def test_whoever_trusts_nobody_checks_it_alone(door: Door, wijk: Wijk, clock: Clock, tmp_path: Path) -> None:
    for words in ("Een bankje bij de bushalte.", "Een lamp bij de brug.", "Een hek om de speeltuin."):
        a_voice(wijk.place, words, at=clock.at, today=clock.today)
    point = record.checkpoint(neighbourhood=wijk.place, at=clock.at)
    assert point
    page = door.visit()
    page.goto(f"{wijk.path}logboek/")
    page.locator("main a[href$='/logboek/1/']").first.click()
    told = page.locator("[data-stoep-proof] output")
    if door.script:
        expect(told).to_have_text(re.compile("Uw eigen apparaat heeft dit nagerekend"))
    else:
        expect(told).to_have_text(re.compile("De stappen staan hieronder"))
    address = page.get_by_role("link", name="Bewijs bewaren").get_attribute("href") or ""
    (tmp_path / "one.tlog-proof").write_bytes(page.request.get(address).body())
    keys = [found.written() for found in queries.public_keys(queries.log_of(wijk.place.slug))]
    assert keys
    for key in keys:
        assert verify(tmp_path, "one.tlog-proof", "--key", key) == RIGHT

    # The twelve words that stood in the neighbourhood paper.
    page.goto(f"{wijk.path}logboek/stempel/")
    words = " ".join(page.locator(".stoep-words").first.inner_text().split())
    assert len(re.sub(r"\d+\.?", "", words).split()) == 12
    export = page.request.get(f"{wijk.path}logboek/heel-het-logboek.jsonl").body()
    (tmp_path / "log.jsonl").write_bytes(export)
    note = page.request.get(f"{wijk.path}logboek/stempel/{point.size}.txt").body()
    (tmp_path / "kept.txt").write_bytes(note)
    assert verify(tmp_path, "log.jsonl", "--against", "kept.txt") == RIGHT
    assert verify(tmp_path, "log.jsonl", "--against", re.sub(r"\d+\.?", "", words)) == RIGHT
    assert verify(tmp_path, "log.jsonl") == ALONE
    forged = export.replace(b"voices.post", b"voices.pest", 1)
    assert forged != export
    (tmp_path / "forged.jsonl").write_bytes(forged)
    assert verify(tmp_path, "forged.jsonl", "--against", "kept.txt") == WRONG


def test_a_line_that_was_changed_behind_our_back_is_seen_in_the_page(door: Door, wijk: Wijk, clock: Clock) -> None:
    a_voice(wijk.place, at=clock.at, today=clock.today)
    a_voice(wijk.place, at=clock.at, today=clock.today)
    record.checkpoint(neighbourhood=wijk.place, at=clock.at)
    entry = Entry.objects.get(index=0)
    Entry.objects.filter(pk=entry.pk).update(leaf=entry.leaf.replace("voices.post", "voices.pest"))
    page = door.visit()
    page.goto(f"{wijk.path}logboek/0/")
    if door.script:
        expect(page.locator("[data-stoep-proof] output")).to_have_text(re.compile("Dit klopt niet"))
    else:
        expect(page.get_by_text("voices.pest").first).to_be_visible()
