"""Rooms of a place that groups can ask for."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.venues.actions import doors
from stoep.venues.models import Booking, Room, Venue


@transaction.atomic
def add_room(
    *, venue: Venue, name: str, holds: int, step_free: str, by: Standing, at: datetime, equipped: str = ""
) -> Room:
    """A room with what is in it. Refused: no name, nobody fits in, or a room of this name is there already."""
    venue = doors.open_venue(venue, by, right="host", act="venues.add_room")
    room = doors.asked("no-name", _("Schrijf op hoe de ruimte heet."), room=name)["room"]
    if not 1 <= holds <= 2000 or step_free not in Venue.Access.values:
        raise Refused("no-choice", _("Schrijf hoeveel mensen erin passen, en kies of er een drempel is."))
    if Room.objects.filter(venue=venue, name__iexact=room, ended_on__isnull=True).exists():
        raise Refused("known-room", _("Deze ruimte staat er al."))
    more = doors.texts(why=equipped)["why"]
    made = Room.objects.create(venue=venue, name=room, holds=holds, step_free=step_free, equipped=more)
    _seal("venues.add_room", "Er is een ruimte bij die groepen kunnen gebruiken.", made, by, at)
    return made


@transaction.atomic
def end_room(*, room: Room, by: Standing, at: datetime, today: date) -> Room:
    """Nobody can ask for this room any more. Refused("has-bookings") while somebody counts on it. Twice is once."""
    doors.open_venue(room.venue, by, right="host", act="venues.end_room")
    room = Room.objects.select_related("venue__neighbourhood").get(pk=room.pk)
    if room.ended_on is not None:
        return room
    if Booking.objects.filter(room=room, cancelled_at__isnull=True, day__gte=today).exists():
        raise Refused("has-bookings", _("Deze ruimte is nog gereserveerd. Geef haar eerst vrij, en zeg het de groep."))
    room.ended_on = today
    room.save(update_fields=["ended_on"])
    _seal("venues.end_room", "Een ruimte kan niet meer gebruikt worden.", room, by, at)
    return room


def _seal(act: str, told: str, room: Room, by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=room.venue.neighbourhood, act=act, subject=doors.subject_of(room.venue), by=by.actor(), at=at,
        facts={"told": told, "holds": room.holds}, personal={"room": room.name}, rows=[room],
    )  # fmt: skip
