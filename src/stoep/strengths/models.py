"""Rows of strengths: what is here, and for which use its giver agreed to show it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.choices import label


class Strength(models.Model):
    """One thing that is here already. Its words lie under a lock until its giver agrees to a use."""

    class Kind(models.TextChoices):
        GIFT = "gift", _("wat mensen kunnen")
        ASSOCIATION = "association", _("clubs en groepen")
        INSTITUTION = "institution", _("organisaties")
        PLACE = "place", _("plekken")
        ECONOMY = "economy", _("winkels en werk")
        STORY = "story", _("verhalen en gewoonten")
        WISH = "wish", _("wat mensen wensen")

    class Part(models.TextChoices):
        HEAD = "head", _("hoofd: iets weten")
        HANDS = "hands", _("handen: iets kunnen")
        HEART = "heart", _("hart: ergens om geven")

    class Channel(models.TextChoices):
        SCREEN = "screen", _("op het scherm")
        CARD = "card", _("op een kaart")
        SPOKEN = "spoken", _("gesproken")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="strengths")
    number = models.CharField(max_length=7, unique=True)
    secret_hash = models.CharField(max_length=64)
    # What the giver said, encrypted (strengths.kept): also a copy of the database holds nothing that was not shown.
    kept = models.BinaryField()
    # Of the same: which kind, which part of a person and the words, while a use is agreed to that others see; else
    # empty. And where it is, while it may stand in the list: in words, and as a spot of the map.
    kind = models.CharField(max_length=11, choices=Kind.choices, blank=True)
    part = models.CharField(max_length=5, choices=Part.choices, blank=True)
    words = models.TextField(blank=True)
    where = models.CharField(max_length=160, blank=True)
    spot = models.CharField(max_length=24, blank=True, help_text="A code of a buurt, or “longitude,latitude”.")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    noted_at = models.DateTimeField()
    taken_down_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    held_back_why = models.TextField(blank=True, help_text="Why the host does not show it; the giver reads this.")
    erased_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["neighbourhood", "kind", "-id"], name="strength_newest_of_kind"),
            models.Index(fields=["neighbourhood", "-id"], name="strength_on_map", condition=models.Q(spot__gt="")),
        ]

    def __str__(self) -> str:
        return self.number

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Which of the six kinds it is, in the reader's language."""
        return label(self.Kind, self.kind)

    def get_part_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Head, hands or heart, in the reader's language; "" for what is no gift of a person."""
        return label(self.Part, self.part)

    @property
    def spoken(self) -> str:
        """The number as it is printed and read aloud: "K7QM-4XR"."""
        return receipts.spoken(self.number)


class Consent(models.Model):
    """The giver agreed to one use, from a moment until they took it back."""

    class Use(models.TextChoices):
        LIST = "list", _("Het mag in de lijst staan van wat er in de wijk is")
        ITEM = "item", _("Het mag bij een punt van de wijkagenda staan waar het bij helpt")
        MEET = "meet", _("Een verbinder mag het lezen, en er iemand bij zoeken")

    strength = models.ForeignKey(Strength, models.PROTECT, related_name="consents")
    use = models.CharField(max_length=9, choices=Use.choices)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strength", "use"], condition=models.Q(until_at__isnull=True), name="agreed_once_a_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.strength_id} {self.use}"


class Introduction(models.Model):
    """A connector laid a wish beside an offer. What each said of it, and how to reach them, lies under the lock.

    Days, no hours, and no act of it is sealed: a moment in a log could tell who said no.
    """

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="introductions")
    # In the order in which they were noted: which of the two is the wish is not told outside the lock.
    first = models.ForeignKey(Strength, models.PROTECT, related_name="+")
    second = models.ForeignKey(Strength, models.PROTECT, related_name="+")
    laid_on = models.DateField()
    until_on = models.DateField()
    kept = models.BinaryField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="laid_side_by_side_once")]

    def __str__(self) -> str:
        return f"{self.first_id} + {self.second_id}"
