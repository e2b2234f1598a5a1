"""Lines on the map: read them safely, and ask which point lies within. Degrees WGS84 (lon, lat), as in RFC 7946.

No geometry library and no GeoDjango: what a neighbourhood needs fits on this page.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.shared.refusal import Refused

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]

# The European Netherlands with its sea, and some air around it: west, south, east, north.
NETHERLANDS = (3.0, 50.6, 7.4, 53.9)
MOST_POINTS_DRAWN = 2_000
MOST_POINTS_OFFICIAL = 200_000
LONGEST_DRAWN = 200_000
# In square degrees; about 75 square metres.
SMALLEST = 1e-8


@dataclass(frozen=True, slots=True)
class Shape:
    """One or more polygons; the first ring of each is its outer line, the others are holes."""

    polygons: list[Polygon]

    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        lons = [lon for polygon in self.polygons for lon, _lat in polygon[0]]
        lats = [lat for polygon in self.polygons for _lon, lat in polygon[0]]
        return min(lons), min(lats), max(lons), max(lats)

    def contains(self, lon: float, lat: float) -> bool:
        """Whether the point lies inside, and not in a hole."""
        return any(_in_polygon(polygon, lon, lat) for polygon in self.polygons)

    def text(self) -> str:
        """As GeoJSON: a Polygon, or a MultiPolygon when there are more; five decimals, which is about a metre."""
        parts = [
            [[[round(lon, 5), round(lat, 5)] for lon, lat in ring] for ring in polygon] for polygon in self.polygons
        ]
        kind, coordinates = ("Polygon", parts[0]) if len(parts) == 1 else ("MultiPolygon", parts)
        return json.dumps({"type": kind, "coordinates": coordinates}, separators=(",", ":"))


def _in_ring(ring: Ring, lon: float, lat: float) -> bool:
    """Ray casting: a ray to the east crosses the line of a ring an odd number of times when it starts inside."""
    inside = False
    lon_before, lat_before = ring[-1]
    for lon_here, lat_here in ring:
        crosses = (lat_here > lat) != (lat_before > lat)
        if crosses and lon < (lon_before - lon_here) * (lat - lat_here) / (lat_before - lat_here) + lon_here:
            inside = not inside
        lon_before, lat_before = lon_here, lat_here
    return inside


def _in_polygon(polygon: Polygon, lon: float, lat: float) -> bool:
    return _in_ring(polygon[0], lon, lat) and not any(_in_ring(hole, lon, lat) for hole in polygon[1:])


def ring_area(ring: Ring) -> float:
    """The area of a ring in square degrees, by the shoelace formula; never negative."""
    lon0, lat0 = ring[0]
    doubled = 0.0
    for (lon_a, lat_a), (lon_b, lat_b) in zip(ring, ring[1:] + ring[:1], strict=True):
        doubled += (lon_a - lon0) * (lat_b - lat0) - (lon_b - lon0) * (lat_a - lat0)
    return abs(doubled) / 2


def point_within(shape: Shape) -> Point:
    """A point that surely lies within: the middle of the widest stretch across the largest part, near its middle."""
    polygon = max(shape.polygons, key=lambda part: ring_area(part[0]))
    lats = [lat for _lon, lat in polygon[0]]
    low, high = min(lats), max(lats)
    best: tuple[float, Point] = (-1.0, polygon[0][0])
    for part in (0.5, 0.37, 0.63, 0.21, 0.79):
        lat = low + (high - low) * part
        crossings = sorted(crossing for ring in polygon for crossing in _crossings(ring, lat))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            best = max(best, (right - left, ((left + right) / 2, lat)))
        if best[0] > 0:
            break
    return best[1]


def _crossings(ring: Ring, lat: float) -> list[float]:
    found = []
    lon_before, lat_before = ring[-1]
    for lon_here, lat_here in ring:
        if (lat_here > lat) != (lat_before > lat):
            found.append((lon_before - lon_here) * (lat - lat_here) / (lat_before - lat_here) + lon_here)
        lon_before, lat_before = lon_here, lat_here
    return found


def simplify(ring: Ring, tolerance: float) -> Ring:
    """The ring with fewer points, none moved more than `tolerance` degrees (Douglas and Peucker, 1973).

    A closed ring stays closed; when fewer than four points would be left, it is returned as it was.
    """
    keep = {0, len(ring) - 1}
    waiting = [(0, len(ring) // 2), (len(ring) // 2, len(ring) - 1)]
    keep.add(len(ring) // 2)
    while waiting:
        first, last = waiting.pop()
        far, distance = 0, tolerance
        for index in range(first + 1, last):
            here = _distance(ring[index], ring[first], ring[last])
            if here > distance:
                far, distance = index, here
        if far:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [ring[index] for index in sorted(keep)] if len(keep) >= 4 else ring


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the stretch between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def coarse(shape: Shape, tolerance: float = 0.002) -> Shape:
    """The shape for a map of the whole country: fewer points, and without islands too small to see there."""
    parts = [[simplify(polygon[0], tolerance)] for polygon in shape.polygons]
    visible = [part for part in parts if ring_area(part[0]) > tolerance * tolerance]
    return Shape(visible or parts[:1])


def crosses_itself(ring: Ring) -> bool:
    """Whether two stretches of the line touch that are not neighbours. `ring` is closed (first point = last point)."""
    stretches = sorted((min(a[0], b[0]), max(a[0], b[0]), index, a, b) for index, (a, b) in enumerate(pairwise(ring)))
    last = len(ring) - 2
    for at, (_west, east, index, a, b) in enumerate(stretches):
        for west, _east, other, c, d in stretches[at + 1 :]:
            if west > east:
                break
            neighbours = abs(index - other) == 1 or {index, other} == {0, last}
            if _touch(a, b, c, d, neighbours):
                return True
    return False


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _touch(a: Point, b: Point, c: Point, d: Point, neighbours: bool) -> bool:
    """Whether a-b and c-d meet. Neighbours share one point; they touch only when one runs back over the other."""
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    turns = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if neighbours:
        shared = a if a in (c, d) else b
        other, further = (b if shared == a else a), (d if shared == c else c)
        forward = (other[0] - shared[0]) * (further[0] - shared[0]) + (other[1] - shared[1]) * (further[1] - shared[1])
        return _turn(shared, other, further) == 0 and forward > 0
    if turns[0] * turns[1] > 0 or turns[2] * turns[3] > 0:
        return False
    return max(a[0], b[0]) >= min(c[0], d[0]) and max(c[0], d[0]) >= min(a[0], b[0])


def shape_of(geometry: Any, *, most_points: int = MOST_POINTS_OFFICIAL) -> Shape:
    """A GeoJSON geometry (already parsed) as a Shape. Raises Refused: other type, too many points, not in this land."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise Refused("not-a-polygon", _("Dit is geen vlak (Polygon). Teken een lijn die weer bij het begin uitkomt."))
    coordinates = geometry.get("coordinates")
    parts = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not isinstance(parts, list) or not parts or len(parts) > most_points:
        raise _bad_points()
    room = most_points
    polygons: list[Polygon] = []
    for part in parts:
        if not isinstance(part, list) or not part:
            raise _bad_points()
        polygon = []
        for raw in part:
            ring = _ring(raw, room)
            room -= len(ring)
            polygon.append(ring)
        polygons.append(polygon)
    return Shape(polygons)


