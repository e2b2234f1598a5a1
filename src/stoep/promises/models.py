"""Rows of promises: the first words, every change beside them, the confirmation, and what the receiver says of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.people.models import Contact, Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.voices.models import Voice


class Promise(models.Model):
    """Who promised what to whom, where, and by when. The first text and date are never written over.

    `counts_on` is the day after which it is late: the first date, or a later one that was said in time
    (rules.date_that_counts). Without a receiver the promise was made to the whole wijk.
    """

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="promises")
    code = models.CharField(max_length=7, unique=True)
    words = models.TextField()
    promiser_called = models.CharField(max_length=120, help_text="Who promised, as residents call them.")
    promiser = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="promises_made")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="promises")
    receiver_called = models.CharField(max_length=120, blank=True, help_text="To whom, as it was said.")
    receiver = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="promises_received")
    receiver_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="promises_received"
    )
    receiver_voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="promises")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="promises")
    said_where = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    due_on = models.DateField()
    counts_on = models.DateField()
    evidence = models.TextField(blank=True)
    evidence_link = models.CharField(max_length=500, blank=True)
    why_new = models.TextField(blank=True, help_text="Why this is new, though something alike was there already.")
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField()
    promiser_contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    confirm_secret_hash = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    disputed_at = models.DateTimeField(null=True, blank=True)
    disputed_words = models.TextField(blank=True)
    told_late_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["neighbourhood", "counts_on", "id"], name="promise_due"),
            models.Index(fields=["counts_on", "id"], name="promise_untold", condition=Q(told_late_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=models.F("said_on")), name="promised_before_it_is_due"),
        ]

    def __str__(self) -> str:
        return f"belofte {self.code}"

    def get_absolute_url(self) -> str:
        return address("thread:promise", self.code)


class Change(models.Model):
    """A promise said anew, in other words or with another date. What was said first stays in sight."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="changes")
    words = models.TextField()
    due_on = models.DateField()
    why = models.TextField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_side = models.CharField(max_length=12)
    made_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"bijstelling {self.pk}"


class Verdict(models.Model):
    """What the receiver says: kept, or broken. Only the receiver says it; the newest one counts, all stay.

    `on` is the day it was kept, or the day on which the receiver said that it was not.
    """

    class Kind(models.TextChoices):
        KEPT = "kept", _("nagekomen")
        BROKEN = "broken", _("niet nagekomen")

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.TextField(blank=True)
    on = models.DateField()
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    said_voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    said_side = models.CharField(max_length=12)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "id"]
        indexes = [models.Index(fields=["promise", "-said_at", "-id"], name="verdict_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
