"""Rows of voices: what was said, the answers to it, its joinings, and who asked to hear."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Contact, Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.addresses import address
from stoep.shared.choices import label


class Hidden(models.TextChoices):
    """Why words that stood in the open may be hidden: for these two grounds, and for no other."""

    THREAT = "threat", _("een bedreiging")
    PERSONAL = "personal", _("gegevens van een persoon")


class Voice(models.Model):
    """One contribution, in the words of whoever said it."""

    class Kind(models.TextChoices):
        STORY = "story", _("verhaal")
        IDEA = "idea", _("idee")
        CONCERN = "concern", _("zorg")
        STRENGTH = "strength", _("wat goed gaat")
        QUESTION = "question", _("vraag")
        OFFER = "offer", _("aanbod")

    class Channel(models.TextChoices):
        SCREEN = "screen", _("op het scherm")
        CARD = "card", _("op een kaart")
        SPOKEN = "spoken", _("gesproken")
        PROFESSIONAL = "professional", _("via een beroepskracht")

    class Audience(models.TextChoices):
        NETWORK = "network", _("alleen het bewonersnetwerk")
        WIJK = "wijk", _("de wijk")
        EVERYONE = "everyone", _("iedereen")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="voices")
    number = models.CharField(max_length=7, unique=True)
    secret_hash = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField()
    already = models.TextField(blank=True, help_text="Who already does something about it, and what works already.")
    called = models.CharField(max_length=60, blank=True, help_text="How the author wants to be called in public.")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    buurt_code = models.CharField(max_length=16, blank=True)
    year_band = models.CharField(max_length=6, choices=Person.YearBand.choices, blank=True)
    said_on = models.DateField()
    received_at = models.DateTimeField()
    due_on = models.DateField()
    taken_down_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="taken_down")
    read_back = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    held_back_why = models.TextField(blank=True, help_text="Why the host does not show it; the author reads this.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    # Hidden by two keys (conflicts.actions.second_hiding): the words stay, for those who hold a key only.
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_kind = models.CharField(max_length=8, choices=Hidden.choices, blank=True)
    hidden_why = models.TextField(blank=True)
    first_answered_on = models.DateField(null=True, blank=True)
    late_told_on = models.DateField(null=True, blank=True, help_text="When the author was told that it is late.")
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["neighbourhood", "-received_at", "-id"], name="voice_newest"),
            models.Index(fields=["neighbourhood", "kind", "-received_at", "-id"], name="voice_newest_of_kind"),
            models.Index(
                fields=["neighbourhood", "received_at"],
                name="voice_unchecked",
                condition=models.Q(checked_at__isnull=True),
            ),
            models.Index(
                fields=["neighbourhood", "due_on", "id"],
                name="voice_unanswered",
                condition=models.Q(first_answered_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return address("thread:voice", self.number)

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What kind of thing was said, in the reader's language."""
        return label(self.Kind, self.kind)

    def get_channel_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """How it came in, in the reader's language."""
        return label(self.Channel, self.channel)

    def get_audience_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Who may read it, in the reader's language."""
        return label(self.Audience, self.audience)

    @property
    def spoken(self) -> str:
        """The number as it is printed and read aloud: "K7QM-4XR"."""
        return receipts.spoken(self.number)

    @property
    def is_shown(self) -> bool:
        """Whether those for whom it is meant can read it: checked, not held back, withdrawn, hidden or erased."""
        put_away = self.held_back_why or self.withdrawn_at or self.hidden_at or self.erased_at
        return bool(self.checked_at) and not put_away


class Answer(models.Model):
    """What became of a voice, said by somebody: taken up, answered with a reason, or passed on to a named party."""

    class Kind(models.TextChoices):
        TAKEN_UP = "taken-up", _("opgenomen in de wijkagenda")
        ANSWERED = "answered", _("beantwoord")
        PASSED_ON = "passed-on", _("doorgegeven")
        PROGRESS = "progress", _("nieuws")

    voice = models.ForeignKey(Voice, models.PROTECT, related_name="answers")
    # The voice's own, repeated here so that the newest answers of a neighbourhood are found at once.
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.TextField()
    passed_to = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    given_side = models.CharField(max_length=12)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-given_at", "-id"], name="answer_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.voice_id}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What became of it, in the reader's language."""
        return label(self.Kind, self.kind)


class Joining(models.Model):
    """Two voices that say the same were joined by a person; each keeps its own origin, and they can be split again."""

    voice = models.ForeignKey(Voice, models.PROTECT, related_name="joinings")
    into = models.ForeignKey(Voice, models.PROTECT, related_name="joined")
    why = models.TextField(blank=True)
    joined_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    joined_at = models.DateTimeField()
    split_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    split_at = models.DateTimeField(null=True, blank=True)
    split_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voice"], condition=models.Q(split_at__isnull=True), name="a_voice_is_joined_once"
            ),
            models.CheckConstraint(condition=~models.Q(voice=models.F("into")), name="never_joined_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} > {self.into_id}"


class Following(models.Model):
    """Who asked to hear what becomes of a voice. It stands apart from the words and goes when the line has ended."""

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="followings")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="followings")
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"following {self.voice_id}"


class Photo(models.Model):
    """A picture with a voice: re-encoded, without place, time or camera in it."""

    voice = models.OneToOneField(Voice, models.CASCADE, related_name="photo")
    image = models.FileField(upload_to="photos/")
    described = models.CharField(max_length=200, help_text="What is to be seen, for whoever does not see it.")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"photo {self.pk}"


class Tally(models.Model):
    """Counts per neighbourhood and day, kept in the act itself, so that a page costs the same at a million voices.

    `received` and `answered` count that day's acts, `answered_in_time` those before their date;
    `due` counts voices whose date is this day, `due_answered` how many of those have had an answer. `contradicted`
    counts how often an author's last word on what became of their voice was said on this day, and was no.
    """

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="tallies")
    day = models.DateField()
    received = models.PositiveIntegerField(default=0)
    on_paper_or_spoken = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    answered_in_time = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    due_answered = models.PositiveIntegerField(default=0)
    contradicted = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["neighbourhood", "day"], name="one_tally_a_day")]

    def __str__(self) -> str:
        return f"{self.neighbourhood_id} {self.day}"
