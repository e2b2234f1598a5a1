"""Which seats and posts run on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from stoep.network.models import Partnership, Post, Seat
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask


def running(today: date) -> Q:
    """The filter for seats and posts that run on this day."""
    return Q(since_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gt=today))


def running_seats(partnership: Partnership, today: date) -> QuerySet[Seat]:
    """The seats that run today, the chair first, then residents, then by how long they run."""
    return (
        Seat.objects.filter(running(today), partnership=partnership)
        .select_related("person__organisation", "organisation", "partnership__neighbourhood")
        .order_by("-is_chair", "since_on", "pk")
    )


def running_posts(neighbourhood: Neighbourhood, today: date) -> QuerySet[Post]:
    """The posts that run today: hosts, workers and contacts."""
    return (
        Post.objects.filter(running(today), neighbourhood=neighbourhood)
        .select_related("person__organisation", "organisation")
        .order_by("kind", "since_on", "pk")
    )


def seats_now(partnership: Partnership, today: date) -> list[Seat]:
    """`running_seats` with what a page tells of them; the question is put into SQL once."""
    return ask(_seats_now, None, table=partnership.pk, today=today)


def _seats_now(_shape: None, *, table: int, today: date) -> QuerySet[Seat]:
    seats = Seat.objects.filter(running(today), partnership=table).select_related(
        "person__organisation", "organisation"
    )
    return seats.order_by("-is_chair", "since_on", "pk")


def posts_now(neighbourhood: Neighbourhood, today: date) -> list[Post]:
    """`running_posts`, and the question is put into SQL once."""
    return ask(_posts_now, None, here=neighbourhood.pk, today=today)


def _posts_now(_shape: None, *, here: int, today: date) -> QuerySet[Post]:
    posts = Post.objects.filter(running(today), neighbourhood=here)
    return posts.select_related("person__organisation", "organisation").order_by("kind", "since_on", "pk")


def seats_of(person: Person, today: date) -> QuerySet[Seat]:
    """The running seats of one person, in every neighbourhood."""
    found = Seat.objects.filter(running(today), person=person)
    return found.select_related("partnership__neighbourhood", "organisation", "person")


def posts_of(person: Person, today: date) -> QuerySet[Post]:
    """The running posts of one person, in every neighbourhood."""
    return Post.objects.filter(running(today), person=person).select_related("neighbourhood", "organisation", "person")
