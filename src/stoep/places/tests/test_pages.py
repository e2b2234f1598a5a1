"""The pages on which people find their place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from stoep.places import actions as places
from stoep.places.sources.records import AreaRecord
from stoep.places.tests import waterstad
from stoep.places.tests.waterstad import square

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


def page(client: Client, address: str, **asked: Any) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_every_hit_says_in_which_municipality_it_lies(client: Client) -> None:
    waterstad.build()
    shown = page(client, "/zoek/", q="centrum")
    assert "buurt in Waterstad" in shown
    assert "buurt in Súdermar" in shown


@pytest.mark.parametrize("typed", ["meerpaal", "MEERPAAL", "de meer", "Meerpaal Waterstad", "méérpáál"])
def test_a_place_is_found_by_the_beginning_of_its_name(client: Client, typed: str) -> None:
    waterstad.build()
    assert "/gebied/BU99010201/" in page(client, "/zoek/", q=typed)


def test_a_name_without_accents_finds_one_with(client: Client) -> None:
    waterstad.build()
    assert "/gebied/GM9902/" in page(client, "/zoek/", q="sudermar")


@pytest.mark.parametrize("typed", ["9901", "9901 AB", "9901ab"])
def test_a_postcode_brings_its_buurten(client: Client, typed: str) -> None:
    waterstad.build()
    shown = page(client, "/zoek/", q=typed)
    assert shown.index("/gebied/BU99010100/") < shown.index("/gebied/BU99010101/")


def test_a_neighbourhood_that_residents_drew_comes_first(client: Client) -> None:
    waterstad.build()
    places.draw(name="Meerpaal Oost", kind="wijk", areas=["BU99010200"], today=TODAY)
    shown = page(client, "/zoek/", q="meerpaal")
    assert shown.index("Meerpaal Oost") < shown.index("/gebied/BU99010201/")


def test_a_wrong_postcode_is_explained(client: Client) -> None:
    waterstad.build()
    assert "Dit is geen postcode" in page(client, "/zoek/", q="0123 AB")


@pytest.mark.parametrize(
    "typed",
    [
        "' OR 1=1 --",
        "%",
        "_",
        "\x00",
        "\u202e",
        "<script>alert(1)</script>",
        "x" * 100_000,
        "a " * 50_000,
        "🏘️",
        "()[]*+?",
    ],
)
def test_odd_searches_find_nothing_odd(client: Client, typed: str) -> None:
    waterstad.build()
    answer = client.get("/zoek/", {"q": typed})
    assert answer.status_code == (414 if len(typed) > 4094 else 200)  # a longer address is refused with a sentence
    assert b"<script>alert" not in answer.content
    assert len(answer.content) < 250_000
    assert b"/gebied/" not in answer.content


def test_many_hits_come_in_pages(client: Client) -> None:
    waterstad.build()
    more = [AreaRecord(f"BU990102{at:02}", f"Plein {at}") for at in range(2, 52)]
    source = places.source(key="test", title="Verzonnen cijfers")
    places.store(records=more, year=waterstad.YEAR, source=source)
    first, third = page(client, "/zoek/", q="plein"), page(client, "/zoek/", q="plein", bladzijde="3")
    assert (first.count("/gebied/"), third.count("/gebied/")) == (20, 10)
    assert "bladzijde=2" in first
    assert page(client, "/zoek/", q="plein", bladzijde="abc").count("/gebied/") == 20


def test_the_same_choice_stands_in_a_list_without_script(client: Client) -> None:
    waterstad.build()
    assert "/gemeente/GM9901/" in page(client, "/gemeenten/")
    shown = page(client, "/gemeente/GM9901/")
    for code in [*waterstad.BUURTEN, "WK990101", "WK990102"]:
        assert f"/gebied/{code}/" in shown
    assert "/gebied/BU99020100/" not in shown


@pytest.mark.parametrize("code", ["GM0000", "BU99010100", "NL00", "x"])
def test_what_is_no_municipality_has_no_such_page(client: Client, code: str) -> None:
    waterstad.build()
    assert client.get(f"/gemeente/{code}/").status_code == 404


def test_the_pages_stand_when_nothing_has_been_loaded(client: Client) -> None:
    for address in ("/zoek/", "/gemeenten/", "/kaart/", "/wijk-beginnen/stappen/"):
        page(client, address)
    assert "load-areas" in page(client, "/gemeenten/")


def outlines(client: Client, **asked: str) -> dict[str, Any]:
    answer = client.get("/kaart/gebieden.json", asked)
    return dict(json.loads(answer.content), status=answer.status_code)


def test_the_map_gets_the_buurten_of_a_municipality(client: Client) -> None:
    waterstad.build()
    shown = outlines(client, soort="buurt", gemeente="GM9901")["features"]
    assert {feature["properties"]["code"] for feature in shown} == set(waterstad.BUURTEN)
    assert all(feature["properties"]["municipality"] == "Waterstad" for feature in shown)
    assert all(feature["geometry"]["type"] == "Polygon" for feature in shown)


def test_the_map_gets_what_lies_in_a_box(client: Client) -> None:
    waterstad.build()
    shown = outlines(client, soort="buurt", bbox="5.021,52.021,5.03,52.03")["features"]
    assert [feature["properties"]["code"] for feature in shown] == ["BU99010201"]


def test_a_drawn_name_reaches_the_map_as_text(client: Client) -> None:
    name = 'Wijk </script><img src=x onerror="1">'
    places.draw(name=name, kind="wijk", municipality_name="Waterstad", outline=square(0, 0).text(), today=TODAY)
    (feature,) = outlines(client, soort="neighbourhood")["features"]
    assert feature["properties"]["name"] == name


@pytest.mark.parametrize(
    "asked",
    [
        {"soort": "achterstandswijk"},
        {"soort": "buurt"},
        {"soort": "buurt", "bbox": "3,50,8,54"},
        {"soort": "buurt", "bbox": "5,52"},
        {"soort": "buurt", "bbox": "nan,52,5.1,52.1"},
        {"soort": "buurt", "bbox": "5.1,52,5,52.1"},
        {"soort": "buurt", "bbox": "1e400,1,2,3"},
        {"soort": "buurt", "gemeente": "GM'--"},
        {"soort": "wijk", "gemeente": "BU99010100"},
    ],
)
def test_a_wrong_piece_of_map_is_refused_with_a_sentence(client: Client, asked: dict[str, str]) -> None:
    shown = outlines(client, **asked)
    assert shown["status"] == 400
    assert shown["detail"].endswith(".")


def test_an_unchanged_map_is_not_sent_again(client: Client) -> None:
    waterstad.build()
    mark = client.get("/kaart/gebieden.json").headers["ETag"]
    assert client.get("/kaart/gebieden.json", headers={"if-none-match": mark}).status_code == 304
    places.draw(name="De Meerpaal", kind="wijk", areas=["BU99010200"], today=TODAY)
    assert client.get("/kaart/gebieden.json", headers={"if-none-match": mark}).status_code == 200


def test_no_page_of_places_shows_a_rank_or_colours_a_place() -> None:
    from pathlib import Path

    room = Path(__file__).resolve().parents[1]
    scripts = room.parent / "web" / "scripts"
    texts = [*room.glob("templates/**/*.html"), *scripts.glob("map*.js"), *scripts.glob("map/*.js")]
    assert len(texts) > 5
    for path in texts:
        shown = path.read_text().casefold()
        for word in ("ranglijst", "top 10", "achterstand", "heatmap", "choropleth", "colorscale"):
            assert word not in shown, path


@pytest.mark.parametrize(("address", "most"), [("/zoek/?q=centrum", 8), ("/gemeenten/", 8), ("/gemeente/GM9901/", 8)])
def test_a_page_asks_the_database_little(
    client: Client, address: str, most: int, django_assert_max_num_queries: Any
) -> None:
    waterstad.build()
    with django_assert_max_num_queries(most):
        client.get(address)


@pytest.mark.parametrize(
    "address", ["/zoek/", "/gemeenten/", "/kaart/", "/kaart/gebieden.json", "/wijk-beginnen/stappen/"]
)
def test_places_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
