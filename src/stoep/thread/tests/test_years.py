"""Twenty years on one page: everything in the picture stands in the list, within eight questions, and it has no end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from stoep.agenda import actions as agenda
from stoep.agenda.models import Item
from stoep.places.models import Neighbourhood
from stoep.thread import horizon
from stoep.thread.queries import years as asked
from stoep.thread.queries.years import LongLine, Stroke, Years
from tests.builders import LONG_AGO, NOW, TODAY, a_neighbourhood, a_promise, a_standing, a_vision, an_item

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here() -> Neighbourhood:
    """Two long lines, one of them closed; a stroke, a vision, an agenda, a promise."""
    place = a_neighbourhood()
    one, other = a_standing(place), a_standing(place, "independent")
    line = an_item(place, "Huiskamer na schooltijd", by=one, horizon="long")
    an_item(place, "Twee middagen open", by=one, line=line)
    done = an_item(place, "Een schoon plein", by=one, horizon="long")
    agenda.second(
        decision=agenda.propose(missed="De winkels.", young="Op school.", kind="adopt", by=one, **WHEN),
        by=other,
        **WHEN,
    )
    closing = agenda.propose(missed="De winkels.", kind="close", item=done, why="Het is schoon.", by=one, **WHEN)
    agenda.second(decision=closing, by=other, **WHEN)
    a_vision(place, by=one, other=other)
    a_promise(place, item=line)
    return place


def page_of(place: Neighbourhood) -> str:
    answer = Client().get(reverse("thread:years", args=[place.slug]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_elections_lines_versions_promises_and_questions_stand_on_one_page(here: Neighbourhood) -> None:
    page = page_of(here)
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for year in (2026, 2030, 2034, 2038, 2042, 2046):
        assert f"> {year}<" in page or f">{year}<" in page
    assert text.count("Verkiezing van de gemeenteraad") == 6
    assert "Huiskamer na schooltijd" in text and "Twee middagen open" in text
    assert "loopt door" in text and "afgesloten op 1 september 2026" in text
    assert "Agenda vastgesteld: versie 1" in text and "Visie vastgesteld: versie 1" in text
    assert "De visie is vijf jaar oud: klopt zij nog?" in text
    assert "Beloofd voor deze dag:" in text
    assert "nog niet bekend wie dit zo houdt" in text
    assert "Bewoners begonnen hier. Wie beslist hier?" in text


def test_a_line_that_is_quiet_says_so_and_the_picture_shows_it(here: Neighbourhood) -> None:
    assert "geen korte klap te zien." not in page_of(here)
    later = datetime(2027, 6, 1, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with time_machine.travel(later, tick=False):
        page = page_of(here)
    assert "Sinds 1 september 2026 geen korte klap te zien." in page
    assert page.count('class="years-quiet"') == 3  # in both drawings, and in the key


def test_no_wijk_has_an_end_not_when_everything_was_closed(here: Neighbourhood) -> None:
    one, other = a_standing(here), a_standing(here, "independent")
    for item in Item.objects.filter(neighbourhood=here, closed_at__isnull=True).order_by("-pk"):
        closing = agenda.propose(missed="De winkels.", kind="close", item=item, why="Het is er.", by=one, **WHEN)
        agenda.second(decision=closing, by=other, **WHEN)
    page = page_of(here)
    assert page.count("nog niet bekend wie dit zo houdt") == 3
    assert page.count('class="years-kept"') == 5  # two lines in two drawings, and the key
    vision = Client().get(reverse("agenda:vision", args=[here.slug])).content.decode()
    assert "Alles wat hier liep, is afgesloten. Hoe houden we dit zo?" in vision
    for shown in (page, vision):
        assert not re.search(r"\b(voltooid|klaar|beëindigd)\b", shown.split("<main", 1)[1].split("</main", 1)[0])


def test_the_page_asks_at_most_eight_questions_and_leads_on_to_what_is_left_out(
    here: Neighbourhood, django_assert_max_num_queries: Any
) -> None:
    one = a_standing(here)
    for number in range(14):
        line = an_item(here, f"Lange lijn {number}", by=one, horizon="long", why_new="Nieuw.")
        for stroke in range(14 if number == 0 else 1):
            an_item(here, f"Klap {number}-{stroke}", by=one, line=line)
    for _number in range(30):
        a_promise(here)
    client = Client()
    for _again in range(2):
        with django_assert_max_num_queries(8):
            page = client.get(reverse("thread:years", args=[here.slug])).content.decode()
    assert page.count('class="years-title"') == asked.LINES
    assert "Er zijn meer lange lijnen: bekijk de hele agenda" in page
    assert "En nog 2 oudere korte klappen: zie de lijn zelf." in page
    assert "Er lopen meer beloften: bekijk het register" in page


def test_a_place_that_is_not_there_is_404_and_a_place_where_nothing_is_yet_still_has_twenty_years() -> None:
    assert Client().get("/wijk/nergens/twintig-jaar/").status_code == 404
    page = page_of(a_neighbourhood())
    assert "Er is nog geen lange lijn." in page
    assert "2046" in page


def test_the_page_answers_304_until_something_is_sealed(here: Neighbourhood) -> None:
    client, address = Client(), reverse("thread:years", args=[here.slug])
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    an_item(here)
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def _years(began: date, today: date, lines: list[LongLine]) -> Years:
    return Years(
        founded_on=began, today=today, until_on=date(today.year + 20, 12, 31), elections=[], lines=tuple(lines),
        has_more_lines=False, adoptions=[], promises=[], kept=[],
    )  # fmt: skip


@given(
    began=st.dates(date(2000, 1, 1), date(2026, 1, 1)),
    lived=st.integers(0, 14_000),
    starts=st.lists(st.tuples(st.integers(-400, 15_000), st.integers(0, 3000), st.booleans()), max_size=12),
)
def test_everything_lies_within_the_drawing_and_in_order(
    began: date, lived: int, starts: list[tuple[int, int, bool]]
) -> None:
    today = began + timedelta(days=lived)
    lines = [
        LongLine(
            number, "C", "Titel" * 30, began + timedelta(days=start),
            began + timedelta(days=start + length) if closed else None, None,
            (Stroke("S", "Klap", began + timedelta(days=start + length), None),),
        )
        for number, (start, length, closed) in enumerate(starts, start=1)
    ]  # fmt: skip
    for shape in (horizon.WIDE, horizon.NARROW):
        drawn = horizon.draw(_years(began, today, lines), shape)
        places = [drawn.today, *(year.at for year in drawn.years)]
        places += [place for bar in drawn.bars for place in (bar.start, bar.end, *(mark.at for mark in bar.strokes))]
        assert all(shape.begin <= place <= shape.end for place in places)
        assert all(bar.start <= bar.end for bar in drawn.bars)
        assert [year.at for year in drawn.years] == sorted(year.at for year in drawn.years)
        gaps = [after.at - before.at for before, after in zip(drawn.years, drawn.years[1:], strict=False)]
        assert all(gap >= shape.year * 0.9 for gap in gaps)
        assert all(len(bar.title) <= horizon.TITLE for bar in drawn.bars)
        across = [bar.across for bar in drawn.bars]
        assert across == sorted(set(across)) and all(place < drawn.breadth for place in across)
        if shape is horizon.NARROW:
            assert drawn.breadth <= 340, "twelve lines fit on a telephone"


def test_the_builder_founded_the_table_before_today() -> None:
    place = a_neighbourhood()
    a_standing(place)
    assert asked.place(place.slug)[1] == LONG_AGO
