"""Rows of the items: what they say, the voices they grew from, how they changed, and what others attached."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.choices import label
from stoep.voices.models import Answer, Hidden, Voice


class Item(models.Model):
    """What the neighbourhood has taken up: the wish, why, and what is already there."""

    class Horizon(models.TextChoices):
        LONG = "long", _("lange lijn")
        SHORT = "short", _("korte klap")

    class Domain(models.TextChoices):
        UPBRINGING = "opvoeding", _("opvoeding")
        EDUCATION = "scholing", _("scholing")
        SOCIAL = "sociaal", _("sociaal functioneren")
        WORK = "werk", _("werk en inkomen")
        HEALTH = "gezondheid", _("gezondheid")
        HOUSING = "wonen", _("wonen")
        SAFETY = "veiligheid", _("veiligheid")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="items")
    code = models.CharField(max_length=7, unique=True)
    title = models.CharField(max_length=120)
    wish = models.TextField()
    why = models.TextField()
    already_there = models.TextField(blank=True)
    horizon = models.CharField(max_length=5, choices=Horizon.choices)
    line = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="strokes")
    domain = models.CharField(max_length=12, choices=Domain.choices)
    owner = models.CharField(max_length=120, help_text="Who looks after it: a name or a group of residents.")
    partners = models.ManyToManyField(Organisation, blank=True, related_name="items")
    position = models.PositiveIntegerField(null=True, blank=True)
    is_draft = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    why_new = models.TextField(blank=True, help_text="Why this is new, though something alike was there already.")
    left_loose_on = models.DateField(
        null=True, blank=True, help_text="When residents said that this stroke stays loose."
    )
    last_touched_on = models.DateField()
    last_told_on = models.DateField(null=True, blank=True)
    # Kept in the act itself, so that a page costs the same at a million voices. The second one: how many authors say
    # that it is not what they meant.
    origin_count = models.PositiveIntegerField(default=0)
    contradicted_count = models.PositiveIntegerField(default=0)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_why = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="split_off")
    # What got better, slipped, and was taken up again in this item.
    again_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="taken_up_again")

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "position", "id"], name="item_order")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(line__isnull=True) | models.Q(horizon="short"), name="only_strokes_hang_under_lines"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(position__isnull=True), name="closed_has_no_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    def get_absolute_url(self) -> str:
        return address("thread:item", self.code)

    def get_horizon_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Long line or short stroke, in the reader's language."""
        return label(self.Horizon, self.horizon)

    def get_domain_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """The domain of life, in the reader's language."""
        return label(self.Domain, self.domain)

    @property
    def is_running(self) -> bool:
        """Whether it stands on the agenda now: no draft, and not closed."""
        return not self.is_draft and self.closed_at is None


class Origin(models.Model):
    """A voice that an item grew from: who brought them together and why, and what its author says of it.

    After a merge or a split the voice gets a new origin, and `earlier` points at the one before: what its author
    said there stays in sight. The author's words are shown once a host has read them; their yes or no at once.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="origins")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="origins")
    why = models.TextField()
    brought_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    brought_at = models.DateTimeField()
    author_agrees = models.BooleanField(null=True, blank=True)
    author_words = models.TextField(blank=True)
    author_said_at = models.DateTimeField(null=True, blank=True)
    said_through = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    words_read_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="+")
    earlier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    released_at = models.DateTimeField(null=True, blank=True)
    released_why = models.TextField(blank=True)
    # Hidden by two keys (conflicts.actions.second_hiding): the words stay, for those who hold a key only.
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_kind = models.CharField(max_length=8, choices=Hidden.choices, blank=True)
    hidden_why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["item", "id"], name="origin_in_order", condition=models.Q(released_at__isnull=True)),
            models.Index(
                fields=["item", "id"],
                name="origin_contradicted",
                condition=models.Q(author_agrees=False, released_at__isnull=True),
            ),
            models.Index(
                fields=["author_said_at", "id"], name="origin_said_no", condition=models.Q(author_agrees=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "voice"],
                condition=models.Q(released_at__isnull=True),
                name="one_origin_a_voice_and_item",
            )
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} in {self.item_id}"


class Edit(models.Model):
    """One change of an item's text: what stood there, what stands there now, and the voice that it came from.

    `before` and `after` hold only the fields that changed, by name.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="edits")
    before: models.JSONField[Any, Any] = models.JSONField()
    after: models.JSONField[Any, Any] = models.JSONField()
    why = models.TextField(blank=True)
    source = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    edited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item_id}: {', '.join(self.after)}"


class Remark(models.Model):
    """What a professional or the municipality attaches to an item: a fact, an offer or an objection; never a change."""

    class Kind(models.TextChoices):
        FACT = "fact", _("feit")
        OFFER = "offer", _("aanbod")
        OBJECTION = "objection", _("bezwaar")

    item = models.ForeignKey(Item, models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.TextField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    # Hidden by two keys (conflicts.actions.second_hiding): the words stay, for those who hold a key only.
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_kind = models.CharField(max_length=8, choices=Hidden.choices, blank=True)
    hidden_why = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.kind}: {self.words[:60]}"
