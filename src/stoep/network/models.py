"""Rows of the network: the partnership of a neighbourhood, its seats, and the posts of hosts and workers."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.choices import label


class Partnership(models.Model):
    """The table of a neighbourhood: residents hold at least `residents_share` per cent of its seats."""

    neighbourhood = models.OneToOneField(Neighbourhood, models.PROTECT, related_name="partnership")
    founded_on = models.DateField()
    residents_share = models.PositiveSmallIntegerField(
        default=51, validators=[MinValueValidator(51), MaxValueValidator(100)]
    )
    # From this day the independent organisation holds the second key. It is never taken back: whoever leaves, the
    # chair does not get both keys again.
    two_keys_since_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(residents_share__gte=51, residents_share__lte=100), name="residents_share_51_to_100"
            )
        ]


class Charter(models.Model):
    """The rules of the table in one version, in force from a day until the next one. Versions stay for ever.

    A table that never wrote one has the rules of `rules.FIRST`, with the share that it was founded with.
    """

    class Way(models.TextChoices):
        CONSENT = "consent", _("met instemming: niemand heeft een zwaar bezwaar")
        MAJORITY = "majority", _("met een meerderheid van de stemmen")
        BOTH = "both", _("met een meerderheid van de stemmen, en ook van de bewoners")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="charters")
    number = models.PositiveSmallIntegerField()
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    # Side -> how many seats are foreseen, and how many votes a seat of that side has.
    seats = models.JSONField()
    weights = models.JSONField()
    residents_share = models.PositiveSmallIntegerField()
    term_years = models.PositiveSmallIntegerField()
    most_terms = models.PositiveSmallIntegerField()
    quorum = models.PositiveSmallIntegerField()
    quorum_residents = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=8, choices=Way.choices)
    drawn = models.PositiveSmallIntegerField()
    review_month = models.PositiveSmallIntegerField()
    key_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="one_charter_a_number"),
            models.UniqueConstraint(
                fields=["partnership"], condition=models.Q(until_on__isnull=True), name="one_charter_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(residents_share__gte=51, residents_share__lte=100), name="charter_share_51_to_100"
            ),
        ]


class Seat(models.Model):
    """One seat at the table, held by one person from a day, until a day. The municipality never takes the chair."""

    class Appointed(models.TextChoices):
        CHOSEN = "chosen", _("gekozen")
        DRAWN = "drawn", _("geloot")
        DELEGATED = "delegated", _("gestuurd door de eigen organisatie")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    side = models.CharField(max_length=12, choices=Organisation.Kind.choices)
    # For whom they sit, as the table says it. It gives no right until they say themselves that they work there.
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="seats")
    is_chair = models.BooleanField(default=False)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    appointed = models.CharField(max_length=9, choices=Appointed.choices, blank=True)
    # Until when they were given it; it ends only by an act, so that no day of the calendar takes residents' majority.
    term_until_on = models.DateField(null=True, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person"],
                condition=models.Q(until_on__isnull=True),
                name="one_running_seat_a_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(is_chair=True, side="municipality"), name="municipality_never_chairs"
            ),
        ]


class Post(models.Model):
    """A task in the neighbourhood: a host at a counter, or a worker of an organisation."""

    class Kind(models.TextChoices):
        HOST = "host", _("gastheer of gastvrouw")
        WORKER = "worker", _("opbouwwerker")
        OFFICIAL = "official", _("contactpersoon van een organisatie")
        CLERK = "clerk", _("griffier van de gemeenteraad")
        TRUSTED = "trusted", _("vertrouwenspersoon")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="posts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # For whom they do it, as the table says it. Here they count as that organisation at once; elsewhere, and with any
    # right, only when they said themselves that they work there.
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="posts")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)


class Change(models.Model):
    """A change at the table that asks for two keys: one side proposes it, the other confirms it.

    Until the independent organisation has a seat, the residents' chair alone turns both: `alone` says so.
    Which of the fields for what is changed are filled depends on the kind.
    """

    class Kind(models.TextChoices):
        ADD_SEAT = "add-seat", _("een zetel erbij")
        END_SEAT = "end-seat", _("een zetel beëindigen")
        HAND_OVER = "hand-over", _("een zetel overdragen")
        CHAIR = "chair", _("een voorzitter aanwijzen")
        ADD_POST = "add-post", _("een taak geven")
        END_POST = "end-post", _("een taak beëindigen")
        SHARE = "share", _("het aandeel van bewoners")
        CHARTER = "charter", _("andere regels aan tafel")
        RENEW = "renew", _("een nieuwe termijn")
        MOVE_HOST = "move-host", _("verhuizen naar een andere computer")
        WITNESS = "witness", _("een getuige voor het logboek")
        END_WITNESS = "end-witness", _("een getuige minder voor het logboek")
        WITNESS_POLICY = "witness-policy", _("hoeveel getuigen er nodig zijn")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # As the one who proposes it knows them, while it waits: it does not tell which name goes with an e-mail address.
    called = models.CharField(max_length=120, blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    post_kind = models.CharField(max_length=8, choices=Post.Kind.choices, blank=True)
    is_chair = models.BooleanField(default=False)
    share = models.PositiveSmallIntegerField(null=True, blank=True)
    appointed = models.CharField(max_length=9, choices=Seat.Appointed.choices, blank=True)
    # The whole charter that is asked, the address and the log keys of the new server, or what is asked of witnesses.
    values = models.JSONField(default=dict, blank=True)
    why = models.TextField(blank=True)
    # The last day on which the other key can confirm it.
    expires_on = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_key = models.CharField(max_length=12, choices=Organisation.Kind.choices)
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    alone = models.BooleanField(default=False)
    dropped_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(dropped_at__isnull=True),
                name="change_confirmed_or_dropped",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_key__in=["resident", "independent"]), name="only_two_sides_hold_a_key"
            ),
        ]


class Door(models.Model):
    """Where residents can walk in, and whom they can ask for: what a host or somebody at the table wrote last.

    Everything may be empty. `contact` said so themselves: nobody else can put their name on a public page.
    """

    neighbourhood = models.OneToOneField(Neighbourhood, models.PROTECT, related_name="door")
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=160, blank=True)
    hours = models.CharField(max_length=400, blank=True)
    # A place of the register stands here, with its hours: there they are changed (decision 0018).
    is_from_register = models.BooleanField(default=False)
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.place


class Interest(models.Model):
    """An interest of somebody at the table that may pull another way than the wijk's: a firm, a house, a family tie.

    Whoever has one steps aside when it is about that. Said by themselves, or written down by those who lead.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="interests")
    words = models.CharField(max_length=300)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    is_own_word = models.BooleanField()
    written_at = models.DateTimeField()


class Review(models.Model):
    """The yearly look at the partnership: what went well, what must change, and who sat at the table that day."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    went_well = models.TextField()
    must_change = models.TextField()
    # Who sat at the table that day: [{"side": …, "seats": …, "votes": …}], no names.
    composition = models.JSONField()
    written_at = models.DateTimeField()
    # When the keys that the table has had said their word; from then on it counts as held.
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"], condition=models.Q(settled_at__isnull=True), name="one_open_review"
            )
        ]

    @property
    def seated(self) -> list[str]:
        """Who sat at the table that day, by side: "bewonersnetwerk 3"."""
        seats = {part["side"]: part["seats"] for part in self.composition}
        return [f"{label(Organisation.Kind, side)} {seats[side]}" for side in Organisation.Kind.values if side in seats]


class ReviewWord(models.Model):
    """What one side at the table said at a review: it goes on with the partnership, or not, and why."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="said")
    side = models.CharField(max_length=12, choices=Organisation.Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    renews = models.BooleanField()
    why = models.CharField(max_length=1000, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "side"], name="one_word_a_side")]
