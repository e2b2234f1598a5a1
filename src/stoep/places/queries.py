"""Questions about places. Read only."""

from __future__ import annotations

from stoep.places.models import Neighbourhood


def neighbourhood(slug: str) -> Neighbourhood:
    """The neighbourhood at this address. Raises Neighbourhood.DoesNotExist."""
    return Neighbourhood.objects.get(slug=slug)
