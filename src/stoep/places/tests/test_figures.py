"""Figures as they are shown: plain words, folded, never a nought where nothing is known, never a rank."""

from __future__ import annotations

from datetime import date

import pytest

from stoep.places import actions as places
from stoep.places import queries
from stoep.places.figures import FigureLine, FigureSheet
from stoep.places.models import Area, Neighbourhood
from stoep.places.tests import waterstad
from stoep.shared.actor import Actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
RESIDENT = Actor("resident")


def line(sheet: FigureSheet, measure: str) -> FigureLine:
    return next(each for each in [*sheet.open, *sheet.folded] if each.measure == measure)


def test_without_residents_words_every_figure_is_folded_and_sensitive_ones_are_absent() -> None:
    sheet = queries.figures_of_area(waterstad.build()["BU99010201"])
    assert sheet.open == []
    assert {"home-value", "income", "liveability"}.isdisjoint(each.measure for each in sheet.folded)


def test_words_about_all_figures_open_them_but_not_the_sensitive_ones() -> None:
    area = waterstad.build()["BU99010201"]
    places.read_figures(place=area, words="Zo is het hier.", by=RESIDENT, today=TODAY)
    sheet = queries.figures_of_area(area)
    assert sheet.folded == []
    assert "home-value" not in [each.measure for each in sheet.open]


def test_a_sensitive_figure_comes_with_its_own_words_only() -> None:
    area = waterstad.build()["BU99010201"]
    places.read_figures(place=area, measure="home-value", words="Wie verkoopt, gaat weg.", by=RESIDENT, today=TODAY)
    shown = line(queries.figures_of_area(area), "home-value")
    assert shown.value == "250 duizend euro"
    assert shown.reading is not None


def test_residents_may_leave_a_figure_out() -> None:
    area = waterstad.build()["BU99010201"]
    words = "Dit getal klopt niet voor ons."
    places.read_figures(place=area, measure="inhabitants", words=words, refuses=True, by=RESIDENT, today=TODAY)
    shown = line(queries.figures_of_area(area), "inhabitants")
    assert (shown.refused, shown.value) == (True, "")


def test_the_latest_words_count() -> None:
    area = waterstad.build()["BU99010201"]
    for words in ("Eerst.", "Later."):
        places.read_figures(place=area, words=words, by=RESIDENT, today=TODAY)
    reading = queries.figures_of_area(area).reading
    assert reading is not None
    assert reading.words == "Later."


def test_what_is_not_published_is_said_and_never_shown_as_nought() -> None:
    shown = line(queries.figures_of_area(waterstad.build()["BU99010101"]), "inhabitants")
    assert shown.value == "geen cijfer"


def test_a_sum_leaves_out_what_is_missing_and_says_so() -> None:
    areas = waterstad.build()
    sheet = queries.figures_of([areas[code] for code in waterstad.BUURTEN])
    shown = line(sheet, "inhabitants")
    assert shown.value == "4.000"
    assert shown.missing == "1 van de 4 gebieden heeft geen cijfer en telt niet mee."
    assert shown.dated == "1 januari 2024"


def test_shares_are_given_from_the_least_to_the_most() -> None:
    areas = waterstad.build()
    sheet = queries.figures_of([areas[code] for code in waterstad.BUURTEN])
    assert line(sheet, "owner-occupied").value == "van 30 % tot 55 %"


def test_a_buurt_within_a_chosen_wijk_is_not_counted_twice() -> None:
    areas = waterstad.build()
    chosen: list[Area] = [areas["WK990102"], areas["BU99010200"], areas["BU99010201"]]
    assert line(queries.figures_of(chosen), "inhabitants").value == "2.800"


def test_the_source_stands_beside_the_figures() -> None:
    sheet = queries.figures_of_area(waterstad.build()["BU99010201"])
    assert sheet.sources == ("Verzonnen cijfers (CC BY 4.0, bewerkt)",)


def test_figures_take_few_questions_to_the_database(django_assert_max_num_queries: object) -> None:
    waterstad.build()
    place = places.draw(name="De Meerpaal", kind=Neighbourhood.Kind.WIJK, areas=list(waterstad.BUURTEN), today=TODAY)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert queries.figures_of_neighbourhood(place)


def test_no_areas_have_no_figures() -> None:
    assert not queries.figures_of([])


def test_a_measure_that_is_not_out_yet_is_that_of_the_year_before_with_its_own_date() -> None:
    old = waterstad.build()["BU99010201"]
    was = line(queries.figures_of_area(old), "owner-occupied")
    new = waterstad.build(year=old.year + 1)["BU99010201"]
    assert (new.code, new.year) == (old.code, old.year + 1)
    new.figures.filter(measure="owner-occupied").delete()
    now = line(queries.figures_of_area(new), "owner-occupied")
    assert (now.value, now.dated) == (was.value, was.dated)
    assert str(old.year) in now.dated
    assert str(new.year) in line(queries.figures_of_area(new), "inhabitants").dated
    # The page of the year before never shows what came after it.
    old.figures.filter(measure="inhabitants").delete()
    assert line(queries.figures_of_area(old), "inhabitants").value == "geen cijfer"


def test_figures_of_two_years_are_never_added_up() -> None:
    first = waterstad.build()
    second = waterstad.build(year=first["BU99010201"].year + 1)
    areas = [second["BU99010201"], second["BU99010200"]]
    areas[0].figures.filter(measure="owner-occupied").delete()
    shown = line(queries.figures_of(areas), "owner-occupied")
    assert "1 van de 2 gebieden" in shown.missing
    assert str(areas[0].year) in shown.dated
