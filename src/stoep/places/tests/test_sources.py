"""The formats: what is read from them, and the sentence for what is broken. No parser does worse than refuse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.places.sources import features, odata3, odata4, postcodes, ready_made, records
from stoep.places.sources.records import AreaRecord
from stoep.places.tests.waterstad import square
from stoep.shared.refusal import Refused

Parse = Callable[[str, str], Iterable[Any]]
TABLE = "code,naam,inwoners,pct_koopwoningen\nGM9901,Waterstad,4000,\nBU99010100,De Kade,-99997,30\n"
PARSERS: dict[str, Parse] = {
    "ready-made": ready_made.areas,
    "postcodes": postcodes.postcodes,
    "odata3": odata3.Page,
    "odata4": lambda text, file: odata4.Page(text, file, {"M1": "inhabitants"}),
    "measure codes": odata4.measure_codes,
    "wanted fields": odata3.wanted_fields,
    "features": features.Page,
}


def feature(**properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": json.loads(square(0, 0).text())}


def collection(*shown: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", **more, "features": list(shown)})


def refusal(parse: Parse, text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        list(parse(text, "proef.csv"))
    assert str(caught.value).endswith(".")
    return caught.value


def test_the_ready_made_table_keeps_nought_and_missing_apart() -> None:
    city, quay = list(ready_made.areas(TABLE.replace("4000", "0"), "proef.csv"))
    assert city == AreaRecord("GM9901", "Waterstad", {"inhabitants": 0.0, "owner-occupied": None}, short_name=True)
    assert quay.figures == {"inhabitants": None, "owner-occupied": 30.0}


def test_crime_and_health_are_never_read() -> None:
    table = "code,naam,misdrijven_12m,pct_goed_ervaren_gezondheid\nGM9901,Waterstad,12,80\n"
    assert next(iter(ready_made.areas(table, "proef.csv"))).figures == {}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (TABLE.replace(",", ";"), "wrong-separator", None),
        (TABLE.replace(",", "\t"), "wrong-separator", None),
        (TABLE.replace("naam", "name"), "missing-column", None),
        (TABLE.replace("inwoners", "naam"), "missing-column", None),
        (TABLE + "BU99010101,Het Zand,1\n", "row-length", 4),
        (TABLE + "BU99010101,=HYPERLINK(1),1,1\n", "bad-name", 4),
        (TABLE + "BU99010101,@SUM(A1),1,1\n", "bad-name", 4),
        (TABLE + "BU99010101,,1,1\n", "bad-name", 4),
        (TABLE + "BU99010101,Het\u202eZand,1,1\n", "bad-name", 4),
        (TABLE + "BU99010101,Het Zand,=1+1,1\n", "not-a-number", 4),
        (TABLE + "BU99010101,Het Zand,veel,1\n", "not-a-number", 4),
        (TABLE + "BU99010101,Het Zand," + "9" * 400 + ",1\n", "huge-number", 4),
        (TABLE + "XX99010101,Het Zand,1,1\n", "unknown-code", 4),
        (TABLE + 'BU99010101,"Het "Zand,1,1\n', "broken-csv", 4),
        (TABLE + "BU99010101," + "x" * 200_000 + ",1,1\n", "broken-csv", 4),
        ("", "missing-column", None),
    ],
)
def test_a_broken_table_is_refused_with_file_line_and_mend(text: str, code: str, line: int | None) -> None:
    refused = refusal(ready_made.areas, text)
    assert refused.code == code
    assert refused.params["file"] == "proef.csv"
    if line is not None:
        assert refused.params["line"] == line


@pytest.mark.parametrize("row", ["0123,BU99010100,0.5", "1234,BU99010100,2", "1234,BU99010100,", "1234,BU1,0.5"])
def test_a_postcode_that_cannot_be_is_refused(row: str) -> None:
    assert refusal(postcodes.postcodes, f"pc4,buurt,aandeel_pc4\n{row}\n").params["line"] == 2


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "proef.csv"
    path.write_bytes("code,naam\nGM9901,Súdermar\n".encode("latin-1"))
    with pytest.raises(Refused) as caught:
        records.read_text(path)
    assert (caught.value.code, caught.value.params["line"]) == ("wrong-encoding", 2)


def test_an_empty_a_missing_and_a_huge_file_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "proef.csv"
    path.write_text(" \n")
    codes = []
    for name, largest in (("proef.csv", 10), ("weg.csv", 10), ("proef.csv", 1)):
        monkeypatch.setattr(records, "LARGEST_FILE", largest)
        with pytest.raises(Refused) as caught:
            records.read_text(tmp_path / name)
        codes.append(caught.value.code)
    assert codes == ["empty-file", "no-file", "file-too-large"]


def test_odata_3_is_read_by_name_without_padding_or_sentinels() -> None:
    row = {
        "ID": 1, "WijkenEnBuurten": "BU99010100", "Gemeentenaam_1": "Waterstad      ", "AantalInwoners_5": 1200,
        "HuishoudensTotaal_31": -99997, "Koopwoningen_47": None, "k_65JaarOfOuder_12": 0, "Onbekend_99": 7,
    }  # fmt: skip
    page = odata3.Page(json.dumps({"value": [row], "odata.nextLink": "https://x/2"}), "blad")
    assert list(page) == [
        AreaRecord(
            "BU99010100",
            None,
            {"inhabitants": 1200.0, "households": None, "owner-occupied": None, "inhabitants-65": 0.0},
            short_name=True,
        )
    ]
    assert page.next == "https://x/2"


def test_odata_3_names_come_from_the_list_of_names_and_other_regions_are_passed_over() -> None:
    rows = [{"Key": "LD01", "Title": "Noord"}, {"Key": "WK990101  ", "Title": "Wijk 1 Zuid "}]
    page = odata3.Page(json.dumps({"value": rows}), "blad")
    assert [(area.code, area.name) for area in page] == [("WK990101", "Wijk 1 Zuid")]
    assert page.next is None


def test_odata_4_is_read_in_its_long_form() -> None:
    codes = odata4.measure_codes(
        json.dumps(
            {"value": [{"Identifier": "T001", "Title": "Aantal inwoners"}, {"Identifier": "X", "Title": "Iets"}]}
        ),
        "codes",
    )
    rows = [
        {"Id": 0, "Measure": "T001", "ValueAttribute": "None", "Value": 1200.0, "WijkenEnBuurten": "BU99010100"},
        {"Id": 1, "Measure": "X", "ValueAttribute": "None", "Value": 5.0, "WijkenEnBuurten": "BU99010100"},
        {"Id": 2, "Measure": "T001", "ValueAttribute": "Confidential", "Value": 0, "WijkenEnBuurten": "BU99010101"},
    ]
    page = odata4.Page(json.dumps({"value": rows, "@odata.nextLink": "https://x/2"}), "blad", codes)
    assert [(area.code, area.figures) for area in page] == [
        ("BU99010100", {"inhabitants": 1200.0}),
        ("BU99010101", {"inhabitants": None}),
    ]
    assert page.next == "https://x/2"


def test_features_skip_water_and_foreign_areas_and_know_the_next_page() -> None:
    shown = [
        feature(buurtcode="BU99010100", buurtnaam="De Kade", wijkcode="WK990101", water="NEE", aantal_inwoners=-99997),
        feature(buurtcode="BU99019997", buurtnaam="Het Meer", water="JA"),
        feature(gemeentecode="XX0001", gemeentenaam="Buitenland"),
    ]
    page = features.Page(collection(*shown, links=[{"rel": "self", "href": "a"}, {"rel": "next", "href": "b"}]), "blad")
    (quay,) = list(page)
    assert (quay.code, quay.name, quay.figures) == ("BU99010100", "De Kade", {"inhabitants": None})
    assert (page.skipped, page.next) == (2, "b")


CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
LINK = {"type": "link", "properties": {"href": "http://127.0.0.1/crs"}}
BAD_POINTS = {"type": "Polygon", "coordinates": [[[155000, 463000]] * 4]}
DEEP = '{"type":"FeatureCollection","features":[' + "[" * 100_000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html>", "not-json"),
        ("{}", "not-json"),
        ('{"features": 5}', "not-json"),
        ('{"features": [1,]}', "not-a-feature"),
        ('{"features": [NaN]}', "not-json"),
        ('{"features": [' + "9" * 5_000 + "]}", "not-json"),
        (DEEP, "nested-too-deep"),
        (collection("x"), "not-a-feature"),
        (collection(feature(code="BU99010100", naam="=1+1")), "bad-name"),
        (collection(feature(code="BU99010100", naam="x", aantal_inwoners=1e300)), "huge-number"),
        (collection({**feature(code="BU99010100", naam="x"), "geometry": BAD_POINTS}), "outside"),
        (collection({**feature(code="BU99010100", naam="x"), "geometry": {"type": "Point"}}), "not-a-polygon"),
        (collection(feature(code="BU99010100", naam="x"), crs=CRS), "crs"),
        (collection(feature(code="BU99010100", naam="x"), crs=LINK), "crs"),
        (collection({**feature(code="BU99010100", naam="x"), "crs": LINK}), "crs"),
        (collection(feature(code="BU99010100", naam="x"))[:-2], "not-json"),
    ],
)
def test_broken_geojson_is_refused_with_its_file(text: str, code: str) -> None:
    refused = refusal(features.Page, text)
    assert refused.code == code
    assert refused.params["file"] == "proef.csv"


def test_a_broken_file_names_the_line() -> None:
    text = '{"features": [\n' + json.dumps(feature(code="BU99010100", naam="x")) + ",\n  oeps]}"
    assert refusal(features.Page, text).params["line"] == 3


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["value", "features", "properties", "geometry", "type", "coordinates", "code", "naam", "WijkenEnBuurten",
             "Key", "Title", "Identifier", "Measure", "Value", "crs", "links", "AantalInwoners_5"]
        ),
        inner | st.sampled_from(["BU99010100", "Polygon", "MultiPolygon"]),
        max_size=5,
    ),
    max_leaves=30,
)  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(sorted(PARSERS)), st.text(max_size=200) | JUNK.map(json.dumps))
def test_no_text_does_worse_to_a_parser_than_be_refused(name: str, text: str) -> None:
    try:
        page = PARSERS[name](text, "proef")
        found = list(page)
    except Refused as refused:
        assert str(refused)
        return
    assert None not in found
    assert isinstance(getattr(page, "next", None), str | None)


@settings(deadline=None)
@given(st.sampled_from(sorted(PARSERS)), st.lists(JUNK, max_size=4))
def test_no_list_does_worse_to_a_parser_than_be_refused(name: str, items: list[Any]) -> None:
    for member in ("value", "features"):
        try:
            found = list(PARSERS[name](json.dumps({member: items}), "proef"))
        except Refused as refused:
            assert str(refused)
        else:
            assert None not in found


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_do_worse_than_be_refused(raw: bytes) -> None:
    try:
        text = records.decoded(raw, "proef")
    except Refused:
        return
    assert text.strip()


CELL = st.text(max_size=12) | st.sampled_from(["GM9901", "BU99010100", "=1", "-99997", "9" * 400, '"'])


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=5), max_size=5))
def test_no_cells_do_worse_to_the_table_than_be_refused(rows: list[list[str]]) -> None:
    text = "code,naam,inwoners,huishoudens\n" + "\n".join(",".join(row) for row in rows)
    try:
        found = list(ready_made.areas(text, "proef"))
    except Refused:
        return
    for area in found:
        assert all(value is None or -99990 < value <= 1e12 for value in area.figures.values())
