"""Rows of looking on: who observes a round, where people get help to vote, and what was found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from stoep.budgeting.models.setup import Round
from stoep.people.models import Organisation, Person
from stoep.venues.models import Venue


class Observer(models.Model):
    """One of those who look at what stands out while people vote and after it (waarnemer): at least two, of different
    parties, one of them of residents. Name and party are those of the day on which they were named.

    Who stopped, or has no seat or task here any more, keeps this row with what they found; who came in their place has
    another one.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="observers")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    called = models.CharField(max_length=120)
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    in_place_of = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    since_at = models.DateTimeField(null=True, blank=True, help_text="When they came in somebody's place.")
    until_at = models.DateTimeField(null=True, blank=True)
    until_why = models.TextField(blank=True, help_text="Why they stopped, in their own words.")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_observer_an_order"),
            models.UniqueConstraint(fields=["round", "person"], name="observes_a_round_once"),
            models.CheckConstraint(
                condition=Q(in_place_of__isnull=True, since_at__isnull=True)
                | Q(in_place_of__isnull=False, since_at__isnull=False),
                name="a_later_observer_follows_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until_why="") | Q(until_at__isnull=False), name="an_observer_says_why_on_stopping"
            ),
        ]

    def __str__(self) -> str:
        return self.called


class HelpPoint(models.Model):
    """A place where people get help to vote on a screen (hulpplek), and of which network its devices are, cut short."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="help_points")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    network = models.CharField(max_length=64)
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "venue", "network"], condition=Q(until_at__isnull=True), name="a_help_point_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.venue_id}"


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
