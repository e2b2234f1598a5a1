"""Rows of the roll: letters with a code, what is kept of each code, and a letter that takes the place of a lost one.

Nothing is written here when somebody votes: no row says whether a code was used (docs/decisions/0032).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from stoep.budgeting.models.setup import Part, Round
from stoep.people.models import Organisation, Person


class LetterOrder(models.Model):
    """So many letters with a code. The list of codes lies under the lock until it is fetched, once; a day at most.

    `with_letters`: the letters themselves lie beside it, ready to print. `done` and `moved_at` say how far making is.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="letter_orders")
    per_part: models.JSONField[Any, Any] = models.JSONField(help_text="Letters to send, by the order of the part.")
    many = models.PositiveIntegerField(help_text="All of them, without the reserve.")
    reserve = models.PositiveIntegerField()
    with_letters = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(null=True, blank=True, help_text="When making them last came further.")
    ordered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    ordered_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=40, blank=True, help_text="A name by chance in DATA/prints; empty when wiped.")
    fetched_at = models.DateTimeField(null=True, blank=True)
    wiped_at = models.DateTimeField(null=True, blank=True)
    # The list got lost or the printing went wrong, before voting: none of its codes is valid.
    void_at = models.DateTimeField(null=True, blank=True)
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(void_at__isnull=True), name="one_letter_order_a_round"
            )
        ]

    @property
    def total(self) -> int:
        """All letters, the reserve too."""
        return self.many + self.reserve

    @property
    def percentage(self) -> int:
        """How far making them is, of a hundred."""
        return 100 * self.done // max(1, self.total)


class Replacement(models.Model):
    """A letter that got lost: one person looked at paper and asks for another, one of another party agrees.

    A request ends once: agreed to, taken back by who asked, or refused with a reason by the second. `number` is what
    both say to each other; a row of before there were numbers has none.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="replacements")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True, blank=True)
    old_is_void = models.BooleanField(default=False, help_text="Whether the old code was shown, and is void now.")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    # The number on the envelope from the reserve that was given.
    given_number = models.PositiveIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    refused_why = models.TextField(blank=True, help_text="Why the second did not agree.")
    posted_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_number__isnull=True) | Q(agreed_at__isnull=False), name="a_letter_is_given_by_two"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | Q(asked_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="a_letter_is_given_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["round", "given_number"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_reserve_letter_for_one",
            ),
            models.UniqueConstraint(fields=["round", "number"], name="one_request_a_number"),
            models.CheckConstraint(
                condition=Q(refused_why="") | Q(withdrawn_at__isnull=False, agreed_at__isnull=True),
                name="a_refused_request_is_over",
            ),
        ]


class Letter(models.Model):
    """What is kept of one code: four signs to find it, a salt, and a hash under a key that is not in the database.

    A letter of the reserve has no code that is valid before two people gave it to somebody.
    """

    order = models.ForeignKey(LetterOrder, models.PROTECT, related_name="letters")
    part = models.ForeignKey(Part, models.PROTECT, related_name="letters")
    number = models.PositiveIntegerField(help_text="Stands on the envelope of a reserve letter.")
    is_reserve = models.BooleanField(default=False)
    look_up = models.CharField(max_length=4)
    salt = models.BinaryField(max_length=16)
    hash = models.BinaryField(max_length=32)
    is_void = models.BooleanField(default=False)
    # Who asks for another letter showed this code: it is void once a second person agrees. Then, and when the request
    # is over, nothing here says any more which letter came in the place of which.
    asked_void = models.ForeignKey(Replacement, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "look_up"], name="one_letter_a_look_up"),
            models.UniqueConstraint(fields=["order", "number"], name="one_letter_a_number"),
        ]
