"""Rows of advice: what residents ask of somebody else, the clock on it, the answer, and their note beside it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.council.models.columns import key, person
from stoep.network.influence import Influence
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.choices import label
from stoep.tables.models import Resolution


class Competent(models.TextChoices):
    """Who may decide by law or by ownership. What residents' own fund decides is a decision; the rest is advice."""

    COUNCIL = "council", _("de gemeenteraad")
    EXECUTIVE = "executive", _("het college van B en W")
    MAYOR = "mayor", _("de burgemeester")
    CORPORATION = "corporation", _("de woningcorporatie")
    FUND = "fund", _("bewoners zelf, met hun eigen fonds")
    PROVINCE = "province", _("de provincie")
    WATER = "water", _("het waterschap")
    STATE = "state", _("het Rijk")
    OTHER = "other", _("een andere organisatie")


class Advice(models.Model):
    """What residents ask of somebody else, or decide in somebody else's competence: with the date of the answer.

    Only in the competence of their own fund it is a decision, and nobody owes an answer. `said_as` keeps which of the
    two residents called it, and `resolution` is the decision of the partnership that it lays before
    them: that keeps its own words, votes and minority, whatever is written here.
    """

    Influence = Influence

    class SaidAs(models.TextChoices):
        ASK = "ask", _("een vraag of advies")
        DECIDE = "decide", _("een besluit van bewoners")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="advices")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="advices")
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, blank=True, related_name="advices")
    title = models.CharField(max_length=160)
    words = models.TextField()
    said_as = models.CharField(max_length=6, choices=SaidAs.choices)
    competent = models.CharField(max_length=11, choices=Competent.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="advices")
    influence = models.CharField(max_length=9, choices=Influence.choices)
    influence_by = models.CharField(max_length=120, blank=True)
    influence_on = models.DateField(null=True, blank=True)
    already_decided = models.TextField(blank=True, help_text="What was decided already before it was asked.")
    dissent = models.TextField(blank=True, help_text="What a minority of residents holds, in their words.")
    # Of what residents decide: what is missing in it, in words; None: a question, or from before that was asked.
    missed = models.TextField(null=True, blank=True)
    asked_on = models.DateField()
    answer_due_on = models.DateField(null=True, blank=True)
    asked_by = person()
    asked_side = models.CharField(max_length=12)
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    told_late_at = models.DateTimeField(null=True, blank=True)
    posted_key = key()

    class Meta:
        indexes = [
            models.Index(fields=["neighbourhood", "answer_due_on", "id"], name="advice_due"),
            models.Index(fields=["item", "id"], name="advice_of_item"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(competent="fund", answer_due_on__isnull=True, organisation__isnull=True)
                | (~Q(competent="fund") & Q(answer_due_on__gte=F("asked_on"), organisation__isnull=False)),
                name="advice_has_an_answerer_and_a_date",
            ),
            models.CheckConstraint(
                condition=Q(influence="none", influence_on__isnull=True)
                | (~Q(influence="none") & Q(influence_on__lte=F("asked_on"))),
                name="influence_was_promised_beforehand",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("council:advice", self.neighbourhood.slug, self.pk)

    def get_competent_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Who may decide, in the reader's language."""
        return label(Competent, self.competent)

    def get_influence_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """How much influence was promised, in the reader's language."""
        return label(Influence, self.influence)

    @property
    def is_decision(self) -> bool:
        """Whether residents decide it themselves: it lies in the competence of their own fund."""
        return self.competent == Competent.FUND


class Reply(models.Model):
    """The answer of the competent body, once: it follows, follows in part, or deviates; not without a reason."""

    class Kind(models.TextChoices):
        FOLLOWS = "follows", _("gaat mee")
        PARTLY = "partly", _("gaat voor een deel mee")
        DEVIATES = "deviates", _("wijkt af")

    advice = models.OneToOneField(Advice, models.PROTECT, related_name="reply")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField()
    why = models.TextField(blank=True)
    # What is missing in it, in words; None: from before that was asked. So it is below, and in Policy.
    missed = models.TextField(null=True, blank=True)
    decided_on = models.DateField()
    link = models.CharField(max_length=500, blank=True)
    answered_by = person()
    answered_side = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    noted_from = models.BooleanField(default=False, help_text="Residents wrote it down from a letter or decision.")
    answered_on = models.DateField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="follows") | ~Q(why=""), name="deviating_has_a_reason"),
            models.CheckConstraint(condition=Q(noted_from=False) | ~Q(link=""), name="noted_from_a_source"),
            models.CheckConstraint(condition=Q(decided_on__lte=F("answered_on")), name="decided_before_it_is_told"),
        ]

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Follows, in part or deviates, in the reader's language."""
        return label(self.Kind, self.kind)


class Note(models.Model):
    """What residents say beside an advice or its answer (NL: kanttekening). Written with the residents' key."""

    advice = models.ForeignKey(Advice, models.PROTECT, related_name="notes")
    words = models.TextField()
    written_by = person()
    written_at = models.DateTimeField()
