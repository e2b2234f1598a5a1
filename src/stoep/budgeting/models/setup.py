"""Rows of setting up: the round with its rule and dates, the parts of its area, the counters, and who turned a key."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stoep.network.models import Seat
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.choices import label
from stoep.venues.models import Venue


class Round(models.Model):
    """One round in which residents divide one sum. What is said here stands fixed once voting has begun.

    Its phase follows from its dates and from what was done (rules.phase): there is no status.
    """

    class Ballot(models.TextChoices):
        APPROVAL = "approval", _("zo veel plannen als u wilt, tot een aantal")
        KNAPSACK = "knapsack", _("plannen tot het geld op is")
        POINTS = "points", _("punten verdelen over de plannen")

    class Rule(models.TextChoices):
        MOST_VOTES = "most-votes", _("de meeste stemmen eerst")
        EQUAL_SHARES = "equal-shares", _("gelijke delen: iedere stemmer heeft evenveel geld")
        PHRAGMEN = "phragmen", _("om de beurt gelijk verdeeld (Phragmén)")

    class Utility(models.TextChoices):
        COST = "cost", _("een plan telt zwaarder als het meer kost")
        CARDINALITY = "cardinality", _("elk plan telt even zwaar")

    class Completion(models.TextChoices):
        NONE = "none", _("wat over is, blijft over")
        ADD1 = "add1", _("ieders deel groeit met 1 euro, tot het niet meer past")
        ADD1_EXHAUSTIVE = "add1-exhaustive", _("ieders deel groeit met 1 euro, tot geen plan meer past")
        UTILITARIAN = "utilitarian", _("wat over is, gaat naar de meeste stemmen")

    class TieBreak(models.TextChoices):
        DRAWN = "drawn", _("het lot")
        CHEAPEST = "cheapest", _("het plan dat het minst kost, en daarna het lot")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="budget_rounds")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    why = models.TextField(help_text="What the money is for, and where it comes from.")
    who_may_vote = models.CharField(max_length=300)
    contact = models.CharField(max_length=120, help_text="Who answers questions: somebody's name, as they want it.")
    phone = models.CharField(max_length=40, blank=True, help_text="Where to ring them; everybody reads it.")
    ballot = models.CharField(max_length=8, choices=Ballot.choices)
    # Approval: at most so many projects. Points: so many to divide. Knapsack: the sum of the part is the limit.
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    rule = models.CharField(max_length=12, choices=Rule.choices)
    utility = models.CharField(max_length=11, choices=Utility.choices, blank=True)
    completion = models.CharField(max_length=15, choices=Completion.choices)
    # Who goes first when two are equal; the order itself (numbers on the ballot) is set when the ballot is made.
    tie_break = models.CharField(max_length=8, choices=TieBreak.choices)
    tie_order: models.JSONField[Any, Any] = models.JSONField(default=list)
    why_rule = models.TextField(help_text="Why this rule, in words.")
    tracker = models.BooleanField(default=False, help_text="Whether a voter may ask for a mark to find the ballot by.")
    reserve_per_thousand = models.PositiveSmallIntegerField(help_text="At most so many letters of 1,000 are replaced.")
    ideas_from = models.DateField()
    ideas_until = models.DateField()
    repair_days = models.PositiveSmallIntegerField()
    check_until = models.DateField()
    voting_from = models.DateTimeField()
    voting_until = models.DateTimeField()
    count_at = models.DateTimeField()
    count_where = models.CharField(max_length=200)
    objections_until = models.DateField()
    venues = models.ManyToManyField(Venue, blank=True, related_name="budget_rounds")
    # What was left of an earlier round lies in the sums of the parts; so much of them came from there.
    carried_over = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    carried_cents = models.PositiveBigIntegerField(default=0)
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    # Two keys: a seat of residents and one of the independent organisation. With both it is announced.
    residents_key = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    independent_key = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    # With both keys the ballot is made: from then on no project, number, cost or tie order changes.
    ballot_made_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.TextField(blank=True)
    reminded_on = models.DateField(null=True, blank=True, help_text="When who leads last heard what is lacking.")
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["neighbourhood", "number"], name="one_round_a_number"),
            models.CheckConstraint(
                condition=Q(ideas_from__lte=F("ideas_until"))
                & Q(ideas_until__lte=F("check_until"))
                & Q(voting_from__lt=F("voting_until"))
                & Q(voting_until__lte=F("count_at")),
                name="a_round_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True) | Q(residents_key__isnull=False, independent_key__isnull=False),
                name="announced_with_two_keys",
            ),
            models.CheckConstraint(condition=Q(reserve_per_thousand__lte=20), name="few_reserve_letters"),
            models.CheckConstraint(
                condition=Q(carried_over__isnull=False) | Q(carried_cents=0), name="carried_over_from_a_round"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("budgeting:round", self.neighbourhood.slug, self.number)

    @property
    def cents(self) -> int:
        """The whole sum: that of all parts."""
        return sum(part.cents for part in self.parts.all())

    def get_tie_break_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Who goes first when two are equal, in the reader's language."""
        return label(self.TieBreak, self.tie_break)

    def get_ballot_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """How people vote, in the reader's language."""
        return label(self.Ballot, self.ballot)

    def get_rule_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """How it is counted, in the reader's language."""
        return label(self.Rule, self.rule)

    def get_utility_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """How heavily a project weighs, in the reader's language."""
        return label(self.Utility, self.utility)

    def get_completion_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What becomes of what is left, in the reader's language."""
        return label(self.Completion, self.completion)


