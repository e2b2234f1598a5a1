"""The official figures of the area that the residents drew: how many people live here in each group of the card.

Ages, schooling, homes and parts of the area have figures; the language of home has none in this country, and where
somebody was born is not asked and not used. A group of which a part of the area has no figure has none here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from stoep.places import queries as places
from stoep.places.figures import Numbers
from stoep.places.models import Neighbourhood
from stoep.reach import rules

_AGES = {"15-24": "inhabitants-15-25", "25-44": "inhabitants-25-45", "45-64": "inhabitants-45-65"}
_SCHOOLING = {level: f"schooling-{level}" for level in rules.ANSWERS["schooling"]}
Margin = dict[str, Any]


def parts(neighbourhood: Neighbourhood) -> list[list[str]]:
    """The parts of the area for the card, as [code, name]: the official areas it was drawn of; [] for one alone.

    An area of one wijk is told by its buurten. At most nine, those with most people; who lives in another one says
    "elsewhere".
    """
    areas = list(places.numbers_of(neighbourhood).areas)
    if len(areas) == 1:
        areas = list(places.parts_of(areas[0]))
    if len(areas) > rules.MOST_PARTS:
        held = places.numbers_of(neighbourhood).values.get("inhabitants", {})
        areas = sorted(areas, key=lambda area: -held.get(area.code, 0))[: rules.MOST_PARTS]
    return [[area.code, area.name] for area in areas] if len(areas) > 1 else []


def margins(neighbourhood: Neighbourhood, of: rules.Parts) -> dict[str, Margin]:
    """Per question {"rows": [{"of": [answers], "people": number or None}], "residents": n, "year": …, "sources": […]}.

    A question without official figures is absent. Plain JSON, so that an edition keeps what it was laid beside.
    """
    numbers = places.numbers_of(neighbourhood)
    lived_in = [area.code for area in numbers.areas if numbers.values.get("inhabitants", {}).get(area.code)]
    found = {
        "age": _ages(numbers, lived_in),
        "schooling": _schooling(numbers, lived_in),
        "home": _homes(numbers, lived_in),
        "part": _parts(numbers, of),
    }
    more = {"year": numbers.year, "sources": list(numbers.sources)}
    return {question: margin | more for question, margin in found.items() if margin and margin["residents"] > 0}


def _sum(numbers: Numbers, measure: str, codes: Iterable[str]) -> int | None:
    """The figures of these areas together; None where one of them has none."""
    held = numbers.values.get(measure, {})
    wanted = list(codes)
    if not wanted or any(code not in held for code in wanted):
        return None
    return round(sum(held[code] for code in wanted))


def _ages(numbers: Numbers, codes: Sequence[str]) -> Margin | None:
    """From 15 years; where the years between 15 and 65 are not told apart, they are one group."""
    everybody, old = _sum(numbers, "inhabitants", codes), _sum(numbers, "inhabitants-65", codes)
    children = _sum(numbers, "inhabitants-0-15", codes)
    between = {band: _sum(numbers, measure, codes) for band, measure in _AGES.items()}
    apart = [people for people in between.values() if people is not None]
    if old is not None and len(apart) == len(between):
        rows = [{"of": [band], "people": people} for band, people in between.items()]
        return {"rows": [*rows, {"of": ["65"], "people": old}], "residents": sum(apart) + old}
    if everybody is None or old is None or children is None:
        return None
    middle = max(0, everybody - children - old)
    rows = [{"of": list(between), "people": middle}, {"of": ["65"], "people": old}]
    return {"rows": rows, "residents": middle + old}


def _schooling(numbers: Numbers, codes: Sequence[str]) -> Margin | None:
    people = {level: _sum(numbers, measure, codes) for level, measure in _SCHOOLING.items()}
    known = [each for each in people.values() if each is not None]
    if len(known) < len(people):
        return None
    return {"rows": [{"of": [level], "people": each} for level, each in people.items()], "residents": sum(known)}


def _homes(numbers: Numbers, codes: Sequence[str]) -> Margin | None:
    """The share of owner-occupied homes, taken as a share of the people: homes are counted, not who lives in them."""
    share, homes = numbers.values.get("owner-occupied", {}), numbers.values.get("households", {})
    people = _sum(numbers, "inhabitants", codes)
    if people is None or any(code not in share or code not in homes for code in codes):
        return None
    households = sum(homes[code] for code in codes)
    if not households:
        return None
    owning = round(people * sum(share[code] * homes[code] for code in codes) / (100 * households))
    rows = [{"of": ["own"], "people": owning}, {"of": ["rent", "other"], "people": people - owning}]
    return {"rows": rows, "residents": people}


def _parts(numbers: Numbers, of: rules.Parts) -> Margin | None:
    if not of:
        return None
    held = dict(numbers.values.get("inhabitants", {}))
    missing = [code for code, _name in of if code not in held]
    if missing:
        held |= places.figure_by_code(missing, "inhabitants")
    rows = [{"of": [code], "people": round(held[code]) if code in held else None} for code, _name in of]
    return {"rows": rows, "residents": sum(row["people"] or 0 for row in rows)}
