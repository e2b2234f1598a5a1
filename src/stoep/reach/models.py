"""Rows of whom we do not hear yet: rounds with their box of numbers, editions, and the steps that follow from them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.models import Activity
from stoep.network.models import Post
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.choices import label


class Round(models.Model):
    """Cards that are counted together: a quarter of the wijk, or one gathering. One of the wijk runs at a time.

    `parts` are the parts of the area as they stand on the card: [code, name].
    """

    class About(models.TextChoices):
        WIJK = "wijk", _("de hele wijk")
        GATHERING = "gathering", _("één bijeenkomst")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="reach_rounds")
    about = models.CharField(max_length=9, choices=About.choices)
    name = models.CharField(max_length=80)
    # The gathering whose guests filled in these cards, where it stands in the house.
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="reach_rounds")
    parts = models.JSONField(default=list)
    begun_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood"],
                condition=models.Q(about="wijk", ended_on__isnull=True),
                name="one_running_reach_round_of_the_wijk",
            ),
            models.CheckConstraint(
                condition=models.Q(activity__isnull=True) | models.Q(about="gathering"),
                name="reach_round_of_a_gathering",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("reach:card", self.neighbourhood.slug, self.pk)


class Box(models.Model):
    """The numbers of the cards of a round, encrypted, always of the same length, without a moment; no card is in it.

    It is made with the round and goes with its end.
    """

    round = models.OneToOneField(Round, models.PROTECT, primary_key=True, related_name="box")
    kept = models.BinaryField()

    def __str__(self) -> str:
        return str(self.round_id)


class Edition(models.Model):
    """What was told at one moment of the cards of a round, and the official figures beside which it was laid.

    `marks`: question -> answer -> a number, "few" (fewer than ten) or "withheld". Numbers that were not told are in
    no row. `margins`: what reach.queries.margins gave that day.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    total = models.PositiveIntegerField()
    marks = models.JSONField()
    margins = models.JSONField()
    told_on = models.DateField()
    told_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="reach_edition_number")]

    def __str__(self) -> str:
        return f"{self.round_id}.{self.number}"

    def get_absolute_url(self) -> str:
        return address("reach:edition", self.round.neighbourhood.slug, self.pk)


class Step(models.Model):
    """What somebody does to hear a group: where they go, by when; and afterwards, in words, what came of it.

    `who` is a task or an organisation. A name stands there only because its bearer put it there themselves (`post`).
    """

    class How(models.TextChoices):
        RING = "ring", _("iemand bellen")
        DOOR = "door", _("langs de deuren")
        SHOP = "shop", _("naar een winkel of plek")
        SESSION = "session", _("een bijeenkomst")
        OTHER = "other", _("iets anders")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="steps")
    group = models.CharField(max_length=120, help_text='The group of the edition: "age:15-24".')
    how = models.CharField(max_length=7, choices=How.choices)
    what = models.TextField()
    who = models.CharField(max_length=120)
    by_on = models.DateField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="reach_steps")
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    planned_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    came_of = models.TextField(blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    def __str__(self) -> str:
        return self.what

    def get_how_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Where somebody goes, in the reader's language."""
        return label(self.How, self.how)
