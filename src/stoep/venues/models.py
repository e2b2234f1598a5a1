"""Rows of places where anybody can walk in: the place with its week, hosts, other days, rooms and bookings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.network.models import Post
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address


class Venue(models.Model):
    """A place where anybody can walk in. Its week stands in `hours`: day of the week ("0" is Monday) -> spans."""

    class Access(models.TextChoices):
        YES = "yes", _("ja, zonder drempel")
        HELPED = "helped", _("met een beetje hulp")
        NO = "no", _("nee, er is een drempel of een trap")

    class Toilet(models.TextChoices):
        WIDE = "wide", _("ja, ook voor wie in een rolstoel zit")
        YES = "yes", _("ja, maar niet voor een rolstoel")
        NO = "no", _("nee")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="venues")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    on_paper = models.TextField(help_text="What can be done here without a screen.")
    step_free = models.CharField(max_length=6, choices=Access.choices)
    toilet = models.CharField(max_length=4, choices=Toilet.choices)
    languages = models.CharField(max_length=200, blank=True)
    hours = models.JSONField(default=dict)
    # The one on the first page of the wijk: network.Door says the same, written by the same act.
    is_front = models.BooleanField(default=False)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    closed_why = models.CharField(max_length=200, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood"], condition=models.Q(is_front=True), name="one_front_venue_a_neighbourhood"
            ),
            models.CheckConstraint(
                condition=models.Q(is_front=False) | models.Q(closed_on__isnull=True), name="front_venue_is_open"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("venues:venue", self.neighbourhood.slug, self.pk)


class Welcome(models.Model):
    """A host of the wijk who said: I am there, you can ask for me. Their name stands there because they said so."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="welcomes")
    post = models.ForeignKey(Post, models.PROTECT, related_name="welcomes")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "post"], condition=models.Q(until_on__isnull=True), name="one_welcome_a_host"
            )
        ]


class OtherDay(models.Model):
    """One day on which a place has other hours than every week; without any, it is closed."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="other_days")
    day = models.DateField()
    hours = models.JSONField(default=list)
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "day"], name="one_other_day_a_day")]


class Room(models.Model):
    """A room in a place that groups can ask for."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=80)
    holds = models.PositiveSmallIntegerField(help_text="How many people fit in.")
    equipped = models.CharField(max_length=200, blank=True)
    step_free = models.CharField(max_length=6, choices=Venue.Access.choices)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "name"], condition=models.Q(ended_on__isnull=True), name="one_room_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    """A room kept for a group, a part of one day. What is not public shows as taken, without saying by whom."""

    room = models.ForeignKey(Room, models.PROTECT, related_name="bookings")
    day = models.DateField()
    begins = models.CharField(max_length=5, help_text="As the hours of the place are written: 09:30.")
    ends = models.CharField(max_length=5)
    title = models.CharField(max_length=120)
    booked_for = models.CharField(max_length=120, help_text="A group or an organisation, no person's name.")
    is_public = models.BooleanField()
    booked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # For whom they work who wrote it down; None: a resident.
    booked_from = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    booked_at = models.DateTimeField()
    # The first time of something that comes back; None on that first time itself, and on what comes once.
    first_time = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later_times")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=200, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["room", "day"], name="booking_of_day")]
        constraints = [
            models.CheckConstraint(condition=models.Q(begins__lt=models.F("ends")), name="booking_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.title
