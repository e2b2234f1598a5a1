"""The ground of the demonstration: an invented municipality of twelve wijken, laid on water where nobody lives."""

from __future__ import annotations

import random
from collections.abc import Iterator

from stoep.places import actions as places
from stoep.places.geometry import Shape, shape_of
from stoep.places.models import Area
from stoep.places.sources.records import AreaRecord, PostcodeRecord

YEAR = 2024
MUNICIPALITY = "Waterstad"
WEST, SOUTH, WIDE, TALL = 5.30, 52.60, 0.024, 0.016
ACROSS = 4
# Name of the wijk, and of its buurten with their number of inhabitants.
WIJKEN: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    (
        "De Meerpaal",
        (("Eikstraat en omgeving", 2600), ("Beukenbuurt", 2900), ("Het Meerplein", 2100), ("Aan de Sloot", 1800)),
    ),
    ("Lutkeveen", (("Lutkeveen", 520), ("Buitenweg", 120))),
    ("Havenkwartier", (("Oude Haven", 1900), ("Nieuwe Haven", 3100))),
    ("Centrum", (("Markt", 2400), ("Vestingbuurt", 1700))),
    ("Zonneweide", (("Zonneweide Noord", 3600), ("Zonneweide Zuid", 3300))),
    ("Molenveld", (("Molenveld", 2800), ("De Wieken", 1500))),
    ("Vissersbuurt", (("Visserspad", 1300), ("Nettenbreiders", 900))),
    ("Parkwijk", (("Parkzicht", 4100), ("Vijverhof", 2200))),
    ("Oosterdijk", (("Oosterdijk", 700), ("Dijkhuizen", 250))),
    ("Nieuwland", (("Nieuwland West", 3900), ("Nieuwland Oost", 4200))),
    ("Spoorzone", (("Stationsplein", 1600), ("De Rails", 2000))),
    ("Rietveen", (("Rietveen", 430), ("Achterweg", 90))),
)
Point = tuple[float, float]
POSTCODES = {"De Meerpaal": "1234", "Lutkeveen": "1243"}
# Fewer people than this, and nothing but their number is told: "geen cijfer", as in the real tables.
TOO_FEW = 150


def lay() -> dict[str, list[Area]]:
    """Store the areas with their outlines and figures, and give the buurten of each wijk by its name."""
    source = places.source(key="demonstratie", title="Verzonnen voor de demonstratie", licence="vrij")
    places.store(records=_records(), year=YEAR, source=source)
    pairs = [
        PostcodeRecord(POSTCODES[name], code, 1 / len(buurten))
        for name, buurten in ((name, _codes(row, len(parts))) for row, (name, parts) in enumerate(WIJKEN, start=1))
        if name in POSTCODES
        for code in buurten
    ]
    places.store_postcodes(records=pairs, year=YEAR)
    found = {}
    for row, (name, parts) in enumerate(WIJKEN, start=1):
        found[name] = list(Area.objects.filter(code__in=_codes(row, len(parts)), year=YEAR).order_by("code"))
    return found


def _codes(row: int, count: int) -> list[str]:
    return [f"BU9999{row:02d}{number:02d}" for number in range(1, count + 1)]


def _records() -> Iterator[AreaRecord]:
    corners = _corners()
    down = len(WIJKEN) // ACROSS
    edge = [(0, 0), (ACROSS, 0), (ACROSS, down), (0, down)]
    everyone = float(sum(people for _name, parts in WIJKEN for _buurt, people in parts))
    outline = _shape([corners[place] for place in _along(edge)])
    yield AreaRecord("GM9999", MUNICIPALITY, _figures(everyone, MUNICIPALITY), outline)
    for row, (name, parts) in enumerate(WIJKEN, start=1):
        column, line = (row - 1) % ACROSS, (row - 1) // ACROSS
        here = [
            corners[column, line],
            corners[column + 1, line],
            corners[column + 1, line + 1],
            corners[column, line + 1],
        ]
        inhabitants = float(sum(people for _buurt, people in parts))
        yield AreaRecord(f"WK9999{row:02d}", name, _figures(inhabitants, name), _shape(here))
        for number, (buurt, people) in enumerate(parts):
            slice_of = _slice(here, number / len(parts), (number + 1) / len(parts))
            code = _codes(row, len(parts))[number]
            yield AreaRecord(code, buurt, _figures(float(people), code), _shape(slice_of))


