"""An invented municipality on a grid: Waterstad, with two wijken of two buurten each, one minute of arc a side."""

from __future__ import annotations

from collections.abc import Mapping

from stoep.places import actions as places
from stoep.places.geometry import Shape
from stoep.places.models import Area
from stoep.places.sources.records import AreaRecord, PostcodeRecord

YEAR = 2024
WEST, SOUTH, SIDE = 5.0, 52.0, 0.02
# code: name, column, row, inhabitants (None: too few to tell), share of owner-occupied homes
BUURTEN: Mapping[str, tuple[str, int, int, float | None, float | None]] = {
    "BU99010100": ("De Kade", 0, 0, 1200, 30),
    "BU99010101": ("Het Zand", 1, 0, None, None),
    "BU99010200": ("Centrum", 0, 1, 800, 55),
    "BU99010201": ("De Meerpaal", 1, 1, 2000, 41),
}


def square(column: float, row: float, width: float = 1, height: float = 1) -> Shape:
    """A rectangle on the grid."""
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    east, north = west + width * SIDE, south + height * SIDE
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return Shape([[[(round(lon, 5), round(lat, 5)) for lon, lat in ring]]])


def records() -> list[AreaRecord]:
    """The country, Waterstad, a second municipality with a buurt of the same name, their wijken and buurten."""
    told = [
        AreaRecord("NL00", "Nederland"),
        AreaRecord("GM9901", "Waterstad", {"inhabitants": 4000}, square(0, 0, 2, 2)),
        AreaRecord("GM9902", "Súdermar", {}, square(4, 0, 1, 1)),
        AreaRecord("WK990101", "Wijk 1 Zuid", {"inhabitants": 1200}, square(0, 0, 2, 1)),
        AreaRecord("WK990102", "Wijk 2 Noord", {"inhabitants": 2800}, square(0, 1, 2, 1)),
        AreaRecord("WK990201", "Wijk 1", {}, square(4, 0, 1, 1)),
        AreaRecord("BU99020100", "Centrum", {"inhabitants": 300}, square(4, 0, 1, 1)),
    ]
    for code, (name, column, row, inhabitants, owned) in BUURTEN.items():
        figures = {"inhabitants": inhabitants, "owner-occupied": owned, "home-value": 250.0}
        told.append(AreaRecord(code, name, figures, square(column, row)))
    return told


def build(year: int = YEAR) -> dict[str, Area]:
    """Store it all for one year, as the loaders do; the areas of that year by code."""
    source = places.source(key="test", title="Verzonnen cijfers")
    places.store(records=records(), year=year, source=source)
    pairs = [PostcodeRecord("9901", "BU99010100", 0.7), PostcodeRecord("9901", "BU99010101", 0.3)]
    places.store_postcodes(records=pairs, year=year)
    return {area.code: area for area in Area.objects.filter(year=year)}
