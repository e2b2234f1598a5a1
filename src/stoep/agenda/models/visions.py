"""Rows of the shared vision: each version, who signed or refused it, and the notes of who saw it otherwise."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models.decisions import Decision
from stoep.agenda.models.items import Item
from stoep.network.models import Seat
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood


class Vision(models.Model):
    """What residents want their neighbourhood to be in twenty years: one version, a draft until both keys adopt it.

    From that day its text stays as it is; a change is a next version, that everybody signs anew. `texts` holds what
    is wanted in each domain of life, by its code.
    """

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="visions")
    number = models.PositiveIntegerField(null=True, blank=True)
    opening = models.TextField()
    texts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="vision")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["neighbourhood", "number"], name="one_vision_a_number"),
            models.UniqueConstraint(
                fields=["neighbourhood"], condition=models.Q(adopted_at__isnull=True), name="one_vision_in_the_making"
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_at__isnull=True, number__isnull=True, decision__isnull=True)
                | models.Q(adopted_at__isnull=False, number__isnull=False, decision__isnull=False),
                name="vision_adopted_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.neighbourhood_id}: {self.number or 'concept'}"

    def get_absolute_url(self) -> str:
        if self.number is None:
            return reverse("agenda:vision_draft", args=[self.neighbourhood.slug])
        return reverse("agenda:vision_version", args=[self.neighbourhood.slug, self.number])

    @property
    def domains(self) -> list[tuple[str, str, str]]:
        """Each domain of life in its order: its code, its name in the reader's language, and what is wanted there."""
        return [(code, str(name), self.texts.get(code, "")) for code, name in Item.Domain.choices]


class VisionEndorsement(models.Model):
    """What one party says of one version: it signs, or it refuses with a reason.

    The council and each partner have one word that stands (`replaced_at` is empty); an earlier one stays readable.
    Residents and the independent organisation sign by adopting it: their two keys stand in the decision.
    """

    class Kind(models.TextChoices):
        SIGNED = "signed", _("tekent")
        REFUSED = "refused", _("tekent niet")

    class Party(models.TextChoices):
        COUNCIL = "council", _("de gemeenteraad")
        PARTNER = "partner", _("een partner")

    vision = models.ForeignKey(Vision, models.PROTECT, related_name="endorsements")
    party = models.CharField(max_length=7, choices=Party.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    why = models.TextField(blank=True)
    council_decision = models.CharField(max_length=40, blank=True, help_text="The number of the council's decision.")
    decided_on = models.DateField()
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vision"],
                condition=models.Q(party="council", replaced_at__isnull=True),
                name="one_word_of_the_council",
            ),
            models.UniqueConstraint(
                fields=["vision", "organisation"],
                condition=models.Q(party="partner", replaced_at__isnull=True),
                name="one_word_of_a_partner",
            ),
            models.CheckConstraint(
                condition=models.Q(party="council") | models.Q(organisation__isnull=False),
                name="a_partner_has_a_name",
            ),
            models.CheckConstraint(
                condition=~models.Q(party="council") | ~models.Q(council_decision=""),
                name="the_council_names_its_decision",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="refused") | ~models.Q(why=""), name="a_refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.kind} ({self.vision_id})"

    @property
    def called(self) -> str:
        """The party as everybody reads it."""
        return str(self.organisation) if self.party == self.Party.PARTNER else str(self.Party.COUNCIL.label)


class VisionDissent(models.Model):
    """A note of somebody with a seat who sees it otherwise; it is printed with that version for ever."""

    vision = models.ForeignKey(Vision, models.PROTECT, related_name="dissents")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    words = models.TextField()
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.vision_id}: {self.words[:60]}"
