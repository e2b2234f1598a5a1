"""Rows of the box: sealed ballots in no order, without moment, channel or network, and what may be told of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from stoep.budgeting.models.setup import Decision, Round
from stoep.people.models import Person


class Box(models.Model):
    """The box of one round: the half of the count key that seals, and what became of the box."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="box")
    # Bound into every envelope and code; with a part by chance, since another server may have a round of this number.
    name = models.CharField(max_length=120, unique=True)
    # The count key, in hexadecimal; a new one in front of five counters makes the sheets of the old one worthless.
    public = models.CharField(max_length=64, blank=True)
    key_made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    key_made_at = models.DateTimeField(null=True, blank=True)
    # What two keys decided that let this key come in the place of one of which a sheet was shown.
    key_decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_count = models.PositiveIntegerField(null=True, blank=True)
    # SHA-256 over all envelopes in the order of their keys, as it was at closing.
    closed_hash = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    # What did not count, by reason (core.ballots.opening.Reason), and how many voters do count.
    left_out: models.JSONField[Any, Any] = models.JSONField(default=dict)
    voters = models.PositiveIntegerField(null=True, blank=True)
    papers = models.PositiveIntegerField(default=0, help_text="Envelopes put in from paper, after closing.")
    # Stacks of neighbouring letters that were voted with one after another, by their least size; never which letters.
    stacks: models.JSONField[Any, Any] = models.JSONField(default=dict)
    wiped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_hash="", closed_count__isnull=True)
                | Q(closed_at__isnull=False, closed_count__isnull=False) & ~Q(closed_hash=""),
                name="a_closed_box_has_a_number_and_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(closed_at__isnull=False), name="closed_before_it_is_opened"
            ),
        ]


class Envelope(models.Model):
    """One sealed ballot, under a key by chance. On SQLite the table has no rowid: it lies in the order of the keys.

    No constraint to the round in the database: PostgreSQL would lock the round at each vote, and write down by whom.
    """

    key = models.BinaryField(max_length=16, primary_key=True)
    round = models.ForeignKey(Round, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    sealed = models.BinaryField()


class VoteNumber(models.Model):
    """Which number the last envelope bears inside, so that the last vote of a code is known. SQLite only: one row.

    PostgreSQL has a sequence for it.
    """

    last = models.PositiveBigIntegerField(default=0)


class VoteCount(models.Model):
    """How many envelopes came in one hour by one channel. Written from memory, minutes later, never with a ballot."""

    class Channel(models.TextChoices):
        SCREEN = "screen"
        PAPER = "paper"

    round = models.ForeignKey(Round, models.PROTECT, related_name="vote_counts")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    hour = models.DateTimeField()
    many = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "channel", "hour"], name="one_vote_count_an_hour")]


class Flag(models.Model):
    """Something that two observers should look at: many ballots of one network in an hour. It deletes nothing."""

    class Kind(models.TextChoices):
        NETWORK = "network"

    round = models.ForeignKey(Round, models.PROTECT, related_name="flags")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    hour = models.DateTimeField()
    many = models.PositiveIntegerField()
    place = models.CharField(max_length=200, blank=True, help_text="Where people get help to vote.")
