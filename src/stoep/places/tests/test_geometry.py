"""Lines on the map: what lies within, and which lines are refused."""

from __future__ import annotations

import json
import math
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.places import geometry
from stoep.places.geometry import Shape
from stoep.places.tests.waterstad import square
from stoep.shared.refusal import Refused

PART = st.floats(0.01, 0.99)


def star(points: int, wobble: float = 0.5) -> list[tuple[float, float]]:
    """A closed line around a middle: near and far in turn, never crossing itself."""
    corners = []
    for at in range(points):
        reach, angle = 0.1 * (1 if at % 2 else wobble), 2 * math.pi * at / points
        corners.append((5.2 + reach * math.cos(angle), 52.2 + reach * math.sin(angle)))
    return [*corners, corners[0]]


def text(*rings: Any, **more: Any) -> str:
    return json.dumps({"type": "Polygon", "coordinates": [list(ring) for ring in rings], **more})


@given(PART, PART)
def test_a_point_within_a_square_lies_within(across: float, up: float) -> None:
    shape = square(0, 0)
    west, south, east, north = shape.box()
    assert shape.contains(west + (east - west) * across, south + (north - south) * up)


@given(st.floats(0.001, 3), st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1)]))
def test_a_point_beside_a_square_does_not(far: float, way: tuple[int, int]) -> None:
    shape = square(0, 0)
    west, south, east, north = shape.box()
    lon, lat = (west + east) / 2, (south + north) / 2
    assert not shape.contains(lon + way[0] * (0.01 + far), lat + way[1] * (0.01 + far))


@given(PART, PART, st.integers(3, 60))
def test_turning_or_starting_elsewhere_on_the_line_changes_nothing(across: float, up: float, points: int) -> None:
    ring = star(points)
    lon, lat = 5.1 + 0.2 * across, 52.1 + 0.2 * up
    moved = [*ring[3:-1], *ring[:4]]
    within = Shape([[ring]]).contains(lon, lat)
    assert Shape([[ring[::-1]]]).contains(lon, lat) == within
    if min(abs(lat - corner[1]) for corner in ring) > 1e-9:
        assert Shape([[moved]]).contains(lon, lat) == within


def test_a_hole_is_not_within() -> None:
    outer, hole = square(0, 0, 3, 3).polygons[0][0], square(1, 1).polygons[0][0]
    shape = Shape([[outer, hole]])
    assert shape.contains(5.01, 52.01)
    assert not shape.contains(5.03, 52.03)


@given(st.integers(3, 80), st.floats(0.1, 1.0))
def test_the_point_within_always_lies_within(points: int, wobble: float) -> None:
    shape = Shape([[star(points, wobble)]])
    assert shape.contains(*geometry.point_within(shape))


@settings(deadline=None)
@given(st.integers(8, 200), st.floats(0.0001, 0.01))
def test_a_simplified_line_stays_near_and_closed(points: int, tolerance: float) -> None:
    ring = star(points, 0.9)
    simple = geometry.simplify(ring, tolerance)
    assert set(simple) <= set(ring)
    assert simple[0] == simple[-1]
    for point in ring:
        assert min(geometry._distance(point, a, b) for a, b in pairwise(simple)) <= tolerance + 1e-12


@settings(deadline=None)
@given(st.integers(4, 300), st.floats(0.1, 1.0))
def test_a_line_that_goes_round_is_accepted(points: int, wobble: float) -> None:
    shape = geometry.drawn(text(star(points, wobble)))
    assert len(shape.polygons) == 1
    assert geometry.drawn(shape.text()).text() == shape.text()


def test_an_open_line_is_closed_and_a_feature_is_opened() -> None:
    ring = square(0, 0).polygons[0][0]
    wrapped = json.dumps({"type": "Feature", "geometry": json.loads(text(ring[:-1])), "properties": {}})
    assert geometry.drawn(wrapped).text() == square(0, 0).text()


BOW = [[5.0, 52.0], [5.1, 52.1], [5.1, 52.0], [5.0, 52.1], [5.0, 52.0]]
SQUARE = square(0, 0).polygons[0][0]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "not-geojson"),
        ("kaart", "not-geojson"),
        ("[" * 5_000, "not-geojson"),
        ('{"type":' * 5_000, "not-geojson"),
        ("9" * 5_000, "not-geojson"),
        ("x" * 200_001, "too-many-points"),
        ('{"type": "Point", "coordinates": [5, 52]}', "not-a-polygon"),
        ("null", "not-a-polygon"),
        ("[]", "not-a-polygon"),
        ('{"type": "Polygon"}', "bad-points"),
        ('{"type": "Polygon", "coordinates": []}', "bad-points"),
        ('{"type": "Polygon", "coordinates": [[]]}', "bad-points"),
        ('{"type": "Polygon", "coordinates": {"a": 1}}', "bad-points"),
        (text([[5, 52], [5.1, 52], "x"]), "bad-points"),
        (text([[5, 52], [5.1, True], [5.1, 52.1]]), "bad-points"),
        (text([[5, 52], [5.1], [5.1, 52.1]]), "bad-points"),
        (text([[155000, 463000], [155100, 463000], [155100, 463100]]), "outside"),
        (text([[5, 52], [5.1, 52], [float("nan"), 52.1]]), "outside"),
        (text([[5, 52], [5.1, 52], [10**400, 52.1]]), "outside"),
        (text([[5, 52], [5.1, 52], [5, 52]]), "bad-points"),
        (text([[5, 52], [5.1, 52.1], [5.05, 52.05], [5, 52]]), "too-small"),
        (text([[5, 52], [5.00001, 52], [5.00001, 52.00001]]), "too-small"),
        (text([[5, 52], [5.000001, 52], [5, 52.000001]]), "too-small"),
        (text(BOW), "crosses-itself"),
        (text(SQUARE, square(0.2, 0.2, 0.1, 0.1).polygons[0][0]), "one-line"),
        (text([(5 + at / 1e4, 52 + (at % 2) / 10) for at in range(2_100)]), "too-many-points"),
        (text(SQUARE, crs={"type": "link", "properties": {"href": "http://127.0.0.1/"}}), "crs"),
    ],
)
def test_what_is_no_line_around_a_neighbourhood_is_refused_with_a_sentence(typed: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        geometry.drawn(typed)
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "geometry", "crs", "x"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.text(max_size=200) | JUNK.map(json.dumps))
def test_no_text_does_worse_than_be_refused(typed: str) -> None:
    try:
        shape = geometry.drawn(typed)
    except Refused as refused:
        assert str(refused)
        return
    assert len(shape.polygons) == 1


@given(st.lists(st.tuples(st.floats(4, 6), st.floats(51, 53)), min_size=3, max_size=12))
def test_an_accepted_line_never_crosses_itself(corners: list[tuple[float, float]]) -> None:
    try:
        shape = geometry.drawn(text(corners))
    except Refused:
        return
    assert not geometry.crosses_itself(shape.polygons[0][0])
    assert shape.contains(*geometry.point_within(shape))


def test_the_longest_line_is_judged_in_time() -> None:
    comb = [(5 + at / 20_000, 52.0 if at % 2 else 52.2) for at in range(1_997)]
    started = time.perf_counter()
    geometry.drawn(text([*comb, (5.2, 51.9), (4.9, 51.9)]))
    assert time.perf_counter() - started < 3.0
