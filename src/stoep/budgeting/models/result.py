"""Rows of the count: paper that is typed twice, what came out, and the marks by which voters find their own ballot."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.models.setup import Decision, Part, Round
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
    begun_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    first_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    second_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    put_in_at = models.DateTimeField(null=True, blank=True)
    # A pile that two people took back keeps its number and how many papers it has: they stay in their envelope.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    again = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="typed_as",
        help_text="The pile that was taken back, of which these are the papers.",
    )  # fmt: skip
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_pile_a_number"),
            models.CheckConstraint(
                condition=Q(put_in_at__isnull=True) | Q(withdrawn_at__isnull=True), name="in_the_box_or_taken_back"
            ),
            models.CheckConstraint(
                condition=Q(first_by__isnull=True) | Q(second_by__isnull=True) | ~Q(first_by=F("second_by")),
                name="a_pile_is_typed_by_two_people",
            ),
        ]


class PileChange(models.Model):
    """Something about a pile that stays in sight: another number or taking it back, by two people; a typist released.

    What waits for a second person changes nothing yet. Whoever proposes anew lets what waited lapse.
    """

    class Kind(models.TextChoices):
        NUMBER = "number", _("een ander aantal biljetten")
        WITHDRAW = "withdraw", _("de stapel terugnemen")
        RELEASE = "release", _("iemand anders typt")

    pile = models.ForeignKey(Pile, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    why = models.TextField()
    # How many papers the pile had, and what is proposed; of taking back both are that number.
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    typist = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    of_municipality = models.BooleanField(default=False, help_text="Whether it was proposed from the municipality.")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | Q(asked_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="a_pile_is_changed_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(lapsed_at__isnull=True), name="a_change_is_done_or_lapsed"
            ),
            models.UniqueConstraint(
                fields=["pile"], condition=Q(done_at__isnull=True, lapsed_at__isnull=True),
                name="one_waiting_change_a_pile",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pile_id}: {self.kind}"


class Typing(models.Model):
    """What one person typed of a pile: JSON, encrypted without a moment. Gone once it is in the box or taken back."""

    pile = models.ForeignKey(Pile, models.CASCADE, related_name="typings")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    of_municipality = models.BooleanField(default=False)
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


class EarlierResult(models.Model):
    """A result that both keys set aside, as it was published: what came out, and how many voters counted.

    The round is counted again from the same box; the reason stands with the decision.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="earlier_results")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="earlier_result")
    counted_at = models.DateTimeField()
    set_aside_at = models.DateTimeField()
    voters = models.PositiveIntegerField()
    left_out: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # Part by part: {"part": order, "name", "ballots", "rule", "outcome"}, as in Result.
    results: models.JSONField[Any, Any] = models.JSONField(default=list)


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
