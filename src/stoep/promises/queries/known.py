"""Who can be meant when a promise is noted, and whose voices it came from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise
from stoep.voices.models import Voice


def sources(promise: Promise) -> list[Voice]:
    """The voices whose authors may judge this promise: the one it was made to, or those its item grew from."""
    if promise.receiver_voice is not None:
        return [promise.receiver_voice]
    named = promise.receiver_id is not None or promise.receiver_organisation_id is not None
    if named or promise.item_id is None:
        return []
    grown = Voice.objects.filter(origins__item=promise.item_id, origins__released_at__isnull=True)
    return list(grown.filter(erased_at__isnull=True).distinct().order_by("pk"))


def known_people(neighbourhood: Neighbourhood, today: date) -> list[Person]:
    """Who takes part here now, with a seat or a post: to be recognised when somebody types a name."""
    running = network.running(today)
    seats = Seat.objects.filter(running, partnership__neighbourhood=neighbourhood).values("person")
    posts = Post.objects.filter(running, neighbourhood=neighbourhood).values("person")
    found = Person.objects.filter(Q(pk__in=seats) | Q(pk__in=posts))
    return list(found.select_related("organisation", "account").order_by("name", "pk"))


def known_organisations(neighbourhood: Neighbourhood, people: Iterable[Person]) -> list[Organisation]:
    """The organisations that take part here, or promised something here before, by name."""
    keys = [person.organisation_id for person in people if person.organisation_id]
    keys += Seat.objects.filter(partnership__neighbourhood=neighbourhood).values_list("organisation", flat=True)
    keys += Post.objects.filter(neighbourhood=neighbourhood).values_list("organisation", flat=True)
    promised = Promise.objects.filter(neighbourhood=neighbourhood, organisation__isnull=False).values("organisation")
    return list(
        Organisation.objects.filter(Q(pk__in=[key for key in keys if key]) | Q(pk__in=promised)).order_by("name")
    )
