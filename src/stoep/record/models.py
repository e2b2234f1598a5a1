"""Rows of the sealed log. Entries are only ever added; what a person said about themselves lies apart, to be erased."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


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


class LogKey(models.Model):
    """From which size these public keys sign the log: `keys` holds them as written, one a line. The next row ends it.

    Why: the log began, the keys were renewed under the old ones, or the log moved to a server with other keys.
    """

    class Why(models.TextChoices):
        FIRST = "first", _("vanaf het begin")
        RENEWED = "renewed", _("vernieuwd, met de oude sleutel ondertekend")
        MOVED = "moved", _("verhuisd naar een andere server")

    log = models.ForeignKey(Log, models.PROTECT, related_name="log_keys")
    from_size = models.PositiveBigIntegerField()
    keys = models.TextField()
    why = models.CharField(max_length=8, choices=Why.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "from_size"], name="log_keys_once_per_size")]
        ordering = ["from_size"]

    def __str__(self) -> str:
        return f"{self.from_size} {self.why}"


class Witness(models.Model):
    """Who countersigns the checkpoints of a neighbourhood from a computer of their own, and with which public key.

    `key` reads as C2SP writes it: name+id+base64. A witness is an organisation, or the residents' network: no person.
    """

    class Party(models.TextChoices):
        RESIDENT = "resident", _("bewonersnetwerk")
        LIBRARY = "library", _("bibliotheek of archief")
        HOUSING = "housing", _("woningcorporatie")
        INDEPENDENT = "independent", _("onafhankelijke organisatie")
        MUNICIPALITY = "municipality", _("gemeente")
        OTHER = "other", _("andere organisatie")

    neighbourhood = models.ForeignKey("places.Neighbourhood", models.PROTECT, related_name="witnesses")
    called = models.CharField(max_length=120)
    party = models.CharField(max_length=12, choices=Party.choices)
    key = models.CharField(max_length=200)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "key"],
                condition=models.Q(until_on__isnull=True),
                name="one_running_witness_a_key",
            )
        ]

    def __str__(self) -> str:
        return self.called


class WitnessPolicy(models.Model):
    """How many witnesses must have seen a checkpoint before it counts, from a day. The newest row is in force."""

    neighbourhood = models.ForeignKey("places.Neighbourhood", models.PROTECT, related_name="witness_policies")
    needed = models.PositiveSmallIntegerField()
    since_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(needed__gte=1), name="policy_needs_a_witness")]

    def __str__(self) -> str:
        return str(self.needed)


class Cosignature(models.Model):
    """A checkpoint as a witness saw it: `data` is eight bytes of time and an Ed25519 signature (C2SP, kind 0x04)."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.ForeignKey(Witness, models.PROTECT, related_name="cosignatures")
    data = models.BinaryField(max_length=72)
    signed_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "witness"], name="cosigned_once_a_witness"),
        ]

    def __str__(self) -> str:
        return f"{self.checkpoint_id} {self.witness_id}"


class Stamp(models.Model):
    """The time at which somebody outside (RFC 3161) saw a checkpoint: `response` is their whole answer, in DER."""

    checkpoint = models.OneToOneField(Checkpoint, models.PROTECT, related_name="stamp")
    name = models.CharField(max_length=100)
    stamped_at = models.DateTimeField()
    response = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.name} {self.stamped_at:%Y-%m-%d}"
