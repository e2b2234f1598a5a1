"""Rows of ideas: what somebody said with a voice, what it would cost, the verdicts on it, and its place on the ballot."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.models.setup import Part, Round
from stoep.people.models import Organisation, Person
from stoep.shared.addresses import address
from stoep.voices.models import Voice


class Idea(models.Model):
    """An idea for the money. Its words, its author's number, photo and whoever follows it are those of a voice.

    `ballot_number` is given when the ballot is made; with it the idea is a project that people vote on, and nothing
    of its text or cost changes any more.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="ideas")
    part = models.ForeignKey(Part, models.PROTECT, related_name="ideas")
    voice = models.OneToOneField(Voice, models.PROTECT, related_name="budget_idea")
    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=400, blank=True, help_text="As it stands on the ballot.")
    guessed_cents = models.PositiveBigIntegerField(null=True, blank=True, help_text="What its author thinks it costs.")
    cents = models.PositiveBigIntegerField(null=True, blank=True, help_text="What it costs, as it was checked.")
    made_one = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parents")
    ballot_number = models.PositiveSmallIntegerField(null=True, blank=True)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "ballot_number"],
                condition=Q(ballot_number__isnull=False),
                name="one_project_a_number",
            ),
            models.CheckConstraint(
                condition=Q(ballot_number__isnull=True) | Q(cents__isnull=False), name="a_project_has_a_cost"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("budgeting:idea", self.round.neighbourhood.slug, self.round.number, self.voice.number)


class Verdict(models.Model):
    """Whether an idea can be done: yes with what it costs, or no with a public reason and a way to repair it.

    The first one and the second look are by people of different organisations. All stay readable.
    """

    class Kind(models.TextChoices):
        YES = "yes", _("kan")
        NO = "no", _("kan niet zo")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    why = models.TextField(blank=True)
    repair = models.TextField(blank=True, help_text="How it could be done after all.")
    cents = models.PositiveBigIntegerField(null=True, blank=True)
    is_second = models.BooleanField(default=False)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    given_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="yes", cents__isnull=False) | Q(kind="no") & ~Q(why="") & ~Q(repair=""),
                name="a_yes_has_a_cost_and_a_no_a_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.kind}"
