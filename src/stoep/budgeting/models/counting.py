"""Row of a count that runs: how far it is. What is typed to open the box stands in no row."""

from __future__ import annotations

from django.db import models

from stoep.budgeting.models.setup import Round
from stoep.people.models import Person


class Count(models.Model):
    """The count of a round while it runs, for its page to tell how far it is; from whichever process is asked.

    It runs in the memory of one process. When that is killed, `beat_at` stays behind, and it may be begun anew.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="count")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    beat_at = models.DateTimeField()
    percentage = models.PositiveSmallIntegerField(default=0)
    # Why it ended without a result: the code of a refusal, or "broke-off".
    trouble = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.round_id}: {self.percentage}%"
