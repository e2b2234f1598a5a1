"""Rows of what is already here and could carry an item."""

from __future__ import annotations

from django.db import models

from stoep.agenda.models.items import Item
from stoep.people.models import Person
from stoep.strengths.models import Strength


class Carrying(models.Model):
    """Residents say that a strength could carry an item; shown only while its giver agrees to that use."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="carryings")
    strength = models.ForeignKey(Strength, models.PROTECT, related_name="carryings")
    tied_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    tied_at = models.DateTimeField()
    untied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "strength"], condition=models.Q(untied_at__isnull=True), name="tied_once_to_an_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.strength_id} > {self.item_id}"
