"""Paper of this room: the leaflet about the protected way in."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from stoep.conflicts.queries import Confidant
from stoep.network.queries import Reached
from stoep.places.models import Neighbourhood
from stoep.shared import printing


def leaflet(here: Neighbourhood, readers: Sequence[Confidant], door: Reached) -> bytes:
    """An A5 leaflet: who the two are, how they are reached without a screen, what they do and what they do not do."""
    address = f"{settings.STOEP_URL}{reverse('conflicts:whisper', args=[here.slug])}"
    data = {
        "place": here.name,
        "readers": [
            {
                "name": one.name,
                "organisation": one.organisation,
                "phone": one.reached.phone if one.reached else "",
                "hours": one.reached.hours if one.reached else "",
                "where": one.reached.place if one.reached else "",
            }
            for one in readers
        ],
        "door": ", ".join(part for part in (door.place, door.address, door.hours) if part),
        "address": address,
        "qr": printing.qr_svg(address),
    }
    return printing.pdf("conflicts/templates/conflicts/leaflet.typ", data)
