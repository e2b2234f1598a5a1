"""Rows of tables: who sits at which table, plans there and what residents held, and what the partnership decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
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
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("tables:table", self.neighbourhood.slug, self.pk)

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
    rests_on = models.ForeignKey("Position", models.PROTECT, null=True, blank=True, related_name="+")
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(established_at__isnull=True, rests_on__isnull=True)
                | models.Q(established_at__isnull=False, rests_on__isnull=False),
                name="no_plan_without_residents_position",
            )
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
