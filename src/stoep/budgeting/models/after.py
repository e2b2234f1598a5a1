"""Rows of afterwards: what a plan was given, the promise that came of it, where the money went, and how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stoep.budgeting.models.ideas import Idea
from stoep.people.models import Person
from stoep.promises.models import Promise
from stoep.shared.addresses import address


class Award(models.Model):
    """A plan that residents gave money: how much, and how many voters chose it. It becomes a promise with a face.

    It ends once: done, or stopped with a reason. What was not spent by then goes to the next round.
    """

    idea = models.OneToOneField(Idea, models.PROTECT, related_name="award")
    cents = models.PositiveBigIntegerField()
    voters = models.PositiveIntegerField(help_text="How many voters chose it.")
    awarded_at = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True, help_text="When who leads last heard that nobody promised it.")
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, blank=True, related_name="award")
    done_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    lost_at = models.DateTimeField(null=True, blank=True, help_text="When a count anew gave it nothing; it stopped so.")
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # What came of it, or why it was stopped: in words that everybody reads.
    ended_words = models.TextField(blank=True)
    returned_cents = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(stopped_at__isnull=True), name="an_award_is_done_or_stopped"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, stopped_at__isnull=True, returned_cents__isnull=True)
                | Q(returned_cents__isnull=False, returned_cents__lte=F("cents")) & ~Q(ended_words=""),
                name="an_award_ends_in_words_and_with_what_is_left",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.cents}"

    def get_absolute_url(self) -> str:
        idea = self.idea
        return address("budgeting:award", idea.round.neighbourhood.slug, idea.round.number, idea.voice.number)

    @property
    def is_over(self) -> bool:
        """Whether it is done or was stopped."""
        return self.done_at is not None or self.stopped_at is not None


class Spending(models.Model):
    """Money that went out for a plan: how much, for what, on which day. Taken back with a reason when it was wrong."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="spendings")
    cents = models.PositiveBigIntegerField()
    what = models.CharField(max_length=200)
    spent_on = models.DateField()
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_why = models.TextField(blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["spent_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="something_was_spent"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_why=""), name="taken_back_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id}: {self.cents}"


class Turn(models.Model):
    """A plan that goes on in another way than people voted for: what changes, and why. Everybody reads it."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="turns")
    words = models.TextField()
    why = models.TextField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.award_id}: {self.made_at:%Y-%m-%d}"
