"""Rows of inviting: approved words, what was sent, answers as counts, codes that were used, and doors to pass by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Person
from stoep.places.models import Neighbourhood


class Channel(models.TextChoices):
    """By which way people are invited."""

    DOOR = "door", _("aan de deur")
    LETTER = "letter", _("met een brief")
    CARD = "card", _("met een kaart")
    PHONE = "phone", _("met de telefoon")
    POSTER = "poster", _("met een poster")
    MESSAGE = "message", _("met een bericht in een groep")


class Language(models.TextChoices):
    """The languages of invitations, each called as its own speakers call it."""

    NL = "nl", "Nederlands"
    EN = "en", "English"
    TR = "tr", "Türkçe"
    AR = "ar", "العربية"
    PL = "pl", "polski"


class Wording(models.Model):
    """The fixed sentences of cards, letters and the answer page in one language, as somebody approved them here."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=2, choices=Language.choices)
    texts = models.JSONField(default=dict)
    reader = models.CharField(max_length=120, help_text="Who reads this language and says that it is right.")
    approved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "language", "-id"], name="newest_wording")]


class Sending(models.Model):
    """Invitations that went out together: one street (or ""), one way, one language. How many, and never to whom."""

    activity = models.ForeignKey("gatherings.Activity", models.PROTECT, related_name="sendings")
    number = models.PositiveIntegerField(unique=True, help_text="Stands in each code; drawn by chance.")
    channel = models.CharField(max_length=7, choices=Channel.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    street = models.CharField(max_length=80, blank=True)
    sent = models.PositiveIntegerField()
    has_codes = models.BooleanField(default=False)
    blocks = models.PositiveSmallIntegerField(
        default=0, help_text="How many packs hold codes of it (rules.codes.BLOCK); 0: one print job drew from all."
    )
    made_at = models.DateTimeField()
    # Printed wrongly, lost or thrown away: its codes are no longer good, and it counts as not sent.
    void_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "channel", "language", "street"],
                condition=models.Q(void_at__isnull=True),
                name="sent_once_a_street",
            )
        ]


class Answer(models.Model):
    """How many gave one answer to one sending. There is no row of anybody, and none of who did not answer."""

    class Choice(models.TextChoices):
        YES = "yes", _("ja, ik kom")
        NOT_NOW = "not-now", _("nu niet")
        NEIGHBOURS = "others", _("ik laat het aan mijn buren over")
        NEVER = "never", _("vraag mij dit niet meer")

    sending = models.ForeignKey(Sending, models.CASCADE, related_name="answers")
    choice = models.CharField(max_length=7, choices=Choice.choices)
    many = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sending", "choice"], name="one_count_an_answer")]


class Spent(models.Model):
    """A code that was used: a keyed hash of it alone, without a time, an answer or a letterbox.

    Of answers it goes when the activity closes. `activity` is None where a code said something about a letterbox: it
    stays, so that one code passes by one letterbox at most.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    activity = models.ForeignKey("gatherings.Activity", models.CASCADE, null=True, blank=True, related_name="spent")


class Unasked(models.Model):
    """A letterbox or a telephone number that asked for no more invitations: a keyed hash alone, without a time.

    It holds for years, and nobody sees of a row which of the two it is.
    """

    token = models.CharField(max_length=64, primary_key=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
