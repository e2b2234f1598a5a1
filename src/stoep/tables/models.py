"""Rows of tables: who sits at which table, plans there and what residents held, and what the partnership decided."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.conflicts.models import Conflict
from stoep.network.models import Seat
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.choices import label


class Table(models.Model):
    """A table at which something about the neighbourhood is decided, as somebody of the network wrote it down."""

    class Kind(models.TextChoices):
        ALLIANCE = "alliance", _("alliantie")
        STEERING = "steering", _("stuurgroep")
        COALITION = "coalition", _("coalitie")
        MEETING = "meeting", _("overleg")
        OTHER = "other", _("andere tafel")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="tables")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    convened_by = models.CharField(max_length=160)
    about = models.TextField()
    ground = models.TextField(blank=True, help_text="The law, the grant or the agreement on which it rests.")
    since_on = models.DateField(null=True, blank=True)
    registered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    registered_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Entered by mistake; it stays readable.")
    withdrawn_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.TextField(blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("tables:table", self.neighbourhood.slug, self.pk)

    @property
    def is_over(self) -> bool:
        """Whether it has ended, or was withdrawn since it had been entered by mistake."""
        return self.ended_at is not None or self.withdrawn_at is not None

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What sort of table it is, in the reader's language."""
        return label(self.Kind, self.kind)


class TableSeat(models.Model):
    """One seat at such a table: for which party, with a vote or without, from when to when.

    Without a party it is a seat of residents. That counts only once residents themselves said so: `confirmed_by`.
    """

    table = models.ForeignKey(Table, models.PROTECT, related_name="seats")
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="table_seats")
    # Whoever sits there for residents, when they have a seat in the partnership: it stops counting as residents' on
    # the day that they work for an organisation.
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    called = models.CharField(max_length=120, blank=True)
    votes = models.BooleanField()
    since_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    written_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    denied_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    denied_at = models.DateTimeField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(party__isnull=True)
                | models.Q(confirmed_at__isnull=True, denied_at__isnull=True, person__isnull=True),
                name="only_residents_seats_are_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(denied_at__isnull=True),
                name="table_seat_confirmed_or_denied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id}: {self.party_id or 'residents'}"

    @property
    def counts_as_residents(self) -> bool:
        """Whether residents said that this seat is theirs, and nobody who works for an organisation sits in it."""
        ours = self.party_id is None and self.confirmed_at is not None
        return ours and (self.person is None or self.person.side == Organisation.Kind.RESIDENTS)

    @property
    def is_claim(self) -> bool:
        """Whether others say that residents sit here, and residents did not answer yet."""
        return self.party_id is None and self.confirmed_at is None and self.denied_at is None


class Plan(models.Model):
    """A plan on one of these tables. It is established only on a position of residents: the database holds it too."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="plans")
    title = models.CharField(max_length=120)
    about = models.TextField()
    link = models.CharField(max_length=500, blank=True)
    why_new = models.TextField(blank=True, help_text="Why this is new, though something alike was there already.")
    items = models.ManyToManyField(Item, blank=True, related_name="plans")
    drafted_on = models.DateField()
    public_since_on = models.DateField(null=True, blank=True)
    registered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    registered_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    established_at = models.DateTimeField(null=True, blank=True)
    established_on = models.DateField(null=True, blank=True, help_text="The day of the meeting, as it was typed.")
    established_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    established_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    established_why = models.TextField(blank=True)
    # What is missing in it, in words, asked when it is established; None: from before that was asked.
    missed = models.TextField(null=True, blank=True)
    rests_on = models.ForeignKey("Position", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Entered by mistake; it stays readable.")
    withdrawn_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.TextField(blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(established_at__isnull=True, rests_on__isnull=True)
                | models.Q(established_at__isnull=False, rests_on__isnull=False),
                name="no_plan_without_residents_position",
            ),
            models.CheckConstraint(
                condition=models.Q(established_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="an_established_plan_is_not_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("tables:plan", self.table.neighbourhood.slug, self.pk)


class Position(models.Model):
    """What residents held of a plan: for, against or with a reservation, in words; who was there; how it was decided.

    Written down by a residents' seat only. A later one stands beside it; both stay.
    """

    class Kind(models.TextChoices):
        FOR = "for", _("voor")
        AGAINST = "against", _("tegen")
        RESERVATION = "reservation", _("voorbehoud")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="positions")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    words = models.TextField(blank=True)
    present = models.TextField(help_text="Who was there, in words.")
    seats = models.ManyToManyField(TableSeat, blank=True, related_name="positions")
    decided_how = models.TextField()
    held_on = models.DateField()
    recorded_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="for") | ~models.Q(words=""), name="a_reservation_and_a_no_have_words"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.kind}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """For, against or with a reservation, in the reader's language."""
        return label(self.Kind, self.kind)