class Part(models.Model):
    """A part of the area with its own money, projects and codes; a round that is not split has one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="parts")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    cents = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_part_an_order"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="a_part_has_money"),
        ]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """One of those who hold a sheet of the count key, and open the box together (teller)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="counters")
    order = models.PositiveSmallIntegerField()
    called = models.CharField(max_length=120)
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    # A SHA-256 over the words of the sheet (over 200 bits), by which its holder shows it. The words are nowhere.
    sheet_hash = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Who was there as the sheet was shown: never who made the key.
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Who this is, where the name and the party are those of one person with a seat or a task here.
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    moved_on = models.DateField(null=True, blank=True, help_text="When they were seen to be of the municipality now.")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["round", "order"], name="one_counter_an_order")]

    def __str__(self) -> str:
        return self.called


class Decision(models.Model):
    """What asks for two keys in a round: a seat of one side proposes it, one of the other side says yes to it.

    Until then it waits in public; after `expires_on` it lapses. All stay readable, and so does what stood there before.
    """

    class Kind(models.TextChoices):
        ANNOUNCE = "announce", _("de ronde openen")
        CHANGE = "change", _("iets veranderen")
        BALLOT = "ballot", _("het stembiljet maken")
        STOP = "stop", _("de ronde stoppen")
        OBSERVER = "observer", _("een andere waarnemer")
        AWARD = "award", _("een plan stoppen dat geld kreeg")
        KEY = "key", _("een nieuwe sleutel voor het tellen")
        AGAIN = "again", _("opnieuw tellen")

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # CHANGE: {"before": {field: value}, "after": {field: value}}. BALLOT: {"projects": [[voice number, ballot number,
    # cents], …], "tie_order": [numbers]}. OBSERVER: before and after as well, "place": the order of who left, and
    # "named": [name, party] of who comes. AWARD: "award", the number of the voice that the plan was. KEY: "lost", the
    # order of the counter whose sheet is gone, or None.
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # Who comes by it, where it names people: two of them can bear one name and be of one party.
    named = models.ManyToManyField(Person, blank=True, related_name="+")
    why = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    expires_on = models.DateField()
    seconded_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    seconded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(seconded_at__isnull=True, withdrawn_at__isnull=True),
                name="one_waiting_decision_a_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.pk})"

    def get_absolute_url(self) -> str:
        return address("budgeting:decision", self.round.neighbourhood.slug, self.round.number, self.pk)

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What is decided, in the reader's language."""
        return label(self.Kind, self.kind)
