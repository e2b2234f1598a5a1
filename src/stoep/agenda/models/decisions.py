"""Rows of what is decided with two keys, of what was counted before it, and of the versions that were adopted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models.items import Item
from stoep.network.models import Seat
from stoep.people.models import Person
from stoep.places.models import Neighbourhood


class Decision(models.Model):
    """An act on the agenda that needs two keys: one of the residents and one of the independent organisation.

    Until the second key it waits in public; after `expires_on` it lapses and can be proposed anew.
    """

    class Kind(models.TextChoices):
        ORDER = "order", _("volgorde")
        MERGE = "merge", _("samenvoegen")
        ADOPT = "adopt", _("vaststellen")
        CLOSE = "close", _("afsluiten")
        VISION = "vision", _("de visie vaststellen")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="agenda_decisions")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="decisions")
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    # What is missing in it, in words, asked when it is proposed to adopt the agenda; None: from before that was asked.
    missed = models.TextField(null=True, blank=True)
    # How the young were heard since the last version, or why they were not; None: from before that was asked.
    young = models.TextField(null=True, blank=True)
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    expires_on = models.DateField()
    seconded_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    seconded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["neighbourhood", "expires_on"],
                name="decision_waiting",
                condition=models.Q(seconded_at__isnull=True, withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.pk})"

    def get_absolute_url(self) -> str:
        return reverse("agenda:decision", args=[self.neighbourhood.slug, self.pk])


class StickerCount(models.Model):
    """How many stickers lay beside each item on an agenda day, as a host counted them (NL: stickertelling).

    It decides nothing: whoever leads may propose the order that follows from it, with the two keys of any order.
    """

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="sticker_counts")
    counts: models.JSONField[Any, Any] = models.JSONField(help_text="How many, by the code of the item.")
    counted_on = models.DateField()
    said_where = models.CharField(max_length=120, blank=True)
    counted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.neighbourhood_id}: {self.counted_on}"

    def get_absolute_url(self) -> str:
        return reverse("agenda:sticker_count", args=[self.neighbourhood.slug, self.pk])


class Version(models.Model):
    """The agenda as residents adopted it on a day: readable for ever, and compared with the one before it."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="agenda_versions")
    number = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    adopted_at = models.DateTimeField()
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="version")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["neighbourhood", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.neighbourhood_id}: {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("agenda:version", args=[self.neighbourhood.slug, self.number])
