"""Rows of an activity: who invites to what, with how much influence, and whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.models.inviting import Channel, Language
from stoep.network.influence import Influence
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.venues.models import Venue


class Activity(models.Model):
    """Something to which people are invited. It is public once it says everything that a guest must know."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="activities")
    title = models.CharField(max_length=120)
    inviter = models.CharField(max_length=60, blank=True, help_text="Who invites: somebody's name, as they want it.")
    inviter_is = models.CharField(max_length=120, blank=True, help_text="Who that is: a neighbour, of the garden club.")
    phone = models.CharField(max_length=40, blank=True, help_text="Where to ring them; everybody reads it.")
    face = models.FileField(upload_to="photos/", blank=True)
    face_described = models.CharField(max_length=200, blank=True)
    asked = models.TextField(blank=True)
    influence = models.CharField(max_length=9, choices=Influence.choices, blank=True)
    afterwards = models.TextField(blank=True)
    afterwards_on = models.DateField(null=True, blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="activities")
    place = models.CharField(max_length=160, blank=True)
    day = models.DateField(null=True, blank=True)
    begins = models.CharField(max_length=5, blank=True, help_text="As hours are written: 19:30.")
    ends = models.CharField(max_length=5, blank=True)
    is_youth = models.BooleanField(default=False, help_text="A session of young people themselves, from twelve.")
    why_still = models.TextField(blank=True, help_text="What was known already, and why the question is still needed.")
    why_new = models.TextField(blank=True, help_text="Why this is new, though something alike was there already.")
    clash_answer = models.TextField(blank=True, help_text="Why it goes on beside what else is asked then.")
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["neighbourhood", "day", "id"], name="activity_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | (
                    ~Q(inviter="")
                    & ~Q(asked="")
                    & ~Q(influence="")
                    & ~Q(afterwards="")
                    & Q(afterwards_on__isnull=False)
                    & (Q(venue__isnull=False) | ~Q(place=""))
                    & Q(day__isnull=False)
                    & ~Q(begins="")
                ),
                name="published_says_everything",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(published_at__isnull=False), name="closed_was_published"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("gatherings:activity", self.neighbourhood.slug, self.pk)

    @property
    def is_open(self) -> bool:
        """Whether people are invited and may answer: published, not called off and not closed."""
        return bool(self.published_at) and not self.called_off_at and not self.closed_at

    @property
    def where(self) -> str:
        """The place in one line."""
        parts = [self.venue.name, self.venue.address] if self.venue else []
        return ", ".join([*parts, self.place] if self.place else parts)

    @property
    def hours(self) -> str:
        """From when until when: "19:30 – 21:00"."""
        return f"{self.begins} – {self.ends}" if self.ends else self.begins


class Whom(models.Model):
    """Whom an activity invites, by which way and in which language. Of a list only its name, holder and size."""

    class Kind(models.TextChoices):
        STREET = "street", _("een straat")
        BLOCK = "block", _("een flat of een blok")
        GROUP = "group", _("een groep of club")
        SCHOOL = "school", _("een school")
        SHOP = "shop", _("een winkel")
        MOSQUE = "mosque", _("een moskee, kerk of tempel")
        LIST = "list", _("een lijst die iemand heeft")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="whom")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=120)
    holder = models.CharField(max_length=120, blank=True, help_text="Who keeps the list; it stays with them.")
    size = models.PositiveIntegerField(null=True, blank=True, help_text="About how many people or doors.")
    channel = models.CharField(max_length=7, choices=Channel.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    added_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind="list") | ~Q(holder=""), name="a_list_has_a_holder"),
        ]

    def __str__(self) -> str:
        return self.name


class Translation(models.Model):
    """The words of one activity in another language, with who says that they are right; the newest counts."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="translations")
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=120)
    inviter_is = models.CharField(max_length=120, blank=True)
    asked = models.TextField()
    afterwards = models.TextField()
    place = models.CharField(max_length=160, blank=True)
    reader = models.CharField(max_length=120, help_text="Who reads this language and says that it is right.")
    approved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