class Resolution(models.Model):
    """A decision of the partnership: what is decided, in which way, in rounds; closed it stays as it is.

    `roll` is what counted at the closing: every seat with its side, its votes and what it said, and the quorum. From
    that alone the outcome follows (rules.outcome), whatever becomes of seats and votes later.
    """

    class Method(models.TextChoices):
        CONSENT = "consent", _("instemming: niemand heeft een bezwaar met een reden")
        MAJORITY = "majority", _("meerderheid van de stemmen")
        BOTH = "both", _("meerderheid van de stemmen, en ook van de bewoners")

    class Outcome(models.TextChoices):
        CARRIED = "carried", _("besloten")
        REJECTED = "rejected", _("verworpen")
        OBJECTED = "objected", _("niet doorgegaan, er stond een bezwaar")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="resolutions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    method = models.CharField(max_length=8, choices=Method.choices)
    items = models.ManyToManyField(Item, blank=True, related_name="resolutions")
    conflicts = models.ManyToManyField(Conflict, blank=True, related_name="resolutions")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    round = models.PositiveSmallIntegerField(default=1)
    opened_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    roll: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # What is missing in it, in words, asked when it is closed; None: from before that was asked.
    missed = models.TextField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["neighbourhood", "number"], name="one_resolution_a_number"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, outcome="")
                | models.Q(closed_at__isnull=False, withdrawn_at__isnull=True) & ~models.Q(outcome=""),
                name="closed_with_an_outcome_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return address("tables:resolution", self.neighbourhood.slug, self.number)

    def get_method_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """In which way it is decided, in the reader's language."""
        return label(self.Method, self.method)

    @property
    def is_open(self) -> bool:
        """Whether seats can still say something that counts."""
        return self.closed_at is None and self.withdrawn_at is None


class Wording(models.Model):
    """The text of a decision in one round: with an objection it is written anew, and everybody speaks again."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="wordings")
    round = models.PositiveSmallIntegerField()
    words = models.TextField()
    why = models.TextField(blank=True)
    held_on = models.DateField(null=True, blank=True, help_text="The day of the meeting, as it was typed.")
    written_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resolution", "round"], name="one_wording_a_round")]

    def __str__(self) -> str:
        return f"{self.resolution_id}: {self.round}"


class Ballot(models.Model):
    """What one seat says of a decision in one round, once. Whoever says something was there.

    A leading seat may write down what others said in a meeting: `written_by`. The seat itself can say that it is not
    right (`denied_at`, and what it did say), and can withdraw an objection.
    """

    class Said(models.TextChoices):
        AGREE = "agree", _("akkoord")
        OBJECT = "object", _("bezwaar")
        AGAINST = "against", _("tegen")
        ABSTAIN = "abstain", _("onthouding")
        ASIDE = "aside", _("stapt opzij, heeft er belang bij")

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="ballots")
    round = models.PositiveSmallIntegerField()
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="ballots")
    said = models.CharField(max_length=7, choices=Said.choices)
    why = models.TextField(blank=True)
    # Whose seat has interests in the register of the network says of each decision that it is not about them.
    is_apart = models.BooleanField(default=False)
    cast_at = models.DateTimeField()
    written_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    denied_at = models.DateTimeField(null=True, blank=True)
    own_said = models.CharField(max_length=7, choices=Said.choices, blank=True)
    own_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resolution", "round", "seat"], name="one_ballot_a_seat_and_round"),
            models.CheckConstraint(
                condition=~models.Q(said="object") | ~models.Q(why=""), name="an_objection_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(denied_at__isnull=True, own_said="")
                | models.Q(denied_at__isnull=False, written_by__isnull=False) & ~models.Q(own_said=""),
                name="only_what_another_wrote_is_denied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resolution_id}, {self.seat_id}: {self.said}"

    def get_said_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What was said, in the reader's language."""
        return label(self.Said, self.said)

    def get_own_said_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What the seat itself says that it said, in the reader's language."""
        return label(self.Said, self.own_said)

    @property
    def counts_as(self) -> str:
        """What it counts as now: the own word goes before what was written down; a withdrawn objection is none."""
        if self.denied_at is not None:
            return self.own_said
        return self.Said.ABSTAIN.value if self.withdrawn_at is not None else self.said


class MinorityStatement(models.Model):
    """What a seat that did not agree wants to stand with the decision, dated. It is printed with it for ever."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="statements")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    words = models.TextField()
    written_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.resolution_id}, {self.seat_id}"
