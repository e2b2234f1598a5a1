"""The page of twenty years: one timeline from the founding on, as a picture and as a list."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.network import access
from stoep.places.models import Neighbourhood
from stoep.record.freshness import unless_unchanged
from stoep.thread import happened, horizon
from stoep.thread.queries import years as asked


@require_safe
@unless_unchanged
def years(request: HttpRequest, slug: str) -> HttpResponse:
    """Long lines, councils, visions and promises from the founding until twenty years from now. It has no end."""
    try:
        shown, founded_on = asked.place(slug)
    except Neighbourhood.DoesNotExist as missing:
        raise Http404 from missing
    found = asked.of_neighbourhood(shown, founded_on=founded_on, today=timezone.localdate())
    page = {
        "neighbourhood": shown,
        "years": found,
        "wide": horizon.draw(found, horizon.WIDE),
        "narrow": horizon.draw(found, horizon.NARROW),
        "year_by_year": happened.year_by_year(found, shown.slug),
        "standing": access.standing_of(request, shown),
    }
    return render(request, "thread/years.html", page)
