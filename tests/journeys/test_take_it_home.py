"""The archive on somebody's own computer: fetched without an account, and read there while the website is gone."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stoep.archive import actions as archive
from stoep.archive import rules
from tests.builders import a_voice
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import Keys

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.parametrize("door", [True], indirect=True, ids=["with-script"]),
]


def test_the_open_part_is_fetched_by_keyboard_and_read_without_the_website(
    door: Door, wijk: Wijk, clock: Clock, tmp_path: Path
) -> None:
    told: dict[str, Any] = {"at": clock.at, "today": clock.today}
    a_voice(wijk.place, "Een bankje bij de bushalte.", checked_by=wijk.people["Tom"], **told)
    archive.make(neighbourhood=wijk.place, **told)
    page = door.visit()
    page.goto(f"{wijk.path}archief/")
    keys = Keys(page)
    keys.to("Haal het openbare deel op (zip)")
    with page.expect_download() as coming:
        keys.press("Enter")
    kept = tmp_path / coming.value.suggested_filename
    coming.value.save_as(kept)
    assert kept.name == "de-meerpaal-2026-09-01-openbaar.zip"
    assert keys.unseen == []

    with zipfile.ZipFile(kept) as packed:
        packed.extractall(tmp_path / "thuis")
    home = tmp_path / "thuis"
    page.context.set_offline(True)
    page.goto((home / "LEESMIJ.txt").as_uri())
    expect(page.locator("body")).to_contain_text("ARCHIEF VAN De Meerpaal")
    expect(page.locator("body")).to_contain_text("U leest het zonder Stoep")
    written = page.locator("body").inner_text()
    lists = sorted(path.stem for path in (home / rules.OPEN).glob("*.csv"))
    assert "inbreng" in lists
    assert [name for name in lists if name not in written] == [], "the index names every list"
    with (home / rules.OPEN / "inbreng.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert "Een bankje bij de bushalte." in {cell for row in csv.reader(lines) for cell in row}
