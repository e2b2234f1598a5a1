"""Rows of handover: a change of power, the lines that the newcomer finds, their replies, and money known to be tied."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.council.models import Link
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.promises import models as promises
from stoep.shared.addresses import address
from stoep.shared.choices import label
from stoep.voices.models import Voice


class Power(models.Model):
    """A change of power in an organisation: on which day, in which office, who leaves and who comes.

    Nothing that was promised changes by it. `newcomer` is the account of who comes, where there is one.
    """

    class Kind(models.TextChoices):
        ELECTION = "election", _("verkiezing van de gemeenteraad")
        COALITION = "coalition", _("nieuwe coalitie")
        ALDERMAN = "alderman", _("nieuwe wethouder")
        DIRECTOR = "director", _("nieuwe directeur of bestuurder")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="powers")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="powers")
    on = models.DateField()
    office = models.CharField(max_length=120, blank=True)
    leaves_called = models.CharField(max_length=120, blank=True)
    comes_called = models.CharField(max_length=120, blank=True)
    newcomer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_side = models.CharField(max_length=12)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    told_late_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "organisation", "kind", "on", "office"], name="one_change_of_power_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"

    def get_absolute_url(self) -> str:
        return address("handover:dossier", self.neighbourhood.slug, self.pk)

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What kind of change it is, in the reader's language."""
        return label(self.Kind, self.kind)


class Commitment(models.Model):
    """A subsidy or contract as somebody knows it, alone or as what ties a promise or a long line.

    It moves no money and decides nothing. What is known better later is a new row that `corrects` the first one.
    """

    class Kind(models.TextChoices):
        SUBSIDY = "subsidy", _("subsidie")
        CONTRACT = "contract", _("contract")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="commitments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="commitments")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    what = models.CharField(max_length=300)
    to_called = models.CharField(max_length=120, blank=True)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    cents = models.BigIntegerField(null=True, blank=True)
    lasting = models.BooleanField(default=False)
    if_budgeted = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    promise = models.ForeignKey(promises.Promise, models.PROTECT, null=True, blank=True, related_name="commitments")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="commitments")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_side = models.CharField(max_length=12)
    recorded_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")), name="committed_before_it_ends"
            ),
            models.CheckConstraint(condition=Q(cents__isnull=True) | Q(cents__gte=0), name="committed_is_no_debt"),
            models.CheckConstraint(condition=Q(promise__isnull=True) | Q(item__isnull=True), name="ties_one_line"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """Subsidy or contract, in the reader's language."""
        return label(self.Kind, self.kind)


def _only(name: str) -> Q:
    """Whether a line points at this, and at nothing else."""
    targets = ("promise", "link", "item", "commitment")
    return Q(**{f"{target}__isnull": target != name for target in targets})


class Line(models.Model):
    """One thing that the newcomer finds running: a promise, a link with policy, a long line, or money of its own."""

    power = models.ForeignKey(Power, models.PROTECT, related_name="lines")
    promise = models.ForeignKey(promises.Promise, models.PROTECT, null=True, blank=True, related_name="handed_over")
    link = models.ForeignKey(Link, models.PROTECT, null=True, blank=True, related_name="handed_over")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="handed_over")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="handed_over")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["power", "promise"], name="promise_once_a_dossier"),
            models.UniqueConstraint(fields=["power", "link"], name="link_once_a_dossier"),
            models.UniqueConstraint(fields=["power", "item"], name="long_line_once_a_dossier"),
            models.UniqueConstraint(fields=["power", "commitment"], name="commitment_once_a_dossier"),
            models.CheckConstraint(
                condition=_only("promise") | _only("link") | _only("item") | _only("commitment"),
                name="a_line_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"regel {self.pk}"


class Reply(models.Model):
    """What the newcomer answers to one line. The newest counts; all stay, none is written over.

    `what` and `what_by_on`: what they propose instead. `stop_on`: when they want it to end; `notice_on` is the first
    day that keeps a decent notice, as it was reckoned then, and `short_why` the answer to a shorter one.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("bevestigd")
        RENEGOTIATE = "renegotiate", _("wil opnieuw praten")
        STOP = "stop", _("wil stoppen")

    line = models.ForeignKey(Line, models.PROTECT, related_name="replies")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=11, choices=Kind.choices)
    why = models.TextField(blank=True)
    what = models.TextField(blank=True)
    what_by_on = models.DateField(null=True, blank=True)
    stop_on = models.DateField(null=True, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    short_why = models.TextField(blank=True)
    # By somebody else of the organisation than the newcomer.
    on_behalf = models.BooleanField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_side = models.CharField(max_length=12)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="replies_one_after_another"),
            models.CheckConstraint(condition=Q(kind="confirm") | ~Q(why=""), name="no_reply_without_reason"),
            models.CheckConstraint(condition=~Q(kind="renegotiate") | ~Q(what=""), name="renegotiates_something"),
            models.CheckConstraint(
                condition=Q(kind="stop", stop_on__isnull=False) | (~Q(kind="stop") & Q(stop_on__isnull=True)),
                name="stops_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(stop_on__isnull=True)
                | Q(notice_on__isnull=True)
                | Q(stop_on__gte=F("notice_on"))
                | ~Q(short_why=""),
                name="short_notice_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # the plugin adds Django's own
        """What the reply says, in the reader's language."""
        return label(self.Kind, self.kind)


class Agreement(models.Model):
    """The receiver agrees to what was proposed: only then the promise has new words, and this says which."""

    reply = models.OneToOneField(Reply, models.PROTECT, related_name="agreement")
    change = models.OneToOneField(promises.Change, models.PROTECT, related_name="agreed")
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_side = models.CharField(max_length=12)
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"akkoord {self.pk}"


class Decline(models.Model):
    """The receiver says no to what was proposed, with words if they wish: the promise stays as it is.

    It ends nothing: whoever proposed it may propose something else, and the receiver may still agree.
    """

    reply = models.OneToOneField(Reply, models.PROTECT, related_name="decline")
    words = models.TextField(blank=True)
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    said_voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    said_side = models.CharField(max_length=12)
    said_on = models.DateField()
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"nee {self.pk}"
