"""The pages that everybody reads: the agenda, its versions, its paper and its table."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from stoep.agenda import actions as agenda
from stoep.agenda.tests.ground import text_of
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from tests.builders import NOW, TODAY, a_standing, a_voice, an_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_the_agenda_shows_lines_with_their_strokes_and_how_many_voices(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)
    line = an_item(place, "Jong in de wijk", by=resident, horizon="long", domain="opvoeding")
    stroke = an_item(place, "Twee middagen open", by=resident, line=line)
    loose = an_item(place, "Bankje bij de brug", by=resident)
    agenda.take_up(item=stroke, voices=[a_voice(place).voice], why="Past.", by=resident, at=NOW)
    page = text_of(client.get(reverse("agenda:agenda", args=[place.slug])))
    assert (
        page.index(line.title) < page.index(stroke.title) < page.index("Losse korte klappen") < page.index(loose.title)
    )
    assert page.count(loose.title) == 1
    assert "gegroeid uit 1 inbreng" in page
    assert "Begin een nieuw punt" not in page
    assert "csrfmiddlewaretoken" not in page


def test_an_empty_agenda_says_what_to_do(client: Client, place: Neighbourhood) -> None:
    assert "Zeg wat u wilt" in text_of(client.get(reverse("agenda:agenda", args=[place.slug])))


def test_the_agenda_costs_the_same_at_any_number_and_304_when_unchanged(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text_of(client.get(reverse("agenda:agenda", args=[place.slug])))
        return len(asked)

    line = an_item(place, by=resident, horizon="long")
    count()
    few = count()
    for _ in range(6):
        an_item(place, by=resident, line=line)
    assert count() == few <= 8
    tag = client.get(reverse("agenda:agenda", args=[place.slug]))["ETag"]
    again = client.get(reverse("agenda:agenda", args=[place.slug]), headers={"If-None-Match": tag})
    assert again.status_code == 304
    an_item(place, by=resident)
    again = client.get(reverse("agenda:agenda", args=[place.slug]), headers={"If-None-Match": tag})
    assert again.status_code == 200


def test_after_a_year_it_asks_whether_it_is_current_and_a_quiet_line_says_so(
    client: Client, place: Neighbourhood
) -> None:
    resident = a_standing(place)
    line = an_item(place, "Een lange lijn", by=resident, horizon="long")
    address = reverse("agenda:agenda", args=[place.slug])
    assert "Nog actueel?" not in text_of(client.get(address))
    with time_machine.travel(NOW + timedelta(days=7 * 31), tick=False):
        page = text_of(client.get(address))
        assert "Sinds 1 september 2026 geen korte klap te zien." in page
        assert "Nog actueel?" not in page
    with time_machine.travel(NOW + timedelta(days=366), tick=False):
        assert "Nog actueel?" in text_of(client.get(address))
        later = datetime.fromisoformat("2027-09-02T10:00:00+00:00")
        agenda.confirm_current(item=line, by=resident, today=later.date(), at=later)
        assert "Nog actueel?" not in text_of(client.get(address))


def test_the_difference_page_lists_exactly_the_two_items_that_changed(place: Neighbourhood) -> None:
    resident, independent = a_standing(place), a_standing(place, "independent")
    items = [an_item(place, f"Onveranderd punt {name}", by=resident) for name in "ABCDE"]

    def adopt() -> None:
        decision = agenda.propose(
            missed="De winkels.", young="Op school.", kind="adopt", by=resident, at=NOW, today=TODAY
        )
        agenda.second(decision=decision, by=independent, at=NOW, today=TODAY)

    adopt()
    agenda.edit(item=items[1], title="<b>Nieuwe naam</b>", by=resident, at=NOW, today=TODAY)
    agenda.edit(item=items[3], wish="Een plek met schaduw om even te zitten.", by=resident, at=NOW, today=TODAY)
    adopt()
    page = text_of(Client().get(reverse("agenda:difference", args=[place.slug, 1, 2])))
    assert "<b>Nieuwe" not in page
    assert "Onveranderd punt D" in page
    assert "met schaduw " in page
    for name in "ACE":
        assert f"Onveranderd punt {name}" not in page
    same = text_of(Client().get(reverse("agenda:difference", args=[place.slug, 2, 2])))
    assert "Er is niets veranderd." in same
    assert Client().get(reverse("agenda:difference", args=[place.slug, 1, 9])).status_code == 404


def test_the_exported_table_holds_no_formula(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)
    an_item(place, "=HYPERLINK(1)", by=resident, owner="+31 6", wish="-2\nregels", why="@som")
    response = client.get(reverse("agenda:export", args=[place.slug]))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][2:5] == ["'=HYPERLINK(1)", "'-2\nregels", "'@som"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize(("name", "width"), [("poster", 842), ("listing", 595)])
def test_the_printed_agenda_has_every_item_with_its_short_address(
    client: Client, place: Neighbourhood, name: str, width: int
) -> None:
    resident = a_standing(place)
    line = an_item(place, "Jong in de wijk", by=resident, horizon="long")
    items = [
        line,
        an_item(place, "Twee middagen open", by=resident, line=line),
        an_item(place, "#strong[x] *los*", by=resident),
    ]
    response = client.get(reverse(f"agenda:{name}", args=[place.slug]))
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert round(float(reader.pages[0].mediabox.width)) == width
    for item in items:
        assert item.title in text
        assert f"testserver/a/{item.code}" in text
    root = cast("Any", reader.root_object)
    assert (root["/MarkInfo"]["/Marked"].value, root["/Lang"]) == (True, "nl")
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()


@pytest.mark.parametrize(("lines", "pages"), [(0, 1), (3, 1), (10, 1), (60, 2)])
def test_the_poster_is_one_sheet_and_a_very_long_agenda_loses_nothing(
    client: Client, place: Neighbourhood, lines: int, pages: int
) -> None:
    resident = a_standing(place)
    for number in range(lines):
        line = an_item(
            place, f"Lange lijn {number} met een naam die over twee regels loopt", by=resident, horizon="long"
        )
        an_item(place, f"Korte klap {number} die daarbij hoort", by=resident, line=line)
    response = client.get(reverse("agenda:poster", args=[place.slug]))
    reader = PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == 1 if pages == 1 else len(reader.pages) >= pages
    assert text.count("/a/") == 2 * lines


@pytest.mark.parametrize("name", ["poster", "listing"])
def test_the_printed_agenda_begins_with_what_is_good_and_shows_only_what_everyone_may_read(
    table: Client, place: Neighbourhood, resident: Standing, name: str
) -> None:
    a_voice(place, "De tuinclub kookt elke week.", kind="strength", called="Bep", checked_by=resident.person)
    a_voice(place, "Alleen voor ons.", kind="strength", audience="network", checked_by=resident.person)
    a_voice(place, "Nog niet nagekeken.", kind="strength")
    an_item(place, "Twee middagen open", by=resident, horizon="long")
    text = _words_of(table.get(reverse(f"agenda:{name}", args=[place.slug])))
    assert text.index("De tuinclub kookt") < text.index("Twee middagen open")
    assert "Bep" in text
    assert "Alleen voor ons" not in text
    assert "Nog niet nagekeken" not in text


@pytest.mark.parametrize("name", ["poster", "listing"])
def test_where_nobody_told_what_is_good_the_printed_agenda_asks_for_it(
    client: Client, place: Neighbourhood, name: str
) -> None:
    text = _words_of(client.get(reverse(f"agenda:{name}", args=[place.slug])))
    assert "Nog niemand vertelde wat hier goed gaat." in text
    assert f"testserver/wijk/{place.slug}/zeg-het" in text


def test_no_title_on_the_poster_is_too_small_to_read_from_a_step_away(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)
    line = an_item(place, "Samen buiten", by=resident, horizon="long")
    for number in range(40):
        an_item(place, f"Klap {number}", by=resident, line=line)
    sizes: dict[str, float] = {}

    def noted(text: str, _matrix: Any, font: Any, _fonts: Any, size: float) -> None:
        if "Klap" in text:
            sizes[text] = size

    reader = PdfReader(io.BytesIO(client.get(reverse("agenda:poster", args=[place.slug])).content))
    for page in reader.pages:
        page.extract_text(visitor_text=noted)
    assert sizes
    assert min(sizes.values()) >= 20


def _words_of(response: Any) -> str:
    """The words of a PDF on one line."""
    pages = PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
