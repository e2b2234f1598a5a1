"""A neighbourhood is what residents draw and name (R4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.places import actions as places
from stoep.places import queries
from stoep.places.geometry import Shape
from stoep.places.models import Area, Neighbourhood
from stoep.places.tests import waterstad
from stoep.places.tests.waterstad import square
from stoep.shared.actor import Actor
from stoep.shared.refusal import NotAllowed, Refused

TODAY = date(2026, 9, 1)


def draw(**given: Any) -> Neighbourhood:
    words: dict[str, Any] = {
        "name": "De Meerpaal",
        "kind": Neighbourhood.Kind.WIJK,
        "municipality_name": "Waterstad",
        "today": TODAY,
    }
    return places.draw(**words | given)


def codes(place: Neighbourhood) -> list[str]:
    return sorted(place.areas.values_list("code", flat=True))


@pytest.mark.django_db
def test_a_village_core_inside_one_buurt_is_a_neighbourhood_of_its_own() -> None:
    waterstad.build()
    core = square(1.1, 1.1, 0.2, 0.2)
    place = draw(name="Lutkeveen", kind="village-core", outline=core.text())
    assert codes(place) == ["BU99010201"]
    assert "heel De Meerpaal" in queries.figures_of_neighbourhood(place).note


@pytest.mark.django_db
def test_a_wijk_may_span_three_buurten_across_two_wijken() -> None:
    waterstad.build()
    chosen = ["BU99010100", "BU99010101", "BU99010201"]
    place = draw(areas=chosen)
    assert codes(place) == chosen
    assert place.areas.values("within").distinct().count() == 2
    assert queries.figures_of_neighbourhood(place).note == ""


@pytest.mark.django_db
def test_an_own_line_brings_the_buurten_whose_point_lies_in_it() -> None:
    waterstad.build()
    place = draw(outline=square(0, 0.2, 1, 1.7).text())
    assert codes(place) == ["BU99010100", "BU99010200"]


@pytest.mark.django_db
def test_neighbourhoods_may_overlap_and_have_the_same_name() -> None:
    waterstad.build()
    places_drawn = [draw(areas=["BU99010100"]) for _again in range(4)]
    addresses = [place.slug for place in places_drawn]
    assert addresses == ["de-meerpaal", "de-meerpaal-waterstad", "de-meerpaal-waterstad-2", "de-meerpaal-waterstad-3"]


@pytest.mark.django_db
def test_the_municipality_is_that_of_the_first_area_when_nobody_named_one() -> None:
    waterstad.build()
    assert draw(areas=["BU99010100"], municipality_name="").municipality_name == "Waterstad"


@pytest.mark.django_db
def test_a_name_in_another_alphabet_gets_an_address_too() -> None:
    waterstad.build()
    assert draw(name="Новый берег", areas=["BU99010100"]).slug.startswith("wijk")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": ""}, "no-name"),
        ({"name": "  "}, "no-name"),
        ({"name": "12"}, "no-name"),
        ({"name": "Wijk\x00"}, "no-name"),
        ({"name": "Wijk\u202edrow"}, "no-name"),
        ({"name": "W" * 121}, "too-long"),
        ({"name": "W" * 100_000}, "too-long"),
        ({"kind": "krachtwijk"}, "no-kind"),
        ({"areas": []}, "nothing-chosen"),
        ({"areas": ["BU00000000"]}, "unknown-area"),
        ({"areas": ["BU99010100' OR 1=1"]}, "unknown-area"),
        ({"areas": ["BU99010100"] * 501}, "too-many-areas"),
        ({"outline": "{}"}, "not-a-polygon"),
        ({"municipality_name": "x" * 200}, "no-municipality"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_leaves_nothing(given: dict[str, Any], code: str) -> None:
    waterstad.build()
    with pytest.raises(Refused) as caught:
        draw(**{"areas": ["BU99010100"]} | given)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")
    assert not Neighbourhood.objects.exists()


@pytest.mark.django_db
def test_drawn_anew_it_keeps_its_address() -> None:
    waterstad.build()
    place = draw(areas=["BU99010100"])
    later = date(2027, 1, 1)
    places.redraw(neighbourhood=place, name="De Nieuwe Meerpaal", outline=square(1, 1).text(), today=later)
    place.refresh_from_db()
    assert (place.slug, place.name, place.drawn_on) == ("de-meerpaal", "De Nieuwe Meerpaal", later)
    assert codes(place) == ["BU99010201"]
    assert [found.pk for found in queries.search("nieuwe meer").neighbourhoods] == [place.pk]


@pytest.mark.django_db
def test_a_line_where_no_areas_are_loaded_is_a_neighbourhood_without_figures() -> None:
    place = draw(outline=square(0, 0).text())
    assert codes(place) == []
    assert not queries.figures_of_neighbourhood(place)


@pytest.mark.django_db
def test_residents_words_open_a_figure_and_others_may_not_write_them() -> None:
    area = waterstad.build()["BU99010201"]
    words = "Veel mensen huren hier al dertig jaar, en kennen elkaar."
    resident, officer = Actor("resident"), Actor("municipality", "Gemeente Waterstad")
    with pytest.raises(NotAllowed):
        places.read_figures(place=area, measure="owner-occupied", words=words, by=officer, today=TODAY)
    places.read_figures(place=area, measure="owner-occupied", words=words, by=resident, today=TODAY)
    sheet = queries.figures_of_area(area)
    assert [(line.measure, line.reading.words) for line in sheet.open if line.reading] == [("owner-occupied", words)]


@pytest.mark.django_db
@pytest.mark.parametrize(("measure", "words"), [("inhabitants", " "), ("inhabitants", "x" * 2_001), ("rang", "Mooi.")])
def test_a_reading_needs_words_and_a_known_figure(measure: str, words: str) -> None:
    area = waterstad.build()["BU99010201"]
    with pytest.raises(Refused):
        places.read_figures(place=area, measure=measure, words=words, by=Actor("resident"), today=TODAY)


@settings(deadline=None)
@given(st.floats(-1, 3), st.floats(-1, 3), st.floats(0.05, 3), st.floats(0.05, 3))
@pytest.mark.django_db
def test_areas_in_a_line_are_those_whose_point_lies_in_it(
    column: float, row: float, width: float, height: float
) -> None:
    if not Area.objects.exists():
        waterstad.build()
    line: Shape = square(column, row, width, height)
    inside = {area.code for area in Area.objects.filter(kind="buurt") if line.contains(area.lon or 0, area.lat or 0)}
    found = {area.code for area in queries.areas_in(line)}
    assert found == inside if inside else len(found) <= 1
