"""What comes out of the printer: the steps on one sheet, and no figure without residents' own words beside it."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from stoep.places.tests import waterstad
from tests.journeys.conftest import Door

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_steps_to_begin_a_neighbourhood_fit_on_one_sheet(door: Door, language: str) -> None:
    page = door.visit()
    page.set_extra_http_headers({"Accept-Language": language})
    page.goto("/wijk-beginnen/stappen/")
    sheet = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(sheet.pages) == 1
    assert "/wijk-beginnen/" in sheet.pages[0].extract_text()


def test_a_figure_without_residents_words_does_not_come_on_paper(door: Door) -> None:
    waterstad.build()
    page = door.visit()
    page.goto("/gebied/BU99010201/")
    assert page.get_by_text("Cijfers zonder uitleg van bewoners").is_visible()
    printed = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    assert "Wat hier goed gaat" in printed
    assert "zonder uitleg" not in printed
