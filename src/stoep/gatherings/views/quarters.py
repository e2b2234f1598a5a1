"""The ledger of a quarter, over all gatherings of the neighbourhood."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.gatherings import queries
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged


@require_safe
@unless_unchanged
def quarters(request: HttpRequest, slug: str, year: int = 0, number: int = 0) -> HttpResponse:
    """How many were invited, answered and came in a quarter that is over: the last one, or the one asked for."""
    here = neighbourhood_or_404(slug)
    every = queries.told_quarters(here, timezone.localdate())
    asked = (year, number) if year else next(iter(every), None)
    if asked and asked not in every:
        raise Http404
    found = queries.quarter(here, date(asked[0], 3 * asked[1] - 2, 1), every[asked]) if asked else None
    page = {"neighbourhood": here, "quarter": found, "others": [each for each in every if each != asked]}
    return render(request, "gatherings/quarters.html", page)
