"""Where residents can walk in, and whom they can ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from stoep.network import rules
from stoep.network.models import Door, Post, Seat
from stoep.network.queries.running import running
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask


@dataclass(frozen=True, slots=True)
class Reached:
    """Where residents can walk in and whom they can ask for, as everybody may read it; "" is: not yet."""

    place: str = ""
    address: str = ""
    hours: str = ""
    contact: str = ""
    is_from_register: bool = False


def door(neighbourhood: Neighbourhood, today: date) -> Reached:
    """The door of one neighbourhood."""
    return doors([neighbourhood.pk], today).get(neighbourhood.pk, Reached())


def doors(neighbourhoods: Iterable[int], today: date) -> dict[int, Reached]:
    """The doors of these neighbourhoods, by the key of each; those that never said anything are left out.

    A name is shown as long as its owner has an account, and a seat of those who lead or a task of a host here.
    """
    keys = list(neighbourhoods)
    rows = ask(_doors, None, keys=keys, today=today) if keys else []
    return {
        here: Reached(place, address, hours, name if account and (leads or hosts) else "", kept)
        for here, place, address, hours, name, account, kept, leads, hosts in rows
    }


def _doors(_shape: None, *, keys: Sequence[int], today: date) -> QuerySet[Door, tuple[Any, ...]]:
    """What was written, who is named, their account, and whether they sit or have a task in this very place."""
    contact, place = OuterRef("contact"), OuterRef("neighbourhood")
    seats = Seat.objects.filter(running(today), person=contact, side__in=rules.LEADING_SIDES)
    tasks = Post.objects.filter(running(today), person=contact, kind__in=[Post.Kind.HOST, Post.Kind.WORKER])
    doors = Door.objects.filter(neighbourhood__in=keys).annotate(
        leads=Exists(seats.filter(partnership__neighbourhood=place)), hosts=Exists(tasks.filter(neighbourhood=place))
    )
    said = ("place", "address", "hours", "contact__name", "contact__account", "is_from_register", "leads", "hosts")
    return doors.values_list("neighbourhood", *said)
