"""A print job: it passes within a day, and only counts stay."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.models.activity import Activity
from stoep.gatherings.models.inviting import Language
from stoep.people.models import Person


class PrintJob(models.Model):
    """Cards or letters being made. Addresses lie under the lock while it runs, and are gone when it is done."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("brieven op A4, één per deur")
        CARD_A5 = "card-a5", _("kaarten A5, twee op een A4")
        CARD_A6 = "card-a6", _("kaarten A6, vier op een A4")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="jobs")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    is_reminder = models.BooleanField(default=False)
    # Which sendings, languages and houses, as JSON, encrypted (people.sealing); empty when it is done.
    sealed = models.BinaryField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True, blank=True, help_text="When it last came further.")
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=40, blank=True, help_text="A name by chance in DATA/prints; empty when wiped.")
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    @property
    def percentage(self) -> int:
        """How far it is, of a hundred."""
        return 100 * self.done // self.total if self.total else 100
