"""The door between an address and a place: which neighbourhood a page is of."""

from __future__ import annotations

from django.http import Http404

from stoep.places import queries
from stoep.places.models import Neighbourhood


def neighbourhood_or_404(slug: str) -> Neighbourhood:
    """The neighbourhood at this address. Raises Http404 when there is none."""
    try:
        return queries.neighbourhood(slug)
    except Neighbourhood.DoesNotExist as missing:
        raise Http404 from missing
