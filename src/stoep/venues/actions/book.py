"""Keep a room for a group, and give it back. Two who ask at once come one after the other: one of them hears no."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused
from stoep.venues import rules
from stoep.venues.actions import doors
from stoep.venues.models import Booking, Room

_NOT_THEN = {
    "backwards": _("De ruimte moet later eindigen dan zij begint. Kijk de tijden na."),
    "past": _("Deze dag is voorbij. Kies vandaag of een latere dag."),
    "too-far": _("Dit is meer dan een jaar vooruit. Kies een eerdere dag."),
}


@transaction.atomic
def book(
    *,
    room: Room,
    day: date,
    begins: time,
    ends: time,
    title: str,
    booked_for: str,
    is_public: bool,
    by: Standing,
    at: datetime,
    today: date,
    posted_key: str | None = None,
) -> Booking:
    """The room is kept then for this group; by whoever takes part in the network, also for somebody at the counter.

    Refused("taken") with the hours of who has it already; "backwards", "past", "too-far", "incomplete", "ended".
    The same `posted_key` gives the same booking again.
    """
    venue = doors.open_venue(room.venue, by, right="take-part", act="venues.book")
    known = Booking.objects.filter(posted_key=posted_key, room__venue=venue).first() if posted_key else None
    if known:
        return known
    room = Room.objects.select_related("venue__neighbourhood").get(pk=room.pk)
    if room.ended_on is not None:
        raise Refused("ended", _("Deze ruimte kan niet meer gebruikt worden. Kies een andere ruimte."))
    if wrong := rules.may_book(day, begins, ends, today):
        raise Refused(wrong, _NOT_THEN[wrong])
    said = doors.asked(
        "incomplete", _("Schrijf op wat er gebeurt, en voor welke groep."), title=title, booked_for=booked_for
    )
    span = (f"{begins:%H:%M}", f"{ends:%H:%M}")
    _not_taken(room, day, span)
    booking = Booking.objects.create(
        room=room, day=day, begins=span[0], ends=span[1], is_public=is_public, booked_by=by.person,
        booked_from=by.person.organisation if by.person else None, booked_at=at, posted_key=posted_key, **said,
    )  # fmt: skip
    _seal("venues.book", "Een ruimte is gereserveerd.", booking, by, at)
    return booking


def _not_taken(room: Room, day: date, span: rules.Span) -> None:
    for other in Booking.objects.filter(room=room, day=day, cancelled_at__isnull=True):
        if rules.overlap(span, (other.begins, other.ends)):
            raise Refused(
                "taken",
                _("Deze ruimte is dan al gereserveerd, van %(begins)s tot %(ends)s. Kies een andere tijd of ruimte."),
                begins=other.begins,
                ends=other.ends,
            )


@transaction.atomic
def cancel(*, booking: Booking, why: str, by: Standing, at: datetime) -> Booking:
    """The room is free again, with the reason; by a host, or whoever booked it. Twice is once."""
    venue, subject = booking.room.venue, doors.subject_of(booking.room.venue)
    network.require_here(by, venue.neighbourhood_id, right="take-part", act="venues.cancel", subject=subject)
    doors.lock(venue.neighbourhood_id)
    booking = Booking.objects.select_related("room__venue__neighbourhood").get(pk=booking.pk)
    if booking.cancelled_at is not None:
        return booking
    if not may_cancel(booking, by):
        raise NotAllowed(
            "not-yours", _("Alleen wie deze ruimte reserveerde, of een gastheer of gastvrouw, geeft haar vrij."),
            neighbourhood=by.neighbourhood, actor=by.actor(), act="venues.cancel", subject=subject,
        )  # fmt: skip
    booking.cancelled_why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    booking.cancelled_at = at
    booking.save(update_fields=["cancelled_at", "cancelled_why"])
    _seal("venues.cancel", "Een ruimte is weer vrij.", booking, by, at)
    return booking


def may_cancel(booking: Booking, by: Standing) -> bool:
    """Whether they may give this room back: a host or whoever leads, the one who booked it, or their organisation."""
    if by.hosts:
        return True
    own = by.person is not None and booking.booked_by_id == by.person.pk
    works = by.person.organisation_id if by.person else None
    return by.in_network and (own or (works is not None and works == booking.booked_from_id))


def _seal(act: str, told: str, booking: Booking, by: Standing, at: datetime) -> None:
    personal = {"title": booking.title, "booked_for": booking.booked_for, "why": booking.cancelled_why}
    record.seal(
        neighbourhood=booking.room.venue.neighbourhood, act=act, subject=doors.subject_of(booking.room.venue),
        by=by.actor(), at=at, facts={"told": told, "day": booking.day.isoformat()}, personal=personal, rows=[booking],
    )  # fmt: skip
