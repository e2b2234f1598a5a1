"""The pages in a real browser: nothing for axe to find, nothing too wide, nothing that the security policy stops."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.walk import axe_in_every_page, barriers

ROOT = Path(__file__).resolve().parents[4]
PAGES = [
    "/",
    "/over-stoep/",
    "/toegankelijkheid/",
    "/uw-gegevens/",
    "/code/",
    "/taal/?terug=/code/",
    "/bestaat-niet/",
    "/proef/alles/",
    "/proef/alles/?fout",
    "/proef/geweigerd/",
]
DEMO_PAGES = ["/", "/postvak/"]
WIDTHS = (1280, 360)


@pytest.mark.journey
@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.urls("stoep.web.tests.sample")
@pytest.mark.parametrize(
    ("language", "theme"),
    [
        ("nl-NL", "stoep"),
        ("en-GB", "waterstad"),
        # What is left changes no colour and no length of words that the two above do not change.
        pytest.param("en-GB", "stoep", marks=pytest.mark.long),
        pytest.param("nl-NL", "waterstad", marks=pytest.mark.long),
    ],
)
def test_a_page_has_no_barrier_and_stays_within_its_policy(
    browser: Browser, live_server: Any, settings: Any, theme: str, language: str
) -> None:
    settings.STOEP_THEME = theme
    context = browser.new_context(locale=language, viewport={"width": 1280, "height": 800})
    axe_in_every_page(context)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    wrong: dict[str, list[str]] = {}
    for number, address in enumerate([*PAGES, *DEMO_PAGES]):
        settings.DEMO = number >= len(PAGES)
        said.clear()
        page.goto(live_server.url + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            own = [text for text in said if "status of 4" not in text]
            if found := barriers(page) + own:
                wrong[f"{address} at {width}"] = found
            if folder := os.environ.get("STOEP_SHOTS"):
                page.screenshot(path=f"{folder}/{theme}-{language[:2]}-{width}-{number}.png", full_page=True)
    context.close()
    assert wrong == {}


@pytest.mark.journey
@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.urls("stoep.web.tests.sample")
def test_a_first_visit_is_light(page: Page, live_server: Any) -> None:
    """At most 10 requests, 150 kB compressed with letters, of which 20 kB script (issue: speed)."""
    import gzip

    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: _sent(answer.url, answer.body(), gzip)}))
    page.goto(live_server.url + "/", wait_until="networkidle")
    assert len(sizes) <= 10, sorted(sizes)
    assert sum(sizes.values()) <= 150_000, sizes
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) <= 20_000, sizes


def _sent(url: str, body: bytes, gzip: Any) -> int:
    return len(body) if url.endswith(".woff2") else len(gzip.compress(body))


def test_each_family_of_letters_has_every_weight_for_all_its_signs() -> None:
    """A browser picks one face for bold: where that one holds other signs, Latin falls back to what the machine has."""
    styles = (ROOT / "src" / "stoep" / "web" / "styles" / "letters.css").read_text(encoding="utf-8")
    weights: dict[str, dict[str, set[str]]] = {}
    for face in re.findall(r"@font-face \{(.*?)\}", styles, re.DOTALL):
        told = dict(re.findall(r"([\w-]+): (.*?);", " ".join(face.split())))
        weights.setdefault(told["font-family"], {}).setdefault(told["unicode-range"], set()).add(told["font-weight"])
    for family, by_signs in weights.items():
        assert len({frozenset(found) for found in by_signs.values()}) == 1, family
