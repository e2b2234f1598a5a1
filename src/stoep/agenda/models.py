"""Rows of the agenda: items, the voices they grew from, the two-key decisions on them, and adopted versions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.network.models import Seat
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.voices.models import Voice


class Item(models.Model):
    """What the neighbourhood has taken up: the wish, why, and what is already there."""

    class Horizon(models.TextChoices):
        LONG = "long", _("lange lijn")
        SHORT = "short", _("korte klap")

    class Domain(models.TextChoices):
        UPBRINGING = "opvoeding", _("opvoeding")
        EDUCATION = "scholing", _("scholing")
        SOCIAL = "sociaal", _("sociaal functioneren")
        WORK = "werk", _("werk en inkomen")
        HEALTH = "gezondheid", _("gezondheid")
        HOUSING = "wonen", _("wonen")
        SAFETY = "veiligheid", _("veiligheid")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="items")
    code = models.CharField(max_length=7, unique=True)
    title = models.CharField(max_length=120)
    wish = models.TextField()
    why = models.TextField()
    already_there = models.TextField(blank=True)
    horizon = models.CharField(max_length=5, choices=Horizon.choices)
    line = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="strokes")
    domain = models.CharField(max_length=12, choices=Domain.choices)
    owner = models.CharField(max_length=120, help_text="Who looks after it: a name or a group of residents.")
    partners = models.ManyToManyField(Organisation, blank=True, related_name="items")
    position = models.PositiveIntegerField(null=True, blank=True)
    is_draft = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    last_touched_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_why = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "position", "id"], name="item_order")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(line__isnull=True) | models.Q(horizon="short"), name="only_strokes_hang_under_lines"
            )
        ]


class Origin(models.Model):
    """A voice that an item grew from: who brought them together and why, and what its author says of it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="origins")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="origins")
    why = models.TextField()
    brought_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    brought_at = models.DateTimeField()
    author_agrees = models.BooleanField(null=True, blank=True)
    author_words = models.TextField(blank=True)
    author_said_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "voice"], condition=models.Q(released_at__isnull=True), name="one_origin_a_voice_and_item"
            )
        ]


class Remark(models.Model):
    """What a professional or the municipality attaches to an item: a fact, an offer or an objection; never a change."""

    class Kind(models.TextChoices):
        FACT = "fact", _("feit")
        OFFER = "offer", _("aanbod")
        OBJECTION = "objection", _("bezwaar")

    item = models.ForeignKey(Item, models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.TextField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()


class Decision(models.Model):
    """An act on the agenda that needs two keys: one of the residents and one of the independent organisation.

    Until the second key it waits in public; after `expires_on` it lapses and can be proposed anew.
    """

    class Kind(models.TextChoices):
        ORDER = "order", _("volgorde")
        MERGE = "merge", _("samenvoegen")
        ADOPT = "adopt", _("vaststellen")
        CLOSE = "close", _("afsluiten")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="agenda_decisions")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="decisions")
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    expires_on = models.DateField()
    seconded_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    seconded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class Version(models.Model):
    """The agenda as residents adopted it on a day: readable for ever, and compared with the one before it."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="agenda_versions")
    number = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    adopted_at = models.DateTimeField()
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="version")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["neighbourhood", "number"], name="one_version_a_number")]
