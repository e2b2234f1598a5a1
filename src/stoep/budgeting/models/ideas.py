"""Rows of ideas: what somebody said with a voice, what it costs, the verdicts on it, and its place on the ballot."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.models.setup import Part, Round
from stoep.gatherings.models import Language
from stoep.people.models import Organisation, Person
from stoep.shared.addresses import address
from stoep.shared.choices import label
from stoep.voices.models import Voice


class Idea(models.Model):
    """An idea for the money. Its words, its author's number, photo and whoever follows it are those of a voice.

    `ballot_number` is given when the ballot is made; with it the idea is a project that people vote on, and nothing
    of its text or cost changes any more.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="ideas")
    part = models.ForeignKey(Part, models.PROTECT, related_name="ideas")
    voice = models.OneToOneField(Voice, models.PROTECT, related_name="budget_idea")
    title = models.CharField(max_length=80)
    guessed_cents = models.PositiveBigIntegerField(null=True, blank=True, help_text="What its author thinks it costs.")
    cents = models.PositiveBigIntegerField(null=True, blank=True, help_text="What it costs, as it was checked.")
    # Its authors made it one with others: from then on this new idea goes on, and this one stays to be read.
    made_one = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parents")
    # Who was asked to look whether it can be done, and who to look again.
    checker = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    second_checker = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # A drawing for the ballot, where the author gave no photo or another one says more.
    picture = models.FileField(upload_to="photos/", blank=True)
    picture_described = models.CharField(max_length=200, blank=True)
    ballot_number = models.PositiveSmallIntegerField(null=True, blank=True)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["round", "-written_at", "-id"], name="idea_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "ballot_number"],
                condition=Q(ballot_number__isnull=False),
                name="one_project_a_number",
            ),
            models.CheckConstraint(
                condition=Q(ballot_number__isnull=True) | Q(cents__isnull=False), name="a_project_has_a_cost"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("budgeting:idea", self.round.neighbourhood.slug, self.round.number, self.voice.number)

    @property
    def is_live(self) -> bool:
        """Whether it still goes its own way: not withdrawn, and not made one with others."""
        return self.withdrawn_at is None and self.made_one_id is None


class Verdict(models.Model):
    """Whether an idea can be done: yes with what it costs, or no with a public reason and a way to repair it.

    The first one and the second look are by people of different organisations. All stay readable.
    """

    class Kind(models.TextChoices):
        YES = "yes", _("kan")
        NO = "no", _("kan niet zo")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    why = models.TextField(blank=True)
    repair = models.TextField(blank=True, help_text="How it could be done after all.")
    cents = models.PositiveBigIntegerField(null=True, blank=True)
    is_second = models.BooleanField(default=False)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    given_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="yes", cents__isnull=False) | Q(kind="no") & ~Q(why="") & ~Q(repair=""),
                name="a_yes_has_a_cost_and_a_no_a_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.kind}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Yes or no, in the reader's language."""
        return label(self.Kind, self.kind)


class Repair(models.Model):
    """What the author changed in an idea after a no: other words, another cost. What stood there before stays."""

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="repairs")
    words = models.TextField()
    guessed_cents = models.PositiveBigIntegerField(null=True, blank=True)
    # By whom it was written down; nobody: by the author, with number and secret.
    taken_down_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    repaired_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)


class Help(models.Model):
    """Help that an author asked for: somebody to think along, a drawing, what it roughly costs; and what came of it."""

    class Kind(models.TextChoices):
        THINK = "think", _("iemand die meedenkt")
        DRAWING = "drawing", _("een tekening")
        COST = "cost", _("wat het ongeveer kost")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="helps")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    came = models.TextField(blank=True)
    came_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "kind"], condition=Q(came_at__isnull=True), name="one_open_help_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(came_at__isnull=True) | Q(taken_at__isnull=False), name="help_came_from_somebody"
            ),
        ]

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Which help, in the reader's language."""
        return label(self.Kind, self.kind)


class Consent(models.Model):
    """An author's yes to go on in one idea with others. Only when all have said it, the new idea stands."""

    class Way(models.TextChoices):
        SECRET = "secret", _("met nummer en code")
        PAPER = "paper", _("op papier")
        PHONE = "phone", _("aan de telefoon")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="consents")
    parent = models.ForeignKey(Idea, models.PROTECT, related_name="asked_consents")
    way = models.CharField(max_length=6, choices=Way.choices, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    taken_down_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "parent"], name="one_consent_a_parent"),
            models.CheckConstraint(condition=~Q(idea=models.F("parent")), name="made_one_with_others"),
        ]

    def get_way_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """How it was said, in the reader's language."""
        return label(self.Way, self.way)


class Argument(models.Model):
    """Something for, against or asked about an idea, in somebody's own words: those of a voice."""

    class Stance(models.TextChoices):
        FOR = "for", _("voor")
        AGAINST = "against", _("tegen")
        QUESTION = "question", _("vraag")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="arguments")
    voice = models.OneToOneField(Voice, models.PROTECT, related_name="budget_argument")
    stance = models.CharField(max_length=8, choices=Stance.choices)
    written_at = models.DateTimeField()

    def get_stance_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """For, against or a question, in the reader's language."""
        return label(self.Stance, self.stance)


class BallotWords(models.Model):
    """A project in the words of the ballot, in one language, with who says that they are right; the newest counts."""

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="ballot_words")
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=80)
    words = models.CharField(max_length=400)
    reader = models.CharField(max_length=120, help_text="Who reads this language and says that it is right.")
    approved_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["idea", "language", "-id"], name="ballot_words_newest")]

    def get_language_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Which language, by its own name."""
        return label(Language, self.language)
