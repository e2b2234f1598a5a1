"""Who is of a party: rules.same_party, as a question to the database."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from stoep.budgeting import rules
from stoep.budgeting.models import Counter
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood


def of_party(organisation: Organisation | None) -> Q:
    """Of people: all who are of the same party as whoever is of this organisation, or of none."""
    if rules.party(organisation) != rules.RESIDENTS:
        return Q(organisation=organisation)
    return Q(organisation__isnull=True) | Q(organisation__kind=Organisation.Kind.RESIDENTS)


def called_here(here: Neighbourhood, called: str) -> QuerySet[Person]:
    """Whoever bears this name and has a seat or a task here that has not ended."""
    seat = Q(seats__partnership__neighbourhood=here, seats__until_on=None)
    post = Q(posts__neighbourhood=here, posts__until_on=None)
    rows = Person.objects.filter(seat | post, name__iexact=" ".join(called.split()))
    return rows.select_related("organisation").distinct()


def one_called(here: Neighbourhood, called: str, party: Organisation | None) -> Person | None:
    """The one person of this name and party with a seat or a task here; None when there is none, or more than one."""
    found = [each for each in called_here(here, called) if rules.same_party(each.organisation, party)]
    return found[0] if len(found) == 1 else None


def officials_called(here: Neighbourhood, called: str) -> list[Person]:
    """Whoever bears this name and is of the municipality: by their own word, or by their seat or task here."""
    kind = Organisation.Kind.MUNICIPALITY
    own, seat, post = Q(organisation__kind=kind), Q(seats__organisation__kind=kind), Q(posts__organisation__kind=kind)
    return list(called_here(here, called).filter(own | seat | post | Q(seats__side=kind)))


def officials_among(counters: Iterable[Counter]) -> list[Counter]:
    """Those of the municipality now: a counter who is known here by what they are today, another one as was written."""
    parties = [(each, each.person.organisation if each.person else each.party) for each in counters]
    return [each for each, party in parties if party and party.kind == Organisation.Kind.MUNICIPALITY]
