"""Rows of how residents keep up what got better."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models.items import Item
from stoep.people.models import Person


class Upkeep(models.Model):
    """What was said last of keeping up what a closed item brought (Hoe houden we dit zo?).

    One word an item stands (`replaced_at` is empty): the plan of who keeps it up and when to look back, or what was
    seen on looking back. What is not known yet is left empty, and then it goes on asking.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("afspraak")
        GOOD = "good", _("nog goed")
        SLIPPING = "slipping", _("glijdt weg")

    item = models.ForeignKey(Item, models.PROTECT, related_name="upkeeps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField(blank=True)
    kept_by = models.CharField(max_length=120, blank=True, help_text="Who keeps it up: a name or a group of residents.")
    look_back_on = models.DateField(null=True, blank=True)
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True, help_text="When residents heard that it is time to look back.")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["look_back_on"],
                name="upkeep_to_look_back",
                condition=models.Q(replaced_at__isnull=True, told_on__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(replaced_at__isnull=True), name="one_word_of_upkeep"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.kind}"
