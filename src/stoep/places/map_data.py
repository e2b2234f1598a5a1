"""Outlines for the map as one GeoJSON text, from what is stored, without reading the lines themselves."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from stoep.places import queries, rules
from stoep.places.models import Area, Neighbourhood
from stoep.shared.refusal import Refused

KINDS = ("municipality", "wijk", "buurt", "neighbourhood")
# The widest stretch of map, in degrees, for which single wijken or buurten are sent.
WIDEST = 1.5
MOST = 1_500


def box_of(typed: str) -> tuple[float, float, float, float] | None:
    """The box "west,south,east,north" in degrees, None when nothing was asked. Raises Refused when it is no box."""
    if not typed:
        return None
    try:
        west, south, east, north = (float(part) for part in typed[:200].split(","))
    except ValueError:
        raise _no_box() from None
    finite = all(math.isfinite(value) for value in (west, south, east, north))
    if not (finite and -180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise _no_box()
    return west, south, east, north


def _no_box() -> Refused:
    return Refused(
        "no-box", _("Geef een stuk kaart als “west,zuid,oost,noord” in graden, bijvoorbeeld 5.0,52.0,5.2,52.1.")
    )


def outlines(*, kind: str, municipality: str = "", box: tuple[float, float, float, float] | None = None) -> str:
    """A GeoJSON FeatureCollection of areas of a kind in a municipality or a box, or of residents' own lines.

    Each has `code`, `name`, `kind` (in words), `municipality` and `url`. Raises Refused: unknown kind or code,
    or too much map at once.
    """
    if kind not in KINDS:
        raise Refused("no-kind", _("Kies gemeente, wijk, buurt of eigen lijn."))
    if kind == "neighbourhood":
        return _collection(_feature(place.outline, _of_neighbourhood(place)) for place in _own_lines())
    if municipality and rules.kind_of(municipality) != "municipality":
        raise Refused("no-municipality", _("Dit is geen code van een gemeente. Een voorbeeld is GM0344."))
    if kind != "municipality" and not municipality and (box is None or max(box[2] - box[0], box[3] - box[1]) > WIDEST):
        raise Refused("too-much-map", _("Dit stuk kaart is te groot. Zoom in, of kies een gemeente."))
    rows = queries.outlined(kind=kind, municipality=municipality, box=box, most=MOST)
    return _collection(_feature(outline, _of_area(area)) for area, outline in rows)


def _own_lines() -> Iterable[Neighbourhood]:
    return Neighbourhood.objects.exclude(outline="").order_by("pk")[:MOST]


def _of_area(area: Area) -> dict[str, str]:
    municipality = area.municipality.name if area.municipality else ""
    return {
        "code": area.code,
        "name": area.name,
        "kind": str(area.get_kind_display()),
        "municipality": municipality,
        "url": area.get_absolute_url(),
    }


def _of_neighbourhood(place: Neighbourhood) -> dict[str, str]:
    return {
        "code": place.slug,
        "name": place.name,
        "kind": str(place.get_kind_display()),
        "municipality": place.municipality_name,
        "url": place.get_absolute_url(),
    }


def _feature(outline: str, properties: dict[str, str]) -> str:
    return f'{{"type":"Feature","properties":{json.dumps(properties)},"geometry":{outline}}}'


def _collection(features: Iterable[str]) -> str:
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
