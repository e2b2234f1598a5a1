"""Rows of looking on: who observes a round, and what they found."""

from __future__ import annotations

from django.db import models

from stoep.budgeting.models.setup import Round
from stoep.people.models import Organisation, Person


class Observer(models.Model):
    """One of those who look at what stands out while people vote and after it (waarnemer): at least two, of different
    parties, one of them of residents. Name and party are those of the day on which they were named.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="observers")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    called = models.CharField(max_length=120)
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_observer_an_order"),
            models.UniqueConstraint(fields=["round", "person"], name="observes_a_round_once"),
        ]

    def __str__(self) -> str:
        return self.called


class Finding(models.Model):
    """What an observer found, in words that everybody reads. It stays, and deletes no ballot."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="findings")
    observer = models.ForeignKey(Observer, models.PROTECT, related_name="findings")
    words = models.TextField()
    written_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.written_at:%Y-%m-%d}"
