"""Rows of people: accounts, persons, organisations, and how somebody asked to be told."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.places.models import Neighbourhood


class Accounts(BaseUserManager["Account"]):
    """Makes accounts; the name and shape are Django's. There is no superuser to make."""

    def create_user(self, email: str, **fields: Any) -> Account:
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_unusable_password()
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """A way to sign in: by a code sent to this e-mail address, or by a passkey. It gives no rights of its own."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    # When its owner was told that an account which nobody uses will end.
    warned_at = models.DateTimeField(null=True, blank=True)
    # In which language they last signed in: so they are told in it.
    language = models.CharField(max_length=5, default="nl")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects: ClassVar[Accounts] = Accounts()

    def __str__(self) -> str:
        return f"account {self.pk}"


class Organisation(models.Model):
    """A party in the neighbourhood, by its kind. The kind decides on which side its people sit."""

    class Kind(models.TextChoices):
        RESIDENTS = "resident", _("bewonersnetwerk")
        INDEPENDENT = "independent", _("onafhankelijke organisatie")
        MUNICIPALITY = "municipality", _("gemeente")
        HOUSING = "housing", _("woningcorporatie")
        POLICE = "police", _("politie")
        SCHOOL = "school", _("school")
        CARE = "care", _("zorg en welzijn")
        OTHER = "other", _("andere organisatie")

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        # One name may stand for two kinds: whoever names the municipality as something else must not hold its name.
        constraints = [models.UniqueConstraint(fields=["name", "kind"], name="organisation_once_per_kind")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who takes part under a name: a resident with a seat, a host, an official.

    No BSN and no birth date: at most a buurt code and a band of years, and only if they give it.
    Whoever works for an organisation counts as that organisation, also when they live in the wijk. Only they
    themselves say that they work there (network.actions.work_for): no table can make an official of anybody.
    """

    class YearBand(models.TextChoices):
        YOUTH = "12-17", _("12 tot en met 17")
        YOUNG = "18-26", _("18 tot en met 26")
        MIDDLE = "27-64", _("27 tot en met 64")
        OLDER = "65+", _("65 en ouder")

    name = models.CharField(max_length=120)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True, related_name="person")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="people")
    buurt_code = models.CharField(max_length=16, blank=True)
    year_band = models.CharField(max_length=6, choices=YearBand.choices, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> str:
        """The side on which this person sits: their organisation's kind, else "resident"."""
        return self.organisation.kind if self.organisation else Organisation.Kind.RESIDENTS.value


class Contact(models.Model):
    """An address that somebody gave in order to be told: encrypted, apart from what they said, and erasable."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("per e-mail")
        LETTER = "letter", _("per brief")
        PHONE = "phone", _("per telefoon, door de gastheer of gastvrouw")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    sealed_address = models.BinaryField(blank=True)
    language = models.CharField(max_length=5, default="nl")
    given_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)


class Telling(models.Model):
    """One message to one contact: waiting until it is sent, printed or spoken, and when that happened."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="tellings")
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="tellings")
    about = models.CharField(max_length=40, help_text="The receipt number or address that this is about.")
    subject = models.CharField(max_length=160)
    body = models.TextField()
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True, blank=True)
    # Claimed by one that delivers, before the message leaves: nobody else sends it meanwhile.
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["neighbourhood", "created_at"], name="telling_waiting", condition=models.Q(told_at__isnull=True)
            ),
            models.Index(fields=["next_try_at"], name="telling_next_try", condition=models.Q(told_at__isnull=True)),
        ]


class Remembered(models.Model):
    """What is counted for a short while by allauth, such as wrong codes: one store for all workers of the site.

    Django's own database cache keeps its rows here (settings.CACHES). Keys are keyed hashes, never an address.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key


class Knock(models.Model):
    """How often somebody knocked within a span of time; kept by a keyed hash that changes daily, never an address."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)
