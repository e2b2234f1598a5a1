"""A neighbourhood on real areas with its table, its host and its worker, made through the acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network.models import Change
from stoep.network.standing import Standing
from stoep.people.models import Account, Organisation, Person
from stoep.places import queries as places
from stoep.places.models import Area, Neighbourhood


@dataclass(frozen=True, slots=True)
class Table:
    """Who stands where: the two keys and the host."""

    neighbourhood: Neighbourhood
    chair: Standing
    independent: Standing
    host: Standing
    municipality: Organisation
    today: date


def lay(name: str, number: int, at: datetime, today: date) -> Table:
    """Found a neighbourhood on the buurten of a real wijk, with three residents and an independent organisation."""
    independent = Organisation.objects.create(name=f"Onafhankelijk {number}", kind=Organisation.Kind.INDEPENDENT)
    municipality = Organisation.objects.create(name=f"Gemeente {number}", kind=Organisation.Kind.MUNICIPALITY)
    chair = _person(f"voorzitter{number}", None, at)
    neighbourhood = network.found(
        name=name,
        kind=Neighbourhood.Kind.WIJK,
        areas=_buurten(number),
        municipality_name="Proefgemeente",
        founder=chair,
        at=at,
        today=today,
    )
    leads = _standing(chair, neighbourhood, today)
    hosts = _person(f"gastheer{number}", None, at)
    second = _person(f"onafhankelijk{number}", independent, at)
    for person in (hosts, _person(f"bewoner{number}", None, at), second):
        network.propose(
            by=leads, kind=Change.Kind.ADD_SEAT, person=person, organisation=person.organisation, at=at, today=today
        )
    key = _standing(second, neighbourhood, today)
    post = network.propose(by=leads, kind=Change.Kind.ADD_POST, person=hosts, post_kind="host", at=at, today=today)
    network.confirm(change=post, by=key, at=at, today=today)
    return Table(neighbourhood, leads, key, _standing(hosts, neighbourhood, today), municipality, today)


def _buurten(number: int) -> list[Area]:
    """All buurten of one wijk of the loaded areas; another wijk for every number, inhabited or not."""
    year = places.newest_year() or 0
    wijken = Area.objects.filter(kind=Area.Kind.WIJK, year=year, parts__isnull=False).distinct().order_by("code")
    wijk = wijken[number * 97 % wijken.count()]
    return list(wijk.parts.order_by("code"))


def _person(name: str, organisation: Organisation | None, at: datetime) -> Person:
    account = Account.objects.create_user(f"{name}@voorbeeld.example", joined_at=at)
    return Person.objects.create(name=name, account=account, organisation=organisation)


def _standing(person: Person, neighbourhood: Neighbourhood, today: date) -> Standing:
    return network_queries.standing(
        account=person.account, neighbourhood=neighbourhood, today=today, second_factor=True
    )
