"""The map in a real browser: a place is found by clicking, and a line is drawn by clicking or by keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from stoep.places import geometry
from stoep.places.tests import waterstad

BUILT = Path(settings.ROOT) / "build" / "static"
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not (BUILT / "draw.js").exists(), reason="the scripts are not built: ./stoep test does it"),
]


@pytest.mark.django_db(transaction=True)
def test_a_place_is_found_by_clicking_on_the_map(page: Any, live_server: Any) -> None:
    waterstad.build()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.goto(f"{live_server.url}/kaart/?gemeente=GM9901")
    page.wait_for_selector("[data-ready]")
    assert troubles == []
    paths = page.locator("path.leaflet-interactive")
    assert paths.count() == 4
    with page.expect_navigation(url="**/gebied/BU*/"):
        paths.first.click()


@pytest.mark.django_db(transaction=True)
def test_a_click_on_the_country_chooses_a_municipality(page: Any, live_server: Any) -> None:
    waterstad.build()
    page.goto(f"{live_server.url}/kaart/")
    page.wait_for_selector("[data-ready]")
    with page.expect_navigation(url="**/kaart/?gemeente=GM990*"):
        page.locator("path.leaflet-interactive").first.click()


DRAWING = """<!doctype html><html lang="nl"><head><meta charset="utf-8">
<style>.map{height:400px}</style></head><body>
<div class="map" data-draw data-outline-field="id_outline"></div>
<textarea id="id_outline">%s</textarea></body></html>"""


def drawing(page: Any, text: str = "") -> Any:
    page.set_content(DRAWING % text)
    page.add_style_tag(path=BUILT / "draw.css")
    page.add_script_tag(path=BUILT / "draw.js")
    page.wait_for_selector("[data-ready]")
    return page


def test_clicks_become_a_line_that_the_form_accepts(page: Any) -> None:
    drawing(page)
    box = page.locator("[data-draw]").bounding_box()
    middle = box["x"] + box["width"] / 2
    for across, down in ((0, 150), (40, 150), (40, 220)):
        assert page.locator("textarea").input_value() == ""
        page.mouse.click(middle + across, box["y"] + down)
        page.wait_for_timeout(300)
    shape = geometry.drawn(page.locator("textarea").input_value())
    assert len(shape.polygons[0][0]) == 4
    page.get_by_role("button", name="Laatste punt weg").click()
    assert page.locator("textarea").input_value() == ""
    assert page.get_by_role("status").inner_text() == "2 punten. Zet er minstens 3."


def test_a_line_is_drawn_with_the_keyboard_alone(page: Any) -> None:
    drawing(page)
    put = page.get_by_role("button", name="Zet een punt in het midden")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        put.focus()
        page.keyboard.press("Enter")
        page.locator("[data-draw]").focus()
        page.keyboard.press(key)
        page.wait_for_timeout(500)
    shape = geometry.drawn(page.locator("textarea").input_value())
    assert len(shape.polygons[0][0]) == 4


def test_a_form_that_comes_back_keeps_the_line(page: Any) -> None:
    text = waterstad.square(0, 0).text()
    drawing(page, text)
    assert json.loads(page.locator("textarea").input_value()) == json.loads(text)
    page.get_by_role("button", name="Begin opnieuw").click()
    assert page.locator("textarea").input_value() == ""
