"""Rows of the sealed log. Entries are only ever added; what a person said about themselves lies apart, to be erased."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.urls import reverse


class Log(models.Model):
    """The one log of a neighbourhood: how many entries it has, and the roots of its complete subtrees (`peaks`).

    `origin` is its name in every checkpoint; it stays as it is when the neighbourhood or the website is renamed.
    """

    neighbourhood = models.OneToOneField("places.Neighbourhood", models.PROTECT, related_name="log")
    origin = models.CharField(max_length=200, unique=True)
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.origin} ({self.size})"

    def get_absolute_url(self) -> str:
        return reverse("record:log", args=[self.neighbourhood.slug])


class Entry(models.Model):
    """One act. `leaf` is the exact text that was sealed; the other columns repeat it, so that it can be found.

    `sealed_at` never runs back within a log. `subject` is what the act was about, such as "voice:K7QM4XR".
    """

    log = models.ForeignKey(Log, models.PROTECT, related_name="entries")
    index = models.PositiveBigIntegerField()
    act = models.CharField(max_length=64)
    subject = models.CharField(max_length=100, blank=True)
    sealed_at = models.DateTimeField()
    leaf = models.TextField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "index"], name="entry_once_per_index")]
        indexes = [models.Index(fields=["log", "subject", "index"], name="entry_by_subject")]

    def __str__(self) -> str:
        return f"{self.index} {self.act}"

    def get_absolute_url(self) -> str:
        return reverse("record:entry", args=[self.log.neighbourhood.slug, self.index])

    def sealed(self) -> dict[str, Any]:
        """What was sealed, read from the exact text: act, at, by, facts, index, log, personal, subject."""
        content: dict[str, Any] = json.loads(self.leaf)
        return content


class Opening(models.Model):
    """What stands behind a commitment: the salt and the value. Deleting this row is what erasing means."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="openings")
    field = models.CharField(max_length=64)
    salt = models.BinaryField(max_length=32)
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "field"], name="opening_once_per_field")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"


class RowSalt(models.Model):
    """The salt behind the newest hash of a row of some room ("voices.answer:12"). There is one; older ones are gone."""

    log = models.ForeignKey(Log, models.CASCADE, related_name="row_salts")
    name = models.CharField(max_length=80)
    salt = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "name"], name="one_salt_a_row")]

    def __str__(self) -> str:
        return self.name


class Checkpoint(models.Model):
    """The log as it was at one moment, signed: `note` is the signed text, `root` its root in base64."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints")
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=44)
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="checkpoint_once_per_size")]

    def __str__(self) -> str:
        return f"{self.size} {self.root}"

    def get_absolute_url(self) -> str:
        return reverse("record:checkpoint", args=[self.log.neighbourhood.slug, self.size])


class Node(models.Model):
    """The hash over a complete subtree of 256, 65,536, … entries (level 8, 16, …): so a proof reads few rows."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="nodes")
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "level", "index"], name="node_once_per_place")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"
