"""How far a municipality is: for each place the same few things, in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Sum

from stoep.agenda.models import Item
from stoep.network import queries as network
from stoep.places import queries as places
from stoep.places.models import Area, Neighbourhood
from stoep.voices.models import Tally


@dataclass(frozen=True, slots=True)
class Row:
    """One place: a neighbourhood as residents drew it, or a wijk where nobody began yet.

    `agenda_since` is the day on which the oldest item that still runs was taken up; None while there is none.
    """

    name: str
    href: str
    door: network.Reached
    agenda_since: date | None = None
    said: int = 0
    items: int = 0


def of_municipality(municipality: Area, today: date) -> list[Row]:
    """A row for each neighbourhood here, and for each wijk that none of them touches. No order but the alphabet."""
    here = list(places.neighbourhoods_in(municipality))
    begun = _rows(here, today)
    covered = set(Area.objects.filter(neighbourhoods__in=here).values_list("pk", "within"))
    touched = {key for keys in covered for key in keys if key is not None}
    wijken = municipality.areas.filter(kind=Area.Kind.WIJK).exclude(pk__in=touched)
    waiting = [Row(wijk.name, wijk.get_absolute_url(), network.Reached()) for wijk in wijken]
    return sorted([*begun, *waiting], key=lambda row: row.name.casefold())


def _rows(here: Iterable[Neighbourhood], today: date) -> list[Row]:
    keys = [place.pk for place in here]
    doors = network.doors(keys, today)
    running = Item.objects.filter(neighbourhood__in=keys, closed_at__isnull=True, is_draft=False)
    agendas = {
        row["neighbourhood"]: row
        for row in running.values("neighbourhood").annotate(since=Min("started_at"), items=Count("pk"))
    }
    tallies = Tally.objects.filter(neighbourhood__in=keys).values("neighbourhood").annotate(said=Sum("received"))
    said = {row["neighbourhood"]: row["said"] for row in tallies}
    return [
        Row(
            name=place.name,
            href=place.get_absolute_url(),
            door=doors.get(place.pk, network.Reached()),
            agenda_since=agendas[place.pk]["since"] if place.pk in agendas else None,
            said=said.get(place.pk, 0),
            items=agendas[place.pk]["items"] if place.pk in agendas else 0,
        )
        for place in here
    ]
