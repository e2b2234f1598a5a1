"""Rows of the archive: each copy that was made or failed, each drill, and who took the whole of it along."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.places.models import Neighbourhood
from stoep.shared.choices import label


class Copy(models.Model):
    """A copy of the neighbourhood that the system made by itself, or the day on which that did not succeed.

    `place` is where it lies, as everyone may read it; never a password. `sum` is the SHA-256 of the list of sums of
    its open part. `problem` is empty when the copy is there.
    """

    class Problem(models.TextChoices):
        NONE = "", _("gelukt")
        NO_PLACE = "no-place", _("er is nog geen plek buiten deze server")
        NOT_REACHED = "not-reached", _("de plek was niet te bereiken")
        REFUSED = "refused", _("de plek liet ons niet toe")
        FULL = "full", _("de plek is vol")
        BROKEN = "broken", _("het archief zelf kon niet gemaakt worden")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="copies")
    made_on = models.DateField()
    made_at = models.DateTimeField()
    size = models.PositiveBigIntegerField(default=0)
    root = models.CharField(max_length=44, blank=True)
    sum = models.CharField(max_length=64, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    place = models.CharField(max_length=120, blank=True)
    is_encrypted = models.BooleanField(default=False)
    problem = models.CharField(max_length=12, choices=Problem.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-made_at"], name="copy_newest")]

    def __str__(self) -> str:
        return f"{self.neighbourhood_id}: {self.made_on} {self.problem}"

    def get_problem_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What went wrong, in the reader's language."""
        return label(self.Problem, self.problem)


class Drill(models.Model):
    """The newest copy was set up again in an empty place, to see whether that works; and what came of it."""

    class Outcome(models.TextChoices):
        SAME = "same", _("alles is er, en klopt")
        OTHER = "other", _("er is iets anders dan het was")
        FAILED = "failed", _("het terugzetten lukte niet")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="drills")
    copy = models.ForeignKey(Copy, models.PROTECT, related_name="drills")
    drilled_on = models.DateField()
    drilled_at = models.DateTimeField()
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    rows = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    # What was not as it was, as a code for whoever mends it: "root", "rows", "pages", "verify", "unpack".
    told = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-drilled_at"], name="drill_newest")]

    def __str__(self) -> str:
        return f"{self.neighbourhood_id}: {self.drilled_on} {self.outcome}"

    def get_outcome_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What came of it, in the reader's language."""
        return label(self.Outcome, self.outcome)


class Taking(models.Model):
    """Somebody who holds a key took the whole archive along, the closed part too."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="takings")
    side = models.CharField(max_length=12)
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.neighbourhood_id}: {self.side}"
