"""Rows of partner cards: what a party says of itself, version by version."""

from __future__ import annotations

from django.db import models

from stoep.council.models.columns import person
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood


class Card(models.Model):
    """What a party says of itself: what it brings, and what it asks. The newest counts; all stay. None: residents."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="cards")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="cards")
    brings = models.TextField()
    asks = models.TextField()
    written_by = person()
    written_side = models.CharField(max_length=12)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "organisation", "-id"], name="card_newest")]
