"""The rules of the table over the years, interests, and what it found when it looked back."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from stoep.network.facts import charter_facts
from stoep.network.models import Charter, Interest, Partnership, Review, Seat
from stoep.network.queries.table import first_charter
from stoep.network.rules import CharterFacts


def charters(partnership: Partnership) -> list[CharterFacts]:
    """Every version of the rules, the newest first; a table that never wrote any down has its first ones."""
    rows = Charter.objects.filter(partnership=partnership).order_by("-number")
    return [charter_facts(row) for row in rows] or [first_charter(partnership)]


def interests_of(seat: Seat, today: date) -> list[Interest]:
    """The interests of whoever has this seat that run today: when it is about one of them, they step aside.

    Those too that were said with an earlier seat of theirs at this table.
    """
    theirs = Interest.objects.filter(seat__partnership=seat.partnership_id, seat__person=seat.person_id)
    running = Q(since_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gt=today))
    return list(theirs.filter(running).order_by("since_on", "pk"))


def interests(partnership: Partnership) -> QuerySet[Interest]:
    """The whole register: what runs first, then the newest."""
    found = Interest.objects.filter(seat__partnership=partnership)
    return found.select_related("seat__person", "seat__organisation").order_by(
        F("until_on").desc(nulls_first=True), "-since_on", "-pk"
    )


def reviews(partnership: Partnership) -> QuerySet[Review]:
    """Each look back, the newest first, with what every side said."""
    return Review.objects.filter(partnership=partnership).prefetch_related("said__person").order_by("-held_on", "-pk")


def last_review(partnership: Partnership) -> Review | None:
    """The newest one, whether every key said its word or not."""
    return reviews(partnership).first()
