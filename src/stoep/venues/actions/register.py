"""Write a place down, change what stands there, and say that it is shut. The first one stands on the first page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.venues import rules
from stoep.venues.actions import doors
from stoep.venues.models import Booking, Venue, Welcome

Hours = Mapping[str, Sequence[Sequence[str]]]
_TEXTS = ("name", "address", "on_paper", "about", "languages")


@transaction.atomic
def register(
    *,
    neighbourhood: Neighbourhood,
    name: str,
    address: str,
    on_paper: str,
    step_free: str,
    toilet: str,
    hours: Hours,
    by: Standing,
    at: datetime,
    about: str = "",
    languages: str = "",
    is_front: bool = False,
    posted_key: str | None = None,
) -> Venue:
    """A place in the register, by a host or whoever leads. `hours`: day of the week ("0" is Monday) -> spans.

    The first place takes the first page of the wijk, and so does one with `is_front`. Refused: a name, an address or
    what can be done on paper is missing; hours that cannot be read; a place of this name is there already.
    The same `posted_key` gives the same place again.
    """
    network.require_here(by, neighbourhood.pk, right="host", act="venues.register")
    doors.lock(neighbourhood.pk)
    known = Venue.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first() if posted_key else None
    if known:
        return known
    open_ones = Venue.objects.filter(neighbourhood=neighbourhood, closed_on__isnull=True)
    more = {"about": about, "languages": languages}
    said = _said(open_ones, name, address, on_paper, step_free, toilet, hours, more)
    is_first = not open_ones.filter(is_front=True).exists()
    venue = Venue(neighbourhood=neighbourhood, written_by=by.person, written_at=at, posted_key=posted_key, **said)
    return _keep(venue, is_front or is_first, "venues.register", by, at)


@transaction.atomic
def change(
    *,
    venue: Venue,
    name: str,
    address: str,
    on_paper: str,
    step_free: str,
    toilet: str,
    hours: Hours,
    by: Standing,
    at: datetime,
    about: str = "",
    languages: str = "",
    is_front: bool = False,
) -> Venue:
    """What stands at a place from now on. Whichever is on the first page stays there until another one takes it."""
    venue = doors.open_venue(venue, by, right="host", act="venues.change")
    others = Venue.objects.filter(neighbourhood=venue.neighbourhood, closed_on__isnull=True).exclude(pk=venue.pk)
    more = {"about": about, "languages": languages}
    for field, value in _said(others, name, address, on_paper, step_free, toilet, hours, more).items():
        setattr(venue, field, value)
    return _keep(venue, is_front or venue.is_front, "venues.change", by, at)


@transaction.atomic
def shut(*, venue: Venue, why: str, by: Standing, at: datetime, today: date) -> Venue:
    """Nobody can walk in there any more, with the reason. What stood there stays readable.

    Refused("has-bookings"): somebody counts on a room there, today or later.
    """
    venue = doors.open_venue(venue, by, right="host", act="venues.shut")
    if Booking.objects.filter(room__venue=venue, cancelled_at__isnull=True, day__gte=today).exists():
        raise Refused(
            "has-bookings", _("Hier zijn nog ruimtes gereserveerd. Geef die eerst vrij, en zeg het de groep.")
        )
    venue.closed_why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    was_front, venue.is_front, venue.closed_on = venue.is_front, False, today
    venue.save(update_fields=["closed_on", "closed_why", "is_front"])
    gone = list(Welcome.objects.filter(venue=venue, until_on__isnull=True))
    for one in gone:
        one.until_on = today
        one.save(update_fields=["until_on"])
    if was_front:
        network.open_door(by=by, place="", address="", hours="", contact="same", at=at, from_register=True)
    _seal("venues.shut", venue, by, at, {"why": venue.closed_why}, [venue, *gone])
    return venue


def _said(
    others: Any, name: str, address: str, on_paper: str, step_free: str, toilet: str, hours: Hours, more: dict[str, str]
) -> dict[str, Any]:
    needed = doors.asked(
        "incomplete", _("Schrijf op hoe de plek heet, waar zij is, en wat er op papier kan."),
        name=name, address=address, on_paper=on_paper,
    )  # fmt: skip
    if step_free not in Venue.Access.values or toilet not in Venue.Toilet.values:
        raise Refused("no-choice", _("Kies of er een drempel is, en of er een toilet is."))
    if others.filter(name__iexact=needed["name"]).exists():
        raise Refused("known-venue", _("Deze plek staat er al. Zoek haar op in de lijst."))
    return needed | doors.texts(**more) | {"step_free": step_free, "toilet": toilet, "hours": doors.week(hours)}


def _keep(venue: Venue, is_front: bool, act: str, by: Standing, at: datetime) -> Venue:
    rows = [venue]
    if is_front and not venue.is_front:
        for other in Venue.objects.filter(neighbourhood=venue.neighbourhood, is_front=True):
            other.is_front = False
            other.save(update_fields=["is_front"])
            rows.append(other)
    venue.is_front = is_front
    venue.save()
    if is_front:
        line = hours_line(venue)
        network.open_door(
            by=by, place=venue.name, address=venue.address, hours=line, contact="same", at=at, from_register=True
        )
    _seal(act, venue, by, at, {name: getattr(venue, name) for name in _TEXTS}, rows)
    return venue


def hours_line(venue: Venue) -> str:
    """The week of a place as one line of Dutch, as it stands on the first page."""
    with translation.override("nl"):
        names = [str(WEEKDAYS[number]) for number in range(7)]
        return rules.listed(venue.hours, names, joined="en")


def _seal(act: str, venue: Venue, by: Standing, at: datetime, personal: dict[str, str], rows: list[Any]) -> None:
    told = {
        "venues.register": "Er is een plek bij waar iedereen kan binnenlopen.",
        "venues.change": "Er veranderde iets bij een plek waar iedereen kan binnenlopen.",
        "venues.shut": "Een plek waar iedereen kon binnenlopen, is gesloten.",
    }[act]
    facts = {"told": told, "step_free": venue.step_free, "toilet": venue.toilet}
    record.seal(
        neighbourhood=venue.neighbourhood, act=act, subject=doors.subject_of(venue), by=by.actor(), at=at,
        facts=facts, personal=personal, rows=rows,
    )  # fmt: skip
