"""What the page of an official area shows: what residents of the neighbourhoods in it say and took up."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from stoep.agenda.models import Item
from stoep.network.standing import Standing
from stoep.places import queries as places
from stoep.places.models import Area, Neighbourhood
from stoep.voices import queries as voices
from stoep.voices.models import Voice

FEW = 6


def of_area(area: Area) -> dict[str, Any]:
    """Strengths, agenda items and neighbourhoods of residents in this area, and its figures, folded away."""
    inside = Q(areas=area) | Q(areas__within=area) | Q(areas__within__within=area)
    here = list(Neighbourhood.objects.filter(inside).distinct().order_by("name"))
    strengths: list[Voice] = []
    items: list[Item] = []
    if here:
        # What everyone may read is the same in every neighbourhood, so that any of them will do.
        everyone = voices.readable(Standing(neighbourhood=here[0]))
        strengths = list(
            everyone.filter(neighbourhood__in=here, kind=Voice.Kind.STRENGTH)
            .select_related("neighbourhood")
            .order_by("-received_at")[:FEW]
        )
        running = Item.objects.filter(neighbourhood__in=here, closed_at__isnull=True, is_draft=False)
        items = list(running.select_related("neighbourhood").order_by("neighbourhood__name", "position")[: 2 * FEW])
    return {"neighbourhoods": here, "strengths": strengths, "items": items, "figures": places.figures_of_area(area)}
