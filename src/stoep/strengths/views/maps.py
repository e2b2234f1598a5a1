"""What is here, on a map with its words beside it; only what givers put there themselves."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.record.freshness import unless_unchanged
from stoep.strengths import queries, rules
from stoep.strengths.views.lists import before

MOST = 1000  # of the newest on one map
LONGEST = 160  # signs of a text on the map
SOME = 5  # texts of one part of the neighbourhood; the list has them all


@require_safe
@unless_unchanged
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The map, and beside it the same words as a list, twenty a page."""
    here = neighbourhood_or_404(slug)
    found = queries.on_map(here, before=before(request.GET.get("voor", "")))
    older = f"?voor={found[-1].strength.pk}" if len(found) == queries.PAGE else ""
    return render(request, "strengths/map.html", {"neighbourhood": here, "found": found, "older": older})


@require_safe
@unless_unchanged
def spots(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for a script, as GeoJSON: parts of the neighbourhood with the texts in them, and points with theirs."""
    here = neighbourhood_or_404(slug)
    of_part: dict[str, list[str]] = {}
    points: list[str] = []
    for placed in queries.on_map(here, limit=MOST):
        text = _short(placed.strength.words)
        named = rules.point(placed.strength.spot)
        if named is None:
            of_part.setdefault(placed.strength.spot, []).append(text)
            continue
        name = placed.strength.where or placed.strength.get_kind_display()
        geometry = json.dumps({"type": "Point", "coordinates": list(named)})
        points.append(_feature(geometry, name=name, words=[text]))
    parts = [
        _feature(geometry, name=name, words=of_part.get(code, [])[:SOME])
        for code, name, geometry in queries.outlines(here)
    ]
    features = ",".join([*parts, *_own_line(here), *points])
    answer = f'{{"type":"FeatureCollection","features":[{features}]}}'
    return HttpResponse(answer, content_type="application/geo+json")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _own_line(here: Neighbourhood) -> list[str]:
    """The line that residents drew themselves, when they did."""
    return [_feature(here.outline, name=here.name, words=[], own=True)] if here.outline else []


def _feature(geometry: str, **properties: Any) -> str:
    return f'{{"type":"Feature","properties":{json.dumps(properties)},"geometry":{geometry}}}'
