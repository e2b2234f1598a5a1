"""Rows of the gathering itself: who came as counts, what was said there, photos, and what was told of it all."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.models.activity import Activity
from stoep.gatherings.models.inviting import Channel, Language
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.voices.models import Voice

CAME_BY = [*Channel.choices, ("walked", _("zo binnengelopen"))]


class Came(models.Model):
    """How many came, by how they were invited, in which language and from which street. It goes when it is told."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="came")
    channel = models.CharField(max_length=7, choices=CAME_BY)
    language = models.CharField(max_length=2, choices=Language.choices)
    street = models.CharField(max_length=80, blank=True)
    many = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "channel", "language", "street"], name="one_count_of_who_came")
        ]


class Edition(models.Model):
    """What is told of one step: who was asked, who answered, who came. Only what may be told (core.margins)."""

    class Step(models.TextChoices):
        SENT = "sent", _("uitgenodigd")
        ANSWERED = "answered", _("geantwoord of gekomen")
        CAME = "came", _("gekomen")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="editions")
    step = models.CharField(max_length=8, choices=Step.choices)
    total = models.PositiveIntegerField()
    # [[question, answer, number or "few" or "withheld"], …]
    marks = models.JSONField(default=list)
    told_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "step"], name="one_edition_a_step")]


class Small(models.Model):
    """Counts of the gatherings of a quarter that were too small for tables, under the lock; gone when it is told."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    begins_on = models.DateField(help_text="The first day of the quarter.")
    kept = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["neighbourhood", "begins_on"], name="small_once_a_quarter")]


class QuarterEdition(models.Model):
    """What is told of one step of the small gatherings of a quarter together, once, when it is over."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+")
    begins_on = models.DateField(help_text="The first day of the quarter.")
    step = models.CharField(max_length=8, choices=Edition.Step.choices)
    gatherings = models.PositiveIntegerField(help_text="How many were put together.")
    total = models.PositiveIntegerField()
    marks = models.JSONField(default=list)
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["neighbourhood", "begins_on", "step"], name="one_edition_a_step_a_quarter")
        ]


class Said(models.Model):
    """What somebody said at a gathering is a contribution of its own; this row alone ties the two."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="said")
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="said_at")
    tied_at = models.DateTimeField()


class PhotoRound(models.Model):
    """Somebody asks a room: may we take photos, and what for? Whoever is on one holds its number and code."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photo_rounds")
    number = models.CharField(max_length=7, unique=True)
    secret_hash = models.CharField(max_length=64)
    words = models.CharField(max_length=300, help_text="What the photos are for, as it was asked.")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    @property
    def spoken(self) -> str:
        """The number as it is printed and read aloud."""
        return receipts.spoken(self.number)


class Photo(models.Model):
    """One photo to which everybody on it said yes. When one of them takes that back, the file is gone."""

    round = models.ForeignKey(PhotoRound, models.PROTECT, related_name="photos")
    image = models.FileField(upload_to="photos/", blank=True)
    described = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
