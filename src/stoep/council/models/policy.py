"""Rows of policy: who governs, what the municipality said, and how that meets the agenda."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.council.models.columns import key, person
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.choices import label


class Term(models.Model):
    """Who governs after an election, as the clerk wrote it down: from when, and what the coalition is called."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="council_terms")
    begins_on = models.DateField(help_text="The day of the election with which it begins.")
    coalition = models.CharField(max_length=200)
    source = models.CharField(max_length=500, blank=True)
    entered_by = person()
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["neighbourhood", "begins_on"], name="one_term_an_election")]


class Policy(models.Model):
    """What the municipality or its council said: a goal, a motion, a decision, or a programme of the budget.

    `origin` is its name where it was brought in from, so that bringing it in twice stores it once. A slip is mended by
    a new row that `corrects` the first one: links stay with the first, which can always be read.
    """

    class Kind(models.TextChoices):
        GOAL = "goal", _("beleidsdoel")
        MOTION = "motion", _("motie")
        DECISION = "decision", _("raadsbesluit")
        PROGRAMME = "programme", _("programma van de begroting")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="policies")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    number = models.CharField(max_length=60, blank=True, help_text="As the municipality calls it: M-12.")
    title = models.CharField(max_length=300)
    taakveld = models.CharField(max_length=4, blank=True, help_text="Statutory budget function (BBV): 6.1.")
    money = models.CharField(max_length=300, blank=True, help_text="What is known now about money, in words.")
    # Of a decision of the council: what is missing in it, in words; None: no decision, brought in, or older.
    missed = models.TextField(null=True, blank=True)
    said_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    entered_by = person()
    entered_side = models.CharField(max_length=12)
    entered_at = models.DateTimeField()
    posted_key = key()

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-said_on", "-id"], name="policy_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "origin"], condition=~Q(origin=""), name="one_policy_an_origin"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return address("council:policy", self.neighbourhood.slug, self.corrects_id or self.pk)

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What sort of policy it is, in the reader's language."""
        return label(self.Kind, self.kind)


class Link(models.Model):
    """What somebody says of an item and policy: it contributes, it clashes, or there is no policy for it.

    Both sides get a word: residents (with the independent organisation) and the municipality. Each speaks once; whoever
    changes their mind ends the link and makes another. A clash holds from `held_at`: when both have spoken.
    It stands beside the item and never in it.
    """

    class Kind(models.TextChoices):
        CONTRIBUTES = "contributes", _("draagt bij")
        CLASHES = "clashes", _("botst")
        NONE = "none", _("geen beleid")

    item = models.ForeignKey(Item, models.PROTECT, related_name="links")
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, blank=True, related_name="links")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    words = models.TextField()
    asked = models.BooleanField(default=False, help_text="Whether the municipality asked for this work.")
    owner = models.CharField(max_length=120, blank=True, help_text="Who answers at the municipality: a task or a team.")
    reply_due_on = models.DateField()
    made_by = person()
    made_side = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    residents_agree = models.BooleanField(null=True, blank=True)
    residents_words = models.TextField(blank=True)
    residents_by = person()
    residents_at = models.DateTimeField(null=True, blank=True)
    municipality_agrees = models.BooleanField(null=True, blank=True)
    municipality_words = models.TextField(blank=True)
    municipality_by = person()
    municipality_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    ended_by = person()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    told_late_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["item", "id"], name="link_running", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["policy", "id"], name="link_of_policy", condition=Q(ended_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="none", policy__isnull=True) | (~Q(kind="none") & Q(policy__isnull=False)),
                name="no_policy_when_none",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True)
                | (Q(kind="clashes") & ~Q(residents_words="") & ~Q(municipality_words="")),
                name="a_clash_holds_with_both_words",
            ),
            models.UniqueConstraint(
                fields=["item", "policy"],
                condition=Q(ended_at__isnull=True, policy__isnull=False),
                name="one_running_link_an_item_and_policy",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(ended_at__isnull=True, policy__isnull=True),
                name="one_running_none_an_item",
            ),
        ]

    def get_absolute_url(self) -> str:
        return address("council:linked", self.item.code, self.pk)

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Contributes, clashes or no policy, in the reader's language."""
        return label(self.Kind, self.kind)
