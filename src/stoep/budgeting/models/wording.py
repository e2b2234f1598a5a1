"""Rows of words: the fixed sentences of a vote in one language, as somebody of the wijk approved them."""

from __future__ import annotations

from typing import Any

from django.db import models

from stoep.gatherings.models import Language
from stoep.people.models import Person
from stoep.places.models import Neighbourhood


class VoteWording(models.Model):
    """The fixed sentences of letters, ballots, the voting page and the poster in one language; all stay readable.

    A round goes by the newest that was approved before its voting began, so nothing changes while people vote.
    """

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="vote_wordings")
    language = models.CharField(max_length=2, choices=Language.choices)
    texts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    reader = models.CharField(max_length=120, help_text="Who reads this language and says that it is right.")
    approved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "language", "-id"], name="vote_wording_newest")]