def _bad_points() -> Refused:
    return Refused(
        "bad-points",
        _("De punten van deze lijn kloppen niet. Elk punt heeft twee getallen: lengtegraad en breedtegraad."),
    )


def _ring(raw: Any, room: int) -> Ring:
    if not isinstance(raw, list) or len(raw) < 3:
        raise _bad_points()
    if len(raw) > room:
        raise Refused("too-many-points", _("Deze lijn heeft te veel punten. Teken hem met minder punten."))
    ring = [_point(pair) for pair in raw]
    if ring[0] != ring[-1]:
        ring.append(ring[0])
    if len(ring) < 4:
        raise _bad_points()
    return ring


def _point(pair: Any) -> Point:
    if not isinstance(pair, list) or not 2 <= len(pair) <= 3:
        raise _bad_points()
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in pair):
        raise _bad_points()
    west, south, east, north = NETHERLANDS
    lon, lat = pair[0], pair[1]
    if not (west <= lon <= east and south <= lat <= north):
        raise Refused(
            "outside",
            _("Een punt ligt buiten Nederland. Gebruik lengte- en breedtegraden (WGS84), dus niet het stelsel RD."),
        )
    return float(lon), float(lat)


def drawn(text: str) -> Shape:
    """The line that residents drew, from GeoJSON text: one simple polygon of at most 2,000 points in the Netherlands.

    A Feature around it is allowed. Raises Refused with a sentence for whoever drew.
    """
    shape = shape_of(_geometry(text), most_points=MOST_POINTS_DRAWN + 1)
    if len(shape.polygons) != 1 or len(shape.polygons[0]) != 1:
        raise Refused("one-line", _("Teken één lijn, zonder gaten en zonder losse delen."))
    ring = [(round(lon, 5), round(lat, 5)) for lon, lat in shape.polygons[0][0]]
    ring = [point for at, point in enumerate(ring) if at == 0 or point != ring[at - 1]]
    if crosses_itself(ring):
        raise Refused(
            "crosses-itself", _("Uw lijn kruist zichzelf. Haal het laatste punt weg en teken om de buurt heen.")
        )
    if len(ring) < 4 or ring_area(ring) < SMALLEST:
        raise Refused("too-small", _("Uw lijn omsluit niets. Zet minstens drie punten om uw buurt heen."))
    return Shape([[ring]])


def _geometry(text: str) -> Any:
    """What stands in the text, out of the Feature around it."""
    if len(text) > LONGEST_DRAWN:
        raise Refused("too-many-points", _("Deze lijn heeft te veel punten. Teken hem met minder punten."))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("not-geojson", _("Deze tekst is geen GeoJSON. Teken de lijn opnieuw op de kaart.")) from None
    parts = [value]
    if isinstance(value, dict) and value.get("type") == "Feature":
        parts.append(value.get("geometry"))
    if any(isinstance(part, dict) and "crs" in part for part in parts):
        raise Refused("crs", _("Haal het deel “crs” weg. Stoep leest alleen lengte- en breedtegraden (WGS84)."))
    return parts[-1]


def shape_of_text(text: str) -> Shape:
    """A geometry that Stoep itself stored as text. Raises Refused when it is no polygon."""
    return shape_of(json.loads(text))