def _figures(inhabitants: float, place: str) -> dict[str, float | None]:
    """Invented figures that go together, always the same for a place; a place with few people has hardly any."""
    rng = random.Random(f"figures of {place}")
    young, old, at_home = rng.uniform(0.13, 0.2), rng.uniform(0.15, 0.26), rng.uniform(1.9, 2.4)
    land = max(20.0, inhabitants / rng.uniform(35, 60))
    shown: dict[str, float | None] = {
        "inhabitants-0-15": round(inhabitants * young / 5) * 5.0,
        "inhabitants-65": round(inhabitants * old / 5) * 5.0,
        "households": round(inhabitants / at_home / 5) * 5.0,
        "household-size": round(at_home, 1),
        "density": round(inhabitants / land * 100) * 1.0,
        "owner-occupied": rng.randrange(25, 65) * 1.0,
        "single-family": rng.randrange(30, 85) * 1.0,
        "address-density": round(inhabitants / at_home / land * 100) * 1.0,
        "doctor": round(rng.uniform(0.4, 2.5), 1),
        "supermarket": round(rng.uniform(0.3, 2.0), 1),
        "school": round(rng.uniform(0.3, 1.2), 1),
        "schools-nearby": round(rng.uniform(1, 9), 1),
    }
    shown |= _by_age(inhabitants - (shown["inhabitants-0-15"] or 0) - (shown["inhabitants-65"] or 0), rng)
    shown |= _by_schooling(inhabitants, rng)
    told = {measure: None if inhabitants < TOO_FEW else value for measure, value in shown.items()}
    return {"inhabitants": inhabitants, "land": round(land) * 1.0, **told}


def _by_age(people: float, rng: random.Random) -> dict[str, float | None]:
    """Who is between 15 and 65, in three parts that add up."""
    first, second = rng.uniform(0.17, 0.22), rng.uniform(0.38, 0.44)
    young, middle = round(people * first / 5) * 5.0, round(people * second / 5) * 5.0
    return {"inhabitants-15-25": young, "inhabitants-25-45": middle, "inhabitants-45-65": people - young - middle}


def _by_schooling(inhabitants: float, rng: random.Random) -> dict[str, float | None]:
    """What people of 15 to 75 finished."""
    parts = {"basic": rng.uniform(0.2, 0.3), "middle": rng.uniform(0.28, 0.34), "higher": rng.uniform(0.15, 0.25)}
    return {f"schooling-{level}": round(inhabitants * part / 10) * 10.0 for level, part in parts.items()}


def _corners() -> dict[tuple[int, int], Point]:
    """The corners of all wijken, each moved a little, so that the map looks like one that grew."""
    rng = random.Random("Waterstad")
    down = len(WIJKEN) // ACROSS
    return {
        (column, line): (
            round(WEST + WIDE * column + rng.uniform(-0.005, 0.005), 5),
            round(SOUTH + TALL * line + rng.uniform(-0.003, 0.003), 5),
        )
        for line in range(down + 1)
        for column in range(ACROSS + 1)
    }


def _along(edge: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Every corner on the outer edge, in order."""
    for (x, y), (to_x, to_y) in zip(edge, [*edge[1:], edge[0]], strict=True):
        steps = max(abs(to_x - x), abs(to_y - y))
        for step in range(steps):
            yield x + (to_x - x) * step // steps, y + (to_y - y) * step // steps


def _slice(here: list[Point], start: float, end: float) -> list[Point]:
    """A part of a wijk, from left to right."""
    left_below, right_below, right_above, left_above = here

    def between(one: Point, other: Point, part: float) -> Point:
        return round(one[0] + (other[0] - one[0]) * part, 5), round(one[1] + (other[1] - one[1]) * part, 5)

    return [
        between(left_below, right_below, start),
        between(left_below, right_below, end),
        between(left_above, right_above, end),
        between(left_above, right_above, start),
    ]


def _shape(ring: list[Point]) -> Shape:
    return shape_of({"type": "Polygon", "coordinates": [[list(point) for point in [*ring, ring[0]]]]})
