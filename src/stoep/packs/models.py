"""Rows of paper: a pack that was printed, a pile that is typed back, its cards and its scans."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import StickerCount
from stoep.gatherings.models import Sending
from stoep.packs import rules
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.reach.models import Round
from stoep.shared import receipts
from stoep.shared.addresses import address
from stoep.shared.choices import label


class Pack(models.Model):
    """One printed pack: its number stands on every card. `items` are the codes on its sticker sheet, in their order."""

    class Size(models.TextChoices):
        A4 = "a4", _("A4")
        A3 = "a3", _("A3")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="packs")
    number = models.CharField(max_length=7, unique=True)
    size = models.CharField(max_length=2, choices=Size.choices)
    voices = models.PositiveSmallIntegerField(help_text="How many cards to say something.")
    strengths = models.PositiveSmallIntegerField(help_text="How many cards for what is already here.")
    items = models.JSONField(default=list)
    # Cards without a number, and the round in which they are counted; of these the pack keeps no places.
    selves = models.PositiveSmallIntegerField(default=0)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    # Cards with an invitation; to which sending they count, and which of its codes are theirs. No code is kept.
    answers = models.PositiveSmallIntegerField(default=0)
    sending = models.ForeignKey(Sending, models.PROTECT, null=True, blank=True, related_name="+")
    block = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return address("packs:pack", self.neighbourhood.slug, self.number)

    @property
    def spoken(self) -> str:
        """The number as it is printed and read aloud: "K7QM-4XR"."""
        return receipts.spoken(self.number)


class Batch(models.Model):
    """A pile of one kind out of a pack: who types it back, until when its paper is kept, and when it was entered."""

    class Kind(models.TextChoices):
        VOICES = rules.VOICES, _("kaarten: wat wilt u zeggen?")
        STRENGTHS = rules.STRENGTHS, _("kaarten: wat is hier al?")
        STICKERS = rules.STICKERS, _("stickers op de agenda")
        SELVES = rules.SELVES, _("kaarten zonder nummer: wie bent u?")
        ANSWERS = rules.ANSWERS, _("antwoorden op een uitnodiging")

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    keep_days = models.PositiveSmallIntegerField()
    begun_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    # Where it counts: who typed it a second time, without having seen the first.
    again_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    again_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    count = models.ForeignKey(StickerCount, models.PROTECT, null=True, blank=True, related_name="+")
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.pack_id} {self.kind}"

    def get_absolute_url(self) -> str:
        return address("packs:batch", self.pack.neighbourhood.slug, self.pk)

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Which cards are in the pile, in the reader's language."""
        return label(self.Kind, self.kind)


class Card(models.Model):
    """One card as it was typed, under the lock, until the pile is entered; then its number, and later nothing more.

    Of stickers, of cards without a number and of answers, `place` 1 is what the first person typed, 2 what the second
    one did; of the last two both go as soon as they are counted.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="cards")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Batch.Kind.choices)
    place = models.PositiveSmallIntegerField()
    kept = models.BinaryField(blank=True)
    typed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    typed_at = models.DateTimeField()
    entered = models.CharField(max_length=7, blank=True, help_text="The number that it got.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "kind", "place"], name="each_card_of_a_pack_once")]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.kind} {self.place}"


class Scan(models.Model):
    """A picture of the paper of a pile, encrypted, until the day on which it is destroyed."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="scans")
    file = models.CharField(max_length=100)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    added_on = models.DateField()
    destroy_on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)
