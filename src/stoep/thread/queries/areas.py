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
MOST = 12  # neighbourhoods whose strengths are asked for; a large municipality holds more


def of_area(area: Area) -> dict[str, Any]:
    """Strengths, agenda items and neighbourhoods of residents in this area, and its figures, folded away."""
    inside = Q(areas=area) | Q(areas__within=area) | Q(areas__within__within=area)
    here = list(Neighbourhood.objects.filter(inside).distinct().order_by("name"))
    strengths = strengths_in(here)
    running = Item.objects.filter(neighbourhood__in=here, closed_at__isnull=True, is_draft=False)
    items = list(running.select_related("neighbourhood").order_by("neighbourhood__name", "position")[: 2 * FEW])
    return {"neighbourhoods": here, "strengths": strengths, "items": items, "figures": places.figures_of_area(area)}


def strengths_in(here: list[Neighbourhood]) -> list[Voice]:
    """The newest of what everyone may read that goes well in these neighbourhoods."""
    heard = [voice for place in here[:MOST] for voice in voices.strengths(place, Standing(neighbourhood=place), FEW)]
    strengths = sorted(heard, key=lambda voice: voice.received_at, reverse=True)[:FEW]
    names = {place.pk: place for place in here}
    for voice in strengths:
        voice.neighbourhood = names[voice.neighbourhood_id]
    return strengths
