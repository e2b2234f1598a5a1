"""Rows of the exchange: practice cards, visits, what is taken over, questions, and other servers that are followed."""

from __future__ import annotations

from django.db import models

from stoep.agenda.models import Item
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise
from stoep.shared.addresses import address
from stoep.shared.choices import label
from stoep.strengths.models import Strength


class Followed(models.Model):
    """The exchange of a neighbourhood on another server, whose key was kept from the first time on."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="follows")
    address = models.CharField(max_length=300)
    # Both empty until it was read once: whose it is, and the key that signs it (C2SP: name+id+base64).
    origin = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=600, blank=True)
    place = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # What happened at the newest look: no act of anybody, so these two are not sealed.
    looked_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "address"],
                condition=models.Q(ended_at__isnull=True),
                name="one_following_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.place or self.address


class Card(models.Model):
    """A practice card: what was done, where, for whom, what failed, what it took, and whom to call.

    Written here, out of an item, a promise or a strength; or read from another server (`followed`).
    """

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="practice_cards")
    title = models.CharField(max_length=160)
    what = models.TextField()
    spot = models.CharField(max_length=160, blank=True, help_text="Where it was done.")
    for_whom = models.CharField(max_length=160, blank=True)
    failed = models.TextField(blank=True)
    took = models.TextField(blank=True, help_text="Time, money, people.")
    call = models.CharField(max_length=200, blank=True, help_text="Whom to call, as they want to be called.")
    theme = models.CharField(max_length=12, choices=Item.Domain.choices, blank=True)
    may_travel = models.BooleanField(default=False, help_text="It also goes into the feed for other servers.")
    # Where it was done, as it was then: the words, and the official figures by which places are found alike.
    place = models.CharField(max_length=120)
    municipality = models.CharField(max_length=120, blank=True)
    place_kind = models.CharField(max_length=12, choices=Neighbourhood.Kind.choices, blank=True)
    figures = models.JSONField(default=dict)
    # Everything above as it is searched: small letters without accents.
    plain = models.TextField(blank=True)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="practice_cards")
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, blank=True, related_name="practice_cards")
    strength = models.ForeignKey(Strength, models.PROTECT, null=True, blank=True, related_name="practice_cards")
    followed = models.ForeignKey(Followed, models.PROTECT, null=True, blank=True, related_name="cards")
    their_id = models.CharField(max_length=40, blank=True)
    their_address = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_from = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["followed", "their_id"],
                condition=models.Q(followed__isnull=False),
                name="one_card_an_id_of_theirs",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("exchange:card", self.neighbourhood.slug, self.pk)

    def get_theme_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """The part of life that it is about, in the reader's language."""
        return label(Item.Domain, self.theme)

    def get_place_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What kind of neighbourhood it was done in, in the reader's language."""
        return label(Neighbourhood.Kind, self.place_kind)


class Visit(models.Model):
    """People of one neighbourhood ask to come and see what another one did."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="visits")
    # The card of another neighbourhood: None once this one has moved to another server. Its name and place stay.
    card = models.ForeignKey(Card, models.PROTECT, null=True, related_name="visits")
    card_title = models.CharField(max_length=160)
    card_place = models.CharField(max_length=120)
    asked_by = models.CharField(max_length=120, help_text="Who wants to come, in words.")
    words = models.TextField()
    days = models.CharField(max_length=60, blank=True, help_text="When they could come, in words.")
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    def get_absolute_url(self) -> str:
        return address("exchange:visit", self.neighbourhood.slug, self.pk)


class VisitAnswer(models.Model):
    """What the other neighbourhood said to a visit: yes with a day and a place, or no with the reason."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="visit_answers")
    # None once the one that is visited has moved to another server.
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, related_name="answer")
    is_yes = models.BooleanField()
    day = models.DateField(null=True, blank=True)
    clock = models.CharField(max_length=60, blank=True)
    spot = models.CharField(max_length=160, blank=True)
    words = models.TextField()
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()


class Report(models.Model):
    """What the visitors saw, for who stayed at home."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="report")
    words = models.TextField()
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()


class Takeover(models.Model):
    """What a neighbourhood takes over from a card, and what not. Read from both sides."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="takeovers")
    # As with a visit.
    card = models.ForeignKey(Card, models.PROTECT, null=True, related_name="takeovers")
    card_title = models.CharField(max_length=160)
    card_place = models.CharField(max_length=120)
    take = models.TextField(help_text="This we take over, like so.")
    leave = models.TextField(blank=True, help_text="This we do not.")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="takeovers")
    # Read from another server: whose, and by which number; `place` is where.
    followed = models.ForeignKey(Followed, models.PROTECT, null=True, blank=True, related_name="takeovers")
    their_id = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120)
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["followed", "their_id"],
                condition=models.Q(followed__isnull=False),
                name="one_takeover_an_id_of_theirs",
            )
        ]


class Question(models.Model):
    """Something that a neighbourhood asks a knowledge institute, with the day by which it wants an answer."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="knowledge_questions")
    institute = models.CharField(max_length=160)
    words = models.TextField()
    card = models.ForeignKey(Card, models.PROTECT, null=True, blank=True, related_name="questions")
    due_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    told_late_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-id"], name="question_newest")]

    def get_absolute_url(self) -> str:
        return address("exchange:question", self.neighbourhood.slug, self.pk)


class Reply(models.Model):
    """What the institute answered, and who there said it."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="replies")
    answered_by = models.CharField(max_length=160)
    words = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
