"""Rows of the calendar: what is asked of residents, calendars of others, and proposals to do two things together."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from stoep.calendar.rules import Asking
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.venues.models import Venue


class Party(models.TextChoices):
    """Who asks something of residents. A grid company and a water board are no kind of organisation at the table."""

    RESIDENTS = "resident", _("bewoners")
    INDEPENDENT = "independent", _("onafhankelijke organisatie")
    MUNICIPALITY = "municipality", _("gemeente")
    HOUSING = "housing", _("woningcorporatie")
    GRID = "grid", _("netbeheerder")
    WATER = "water", _("waterschap")
    SCHOOL = "school", _("school")
    CARE = "care", _("zorg en welzijn")
    POLICE = "police", _("politie")
    OTHER = "other", _("andere organisatie")


class Group(models.TextChoices):
    """Of whom it is asked."""

    EVERYBODY = "everybody", _("iedereen")
    YOUTH = "12-17", _("jongeren van 12 tot en met 17")
    YOUNG = "16-27", _("jongeren van 16 tot en met 27")
    PARENTS = "parents", _("ouders")
    OLDER = "older", _("ouderen")
    NEWCOMERS = "newcomers", _("mensen die hier nieuw zijn")
    SHOPKEEPERS = "shopkeepers", _("winkeliers en ondernemers")
    TENANTS = "tenants", _("huurders")
    OWNERS = "owners", _("mensen met een eigen huis")
    OTHERS = "others", _("een andere groep")


class Feed(models.Model):
    """The calendar of another party: an address that is looked at each day, or ("" as address) files that are sent."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="feeds")
    name = models.CharField(max_length=120, help_text="Whose calendar it is, in words.")
    party = models.CharField(max_length=12, choices=Party.choices)
    address = models.CharField(max_length=300, blank=True)
    # What such a file does not tell, for each thing in it.
    groups = models.JSONField(default=list)
    streets = models.JSONField(default=list)
    asked_people = models.PositiveIntegerField(null=True, blank=True)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_from = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # What happened at the newest look: no act of anybody, so these two are not sealed.
    looked_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=20, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "address"],
                condition=models.Q(ended_at__isnull=True) & ~models.Q(address=""),
                name="one_feed_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One thing that is asked of residents: a session on some days, or a process that runs from a day until a day."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="calendar")
    party = models.CharField(max_length=12, choices=Party.choices)
    asked_by = models.CharField(max_length=120, help_text="Who asks, in words: an organisation or a group.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    # The days of a session as "2026-04-21"; none: it runs all the time from the first until the last day.
    days = models.JSONField(default=list)
    begins = models.CharField(max_length=5, blank=True, help_text="As 19:30; a row with a TimeField is not sealed.")
    ends = models.CharField(max_length=5, blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="calendar")
    place = models.CharField(max_length=160, blank=True)
    streets = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    # About how many people are asked, and how many minutes of each; None: nobody said.
    asked_people = models.PositiveIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    link = models.CharField(max_length=300, blank=True)
    # Whoever asks was told what people had said about it before, and why they ask all the same.
    is_known = models.BooleanField(default=False)
    why_still_needed = models.TextField(blank=True)
    why_new = models.TextField(blank=True, help_text="Why this is new, though something alike was there already.")
    # A higher room keeps this line ("gatherings.gathering:12"): there it is changed, and its page is at `path`.
    kept_by = models.CharField(max_length=80, blank=True)
    path = models.CharField(max_length=200, blank=True)
    feed = models.ForeignKey(Feed, models.PROTECT, null=True, blank=True, related_name="entries")
    # Which thing in the calendar of the other party: a hash of the number that they gave it.
    uid = models.CharField(max_length=64, blank=True)
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    entered_from = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "first_on"], name="calendar_by_day")]
        constraints = [
            models.CheckConstraint(condition=models.Q(first_on__lte=models.F("last_on")), name="entry_ends_later"),
            models.UniqueConstraint(
                fields=["feed", "uid"], condition=models.Q(feed__isnull=False), name="one_entry_a_uid"
            ),
            models.UniqueConstraint(fields=["kept_by"], condition=~models.Q(kept_by=""), name="one_entry_a_higher_row"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return address("calendar:entry", self.neighbourhood.slug, self.pk)

    @cached_property
    def on_days(self) -> list[date]:
        """The days of a session; none for what runs all the time."""
        return [date.fromisoformat(day) for day in self.days]

    def asking_when(self) -> Asking:
        """Only when it is asked, as the rules count it."""
        return Asking(self.first_on, self.last_on, self.on_days)

    def asking(self) -> Asking:
        """When, where and of whom it is asked, as the rules compare it."""
        return Asking(self.first_on, self.last_on, self.on_days, self.streets, self.groups)


class Joining(models.Model):
    """One organiser asks another: shall we do these two together? The answer is yes or no, with a reason."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="proposed")
    other = models.ForeignKey(Entry, models.PROTECT, related_name="asked")
    words = models.TextField()
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    is_yes = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "other"], condition=models.Q(answered_at__isnull=True), name="one_open_joining_a_pair"
            ),
            models.CheckConstraint(condition=~models.Q(entry=models.F("other")), name="joining_of_two"),
        ]
