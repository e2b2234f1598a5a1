"""Rows of conflicts: who clashes about what, in their own words; what was hidden by two keys; what was whispered."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item, Origin, Remark
from stoep.network.models import Post, Seat
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.choices import label
from stoep.voices.models import Hidden, Voice

# How words came in: the same four ways as any voice.
Channel = Voice.Channel


class Conflict(models.Model):
    """Something about which people in the wijk do not agree. It can be parked and settled; it is never erased."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="conflicts")
    title = models.CharField(max_length=120)
    issue = models.TextField()
    bears = models.TextField(help_text="Who bears the consequences.")
    items = models.ManyToManyField(Item, blank=True, related_name="conflicts")
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_side = models.CharField(max_length=12)
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True, help_text="When a host read it, so that all may read it.")
    closed_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["neighbourhood", "opened_at"], name="conflict_open", condition=models.Q(closed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("conflicts:conflict", args=[self.neighbourhood.slug, self.pk])


class Party(models.Model):
    """A group or a role that has a stake in it, as they call themselves; never needs to be somebody's name."""

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="parties")
    name = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conflict", "name"], name="one_party_a_name")]

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """What a party says, in their own words: the newest one counts, and those before it stay readable.

    A host reads it before others do when whoever typed it does not do a host's work.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="statements")
    position = models.TextField(help_text="What they want.")
    interests = models.TextField(blank=True, help_text="Why that matters to them.")
    values = models.TextField(blank=True, help_text="What is worth much to them.")
    not_negotiable = models.TextField(blank=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    said_on = models.DateField()
    source = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    written_side = models.CharField(max_length=12)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # Read aloud to the party itself (NL: voorgelezen). A text that never was shows as such.
    heard_on = models.DateField(null=True, blank=True)
    heard_from = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    heard_right = models.BooleanField(null=True, blank=True)
    correction = models.TextField(blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_kind = models.CharField(max_length=8, choices=Hidden.choices, blank=True)
    hidden_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(heard_on__isnull=True, heard_right__isnull=True)
                | models.Q(heard_on__isnull=False, heard_right__isnull=False),
                name="heard_with_an_answer",
            )
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"

    def get_channel_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """How it was said, in the reader's language."""
        return label(Channel, self.channel)


class Step(models.Model):
    """A step on the way out: a talk, mediation by somebody, the council. Steps are added and never changed."""

    class Kind(models.TextChoices):
        TALK = "talk", _("gesprek")
        MEDIATION = "mediation", _("bemiddeling")
        COUNCIL = "council", _("gemeenteraad")

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    on = models.DateField(help_text="On which day it is, or was.")
    what = models.TextField()
    who = models.CharField(max_length=160, blank=True, help_text="Who leads it: a role or an organisation.")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(kind="mediation", who=""), name="mediation_names_who")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What kind of step, in the reader's language."""
        return label(self.Kind, self.kind)


class Outcome(models.Model):
    """What came out of it: agreed by the parties, or decided by a named body although they do not agree."""

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="outcomes")
    words = models.TextField()
    reached_on = models.DateField()
    decided_by = models.CharField(max_length=160, blank=True, help_text="The body that decided nevertheless.")
    decided_why = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by="", decided_why="")
                | (~models.Q(decided_by="") & ~models.Q(decided_why="")),
                name="decided_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk}"


class Stance(models.Model):
    """What a party says of the outcome; its words are the minority statement, and stay beside it."""

    class Kind(models.TextChoices):
        AGREE = "agree", _("akkoord")
        LIVE_WITH = "live-with", _("kan ermee leven")
        DISAGREE = "disagree", _("oneens")

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="stances")
    party = models.ForeignKey(Party, models.PROTECT, related_name="stances")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.TextField(blank=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    written_side = models.CharField(max_length=12)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_kind = models.CharField(max_length=8, choices=Hidden.choices, blank=True)
    hidden_why = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.party_id}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Agreed, can live with it, or not agreed, in the reader's language."""
        return label(self.Kind, self.kind)


class Park(models.Model):
    """A conflict that rests until a day, with the reason; it stays in sight."""

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="parks")
    why = models.TextField()
    again_on = models.DateField(help_text="When it is looked at again.")
    parked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    parked_at = models.DateTimeField()
    resumed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conflict"], condition=models.Q(resumed_at__isnull=True), name="parked_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"park {self.conflict_id}"


class Closing(models.Model):
    """A proposal to close a conflict with this outcome: one key proposes, the other confirms within fourteen days."""

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="closings")
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="closings")
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    expires_on = models.DateField()
    seconded_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    seconded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"closing {self.conflict_id}"


class Hiding(models.Model):
    """A proposal to hide words, or to show them again (`undo`): for threats and personal data only, by two keys."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="hidings")
    kind = models.CharField(max_length=8, choices=Hidden.choices)
    why = models.TextField(help_text="Everybody reads this: it repeats nothing of what is hidden.")
    undo = models.BooleanField(default=False)
    voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="hidings")
    origin = models.ForeignKey(Origin, models.PROTECT, null=True, blank=True, related_name="hidings")
    remark = models.ForeignKey(Remark, models.PROTECT, null=True, blank=True, related_name="hidings")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="hidings")
    stance = models.ForeignKey(Stance, models.PROTECT, null=True, blank=True, related_name="hidings")
    # Any other text: encrypted here, and nowhere else once it is hidden. `first` hid what this one shows again.
    kept = models.BinaryField(null=True, blank=True)
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    expires_on = models.DateField()
    seconded_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    seconded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"hiding {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("conflicts:hiding", args=[self.neighbourhood.slug, self.pk])

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """A threat, or personal data, in the reader's language."""
        return label(Hidden, self.kind)


class Reached(models.Model):
    """How a confidant is reached without a screen, as they chose to say it themselves, in public."""

    post = models.OneToOneField(Post, models.PROTECT, related_name="reached")
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return f"reached {self.post_id}"


class Whisper(models.Model):
    """Something that somebody dares not say in public. It knows days and no hours, no address, and no person.

    Its key is drawn at random, so that a row does not tell what came before it. No act about it stands in the log.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="whispers")
    number = models.CharField(max_length=7, unique=True)
    secret_hash = models.CharField(max_length=64)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    last_on = models.DateField(help_text="The day of the last word in it.")
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return "whisper"


class Whispered(models.Model):
    """One text in it, encrypted: from the writer, from a confidant, or a text that a confidant asks to pass on."""

    class Kind(models.TextChoices):
        SAID = "said", _("van de schrijver")
        REPLY = "reply", _("van een vertrouwenspersoon")
        ASK = "ask", _("vraag om dit door te geven")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    whisper = models.ForeignKey(Whisper, models.CASCADE, related_name="texts")
    place = models.PositiveSmallIntegerField(help_text="Its place in the conversation.")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    sealed_words = models.BinaryField()
    written_on = models.DateField()
    agreed = models.BooleanField(null=True, blank=True, help_text="What the writer says of passing this text on.")
    passed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["whisper", "place"], name="one_text_a_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"
