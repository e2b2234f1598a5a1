"""Rounds of cards: which one runs, and which one an address names."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, F, QuerySet

from stoep.gatherings.models import Activity
from stoep.places.models import Neighbourhood
from stoep.reach.models import Round

PAGE = 20
LATELY = 92  # days


def running(neighbourhood: Neighbourhood) -> Round | None:
    """The round of the whole wijk that runs now; None between two."""
    return Round.objects.filter(neighbourhood=neighbourhood, about=Round.About.WIJK, ended_on__isnull=True).first()


def rounds(neighbourhood: Neighbourhood) -> QuerySet[Round]:
    """The newest rounds: what runs on top; each with how many editions it has."""
    every = Round.objects.filter(neighbourhood=neighbourhood).annotate(told=Count("editions"))
    return every.order_by(F("ended_on").desc(nulls_first=True), "-pk")[:PAGE]


def activities(neighbourhood: Neighbourhood, today: date) -> QuerySet[Activity]:
    """Gatherings whose guests may be filling in cards: public, from three months back to those to come."""
    every = Activity.objects.filter(neighbourhood=neighbourhood, published_at__isnull=False, called_off_at__isnull=True)
    return every.filter(day__gte=today - timedelta(days=LATELY)).order_by("-day", "-pk")


def found_round(slug: str, pk: int) -> Round:
    """The round with this number in this very neighbourhood; Round.DoesNotExist when there is none."""
    return Round.objects.select_related("neighbourhood").get(neighbourhood__slug=slug, pk=pk)


def round_of_card(slug: str, pk: int | None) -> Round | None:
    """The round for which a card is filled in: this one, or the running one of the wijk; None when it has ended."""
    every = Round.objects.select_related("neighbourhood").filter(neighbourhood__slug=slug, ended_on__isnull=True)
    return every.filter(about=Round.About.WIJK).first() if pk is None else every.filter(pk=pk).first()
