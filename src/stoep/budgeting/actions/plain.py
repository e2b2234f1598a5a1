"""A round as plain values, for a decision to hold before and after; and back again, when both keys are turned.

Rows of others are named as people name them, never by a key: an archive gives other keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.actions.fill import CHOICES, DAYS, MOMENTS, PLAIN, TEXTS, Said
from stoep.budgeting.models import Round
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from stoep.venues.models import Venue

Row = TypeVar("Row", Organisation, Person, Venue, Round)


def tidy_of(round: Round) -> dict[str, Any]:
    """What the rows of a round hold now, in the form that `fill.check` gives."""
    own = {name: getattr(round, name) for name in (*TEXTS, *CHOICES, *PLAIN, *DAYS, *MOMENTS)}
    return own | {
        "parts": [(part.name, part.cents) for part in round.parts.order_by("order")],
        "counters": [
            (counter.called, counter.party) for counter in round.counters.select_related("party").order_by("order")
        ],
        "observers": queries.observing(round),
        "venues": list(round.venues.order_by("pk")),
        "carried_over": round.carried_over,
        "carried_cents": round.carried_cents,
    }


def plain(tidy: Mapping[str, Any]) -> dict[str, Any]:
    """The same as texts, numbers and lists."""
    own = {name: tidy[name] for name in (*TEXTS, *CHOICES, *PLAIN, "carried_cents")}
    days = {name: tidy[name].isoformat() for name in DAYS}
    # In one zone: the same moment is the same text, whoever typed it and however it was read.
    days |= {name: tidy[name].astimezone(UTC).isoformat() for name in MOMENTS}
    return own | days | {
        "parts": [[name, cents] for name, cents in tidy["parts"]],
        "counters": [[called, party.name if party else "", party.kind if party else ""]
                     for called, party in tidy["counters"]],
        "observers": [[person.name, person.organisation.name if person.organisation else ""]
                      for person in tidy["observers"]],
        "venues": [venue.name for venue in tidy["venues"]],
        "carried_over": tidy["carried_over"].number if tidy["carried_over"] else None,
    }  # fmt: skip


def said_of(here: Neighbourhood, held: Mapping[str, Any], today: date, meant: Sequence[Person] = ()) -> Said:
    """What was said, out of plain values. Refused("gone") when something that it names is no longer there.

    `meant`: the very people whom it names, for two can bear one name and be of one party.
    """
    own = {name: held[name] for name in (*TEXTS, *CHOICES, *PLAIN, "carried_cents")}
    days: dict[str, Any] = {name: date.fromisoformat(held[name]) for name in DAYS}
    moments: dict[str, Any] = {name: datetime.fromisoformat(held[name]) for name in MOMENTS}
    return Said(
        **own, **days, **moments,
        parts=[(name, cents) for name, cents in held["parts"]],
        counters=[(called, _party(name, kind)) for called, name, kind in held["counters"]],
        observers=_observers(here, held["observers"], {person.pk for person in meant}, today),
        venues=[_venue(here, name) for name in held["venues"]],
        carried_over=_earlier(here, held["carried_over"]),
    )  # fmt: skip


def _party(name: str, kind: str) -> Organisation | None:
    if not name:
        return None
    found = Organisation.objects.filter(name=name, kind=kind).first()
    return _there(found)


def _observers(here: Neighbourhood, held: Sequence[Sequence[str]], meant: set[int], today: date) -> list[Person]:
    """Each of them once; never just somebody of that name and party where there are more."""
    free = list(queries.lookers(here, today).filter(name__in=[name for name, _party in held]))
    made = []
    for name, party in held:
        named = [
            each for each in free if (each.name, each.organisation.name if each.organisation else "") == (name, party)
        ]
        found = [each for each in named if each.pk in meant] or (named if len(named) == 1 else [])
        person = _there(found[0] if found else None)
        free.remove(person)
        made.append(person)
    return made


def _venue(here: Neighbourhood, name: str) -> Venue:
    open_ones = Venue.objects.filter(neighbourhood=here, name=name, closed_on__isnull=True)
    return _there(open_ones.order_by("pk").first())


def _earlier(here: Neighbourhood, number: int | None) -> Round | None:
    return _there(Round.objects.filter(neighbourhood=here, number=number).first()) if number is not None else None


def _there(found: Row | None) -> Row:
    if found is None:
        raise Refused("gone", _("Iets in dit voorstel is er niet meer: een plek of een partij. Stel het opnieuw voor."))
    return found
