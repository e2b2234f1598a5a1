"""Which strengths could carry an item, and which stand with none. Only what givers agreed to show with an item."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from stoep.agenda.models import Carrying, Item
from stoep.places.models import Neighbourhood
from stoep.strengths import queries as strengths
from stoep.strengths.models import Strength

MOST = 200


def carriers(item: Item) -> QuerySet[Strength]:
    """What residents tied to this item and may be shown with it, in the order in which it was written down."""
    return strengths.shown("item").filter(carryings__item=item, carryings__untied_at__isnull=True).order_by("pk")


def untied(neighbourhood: Neighbourhood) -> QuerySet[Strength]:
    """What may be shown with an item and stands with none that runs, longest waiting first."""
    running = Carrying.objects.filter(strength=OuterRef("pk"), untied_at__isnull=True, item__closed_at__isnull=True)
    found = strengths.shown("item").filter(~Exists(running), neighbourhood=neighbourhood)
    return found.order_by("pk")[:MOST]


def to_tie(item: Item) -> QuerySet[Strength]:
    """What may be shown with an item of here and does not stand with this one yet, newest first."""
    tied = Carrying.objects.filter(strength=OuterRef("pk"), item=item, untied_at__isnull=True)
    found = strengths.shown("item").filter(~Exists(tied), neighbourhood=item.neighbourhood_id)
    return found.order_by("-pk")[:MOST]


def strength_of(neighbourhood: Neighbourhood, number: str) -> Strength | None:
    """The strength of here with this number; None when there is none."""
    return Strength.objects.filter(neighbourhood=neighbourhood, number=number).first()
