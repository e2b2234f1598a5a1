"""Rows of overrides for the general interest, the appeals against them, and the papers that anything rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.council.models.advice import Advice, Competent
from stoep.council.models.columns import key, person
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.choices import label


class Override(models.Model):
    """For the general interest the competent body goes against residents: dated, with its ground, period and loss."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="overrides")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="overrides")
    advice = models.ForeignKey(Advice, models.PROTECT, null=True, blank=True, related_name="overrides")
    competent = models.CharField(max_length=11, choices=Competent.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="overrides")
    title = models.CharField(max_length=160)
    ground = models.TextField(help_text="Which general interest, and why it weighs more here.")
    law = models.CharField(max_length=200, blank=True)
    loses = models.TextField(help_text="What residents lose by it.")
    # What is missing in it, in words, asked when it is written down; None: from before that was asked.
    missed = models.TextField(null=True, blank=True)
    since_on = models.DateField()
    until_on = models.DateField()
    decided_on = models.DateField()
    link = models.CharField(max_length=500, blank=True)
    made_by = person()
    made_side = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    posted_key = key()

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-id"], name="override_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(ground="") & ~Q(loses=""), name="override_says_why_and_what_it_costs"),
            models.CheckConstraint(condition=Q(until_on__gte=F("since_on")), name="override_ends_after_it_begins"),
        ]

    def get_absolute_url(self) -> str:
        return address("council:override", self.neighbourhood.slug, self.pk)

    def get_competent_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Who decided it, in the reader's language."""
        return label(Competent, self.competent)


class Appeal(models.Model):
    """Residents ask the council to undo an override; its clerk writes the answer down. Each has a date."""

    class Outcome(models.TextChoices):
        STANDS = "stands", _("het besluit blijft")
        CHANGES = "changes", _("het besluit verandert")
        ENDS = "ends", _("het besluit vervalt")

    override = models.ForeignKey(Override, models.PROTECT, related_name="appeals")
    words = models.TextField()
    made_by = person()
    made_side = models.CharField(max_length=12)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    answer_due_on = models.DateField()
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    missed = models.TextField(null=True, blank=True)
    link = models.CharField(max_length=500, blank=True)
    answered_by = person()
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    told_late_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_at__isnull=True)
                | (~Q(outcome="") & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="appeal_is_answered_whole_or_not",
            ),
            models.UniqueConstraint(fields=["override"], condition=Q(outcome=""), name="one_open_appeal_an_override"),
        ]

    def get_outcome_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What the council decided, in the reader's language."""
        return label(self.Outcome, self.outcome)


class Document(models.Model):
    """A paper on which an answer or an override rests. It is public before that, or says why not (Woo)."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="documents")
    advice = models.ForeignKey(Advice, models.PROTECT, null=True, blank=True, related_name="documents")
    override = models.ForeignKey(Override, models.PROTECT, null=True, blank=True, related_name="documents")
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=500, blank=True)
    words = models.TextField(blank=True)
    officials_from_on = models.DateField(help_text="Since when professionals had it.")
    public_from_on = models.DateField(null=True, blank=True, help_text="Since when residents can see it.")
    secret_law = models.CharField(max_length=120, blank=True, help_text="Article of the Woo.")
    secret_why = models.TextField(blank=True)
    secret_on = models.DateField(null=True, blank=True)
    filed_by = person()
    filed_side = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(advice__isnull=False, override__isnull=True)
                | Q(advice__isnull=True, override__isnull=False),
                name="document_under_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(public_from_on__isnull=True) | ~Q(link="") | ~Q(words=""), name="public_can_be_read"
            ),
            models.CheckConstraint(
                condition=Q(secret_law="", secret_why="", secret_on__isnull=True)
                | (~Q(secret_law="") & ~Q(secret_why="") & Q(secret_on__isnull=False)),
                name="secret_has_a_ground_and_a_date",
            ),
        ]
