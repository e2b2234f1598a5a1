"""Rows of the count: paper that is typed twice, what came out, and the marks by which voters find their own ballot."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from stoep.budgeting.models.setup import Part, Round
from stoep.people.models import Person


class Pile(models.Model):
    """Paper ballots out of one locked box, typed after closing by two people who do not see each other's work.

    What they typed lies under the lock until it is the same; then it goes into the box, and the typed text is gone.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="piles")
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=120, help_text="Where the locked box stood.")
    many = models.PositiveIntegerField(help_text="How many ballots lay in it, counted by hand.")
    begun_at = models.DateTimeField()
    first_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    second_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    put_in_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_pile_a_number"),
            models.CheckConstraint(
                condition=Q(first_by__isnull=True) | Q(second_by__isnull=True) | ~Q(first_by=F("second_by")),
                name="a_pile_is_typed_by_two_people",
            ),
        ]


class Typing(models.Model):
    """What one person typed of a pile: JSON, encrypted without a moment. Gone once it lies in the box."""

    pile = models.ForeignKey(Pile, models.CASCADE, related_name="typings")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kept = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pile", "by"], name="one_typing_a_person")]


class Result(models.Model):
    """What came out in one part: the published files, from which anybody counts again."""

    part = models.OneToOneField(Part, models.PROTECT, related_name="result")
    counted_at = models.DateTimeField()
    # The ballots as a file of Pabulib, without code, moment, channel or order; "" where totals are all that is needed.
    ballots = models.TextField(blank=True)
    rule: models.JSONField[Any, Any] = models.JSONField()
    outcome: models.JSONField[Any, Any] = models.JSONField()


class Mark(models.Model):
    """A mark that a voter asked for, with what stands on that ballot. Published with the result, sorted by mark."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=16)
    choices: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "mark"], name="one_ballot_a_mark")]


class Objection(models.Model):
    """Something against the vote or the count, in somebody's own words, and the answer that they are owed."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="objections")
    called = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="an_objection_is_answered_in_words",
            )
        ]
