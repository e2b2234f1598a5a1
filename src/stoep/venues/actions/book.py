"""Keep a room for a group, and give it back. Two who ask at once come one after the other: one of them hears no."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused
from stoep.venues import rules
from stoep.venues.actions import doors
from stoep.venues.models import Booking, Room

MOST_COMING = 26
SHOWN = 6  # days that are named in a refusal
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
    repeat: str = "once",
    until: date | None = None,
    posted_key: str | None = None,
) -> Booking:
    """The room is kept then for this group; by whoever takes part in the network, also for somebody at the counter.

    `repeat` is "once", "weekly", "fortnightly" or "four-weekly", until the day `until`: all of these days, or none.
    Returns the first of them. Refused("taken") with the hours of who has it already, "taken-then" with the days;
    "backwards", "past", "too-far", "no-end", "incomplete", "ended"; "enough" for who is no host and has many already.
    The same `posted_key` gives the same booking again.
    """
    venue = doors.open_venue(room.venue, by, right="take-part", act="venues.book")
    known = Booking.objects.filter(posted_key=posted_key, room__venue=venue).first() if posted_key else None
    if known:
        return known
    room = Room.objects.select_related("venue__neighbourhood").get(pk=room.pk)
    if room.ended_on is not None:
        raise Refused("ended", _("Deze ruimte kan niet meer gebruikt worden. Kies een andere ruimte."))
    days = _days(day, repeat, until)
    for wrong in (rules.may_book(days[0], begins, ends, today), rules.may_book(days[-1], begins, ends, today)):
        if wrong:
            raise Refused(wrong, _NOT_THEN[wrong])
    said = doors.asked(
        "incomplete", _("Schrijf op wat er gebeurt, en voor welke groep."), title=title, booked_for=booked_for
    )
    span = (f"{begins:%H:%M}", f"{ends:%H:%M}")
    _not_taken(room, days, span)
    _not_enough(room, by, len(days), today)
    made: list[Booking] = []
    for number, each in enumerate(days):
        made.append(
            Booking.objects.create(
                room=room, day=each, begins=span[0], ends=span[1], is_public=is_public, booked_by=by.person,
                booked_from=by.person.organisation if by.person else None, booked_at=at,
                first_time=made[0] if number else None, posted_key=None if number else posted_key, **said,
            )
        )  # fmt: skip
    _seal("venues.book", "Een ruimte is gereserveerd.", made, by, at)
    return made[0]


def _days(day: date, repeat: str, until: date | None) -> list[date]:
    if repeat not in rules.EVERY or (repeat != "once" and (until is None or until < day)):
        raise Refused("no-end", _("Kies tot en met welke dag het terugkomt. Die dag ligt na de eerste keer."))
    return rules.times(day, repeat, until or day)


def _not_taken(room: Room, days: list[date], span: rules.Span) -> None:
    there = Booking.objects.filter(room=room, day__in=days, cancelled_at__isnull=True).order_by("day", "begins")
    taken = [other for other in there if rules.overlap(span, (other.begins, other.ends))]
    if not taken:
        return
    if len(days) == 1:
        raise Refused(
            "taken",
            _("Deze ruimte is dan al gereserveerd, van %(begins)s tot %(ends)s. Kies een andere tijd of ruimte."),
            begins=taken[0].begins,
            ends=taken[0].ends,
        )
    raise Refused(
        "taken-then",
        _("Op deze dagen is de ruimte dan al gereserveerd: %(days)s. Er is niets opgeschreven. Kies een andere tijd."),
        days=", ".join(date_format(each, "j F") for each in sorted({other.day for other in taken})[:SHOWN]),
    )


def _not_enough(room: Room, by: Standing, more: int, today: date) -> None:
    """A place is for everybody: who is no host keeps a room at most 26 times ahead, alone or as an organisation."""
    if by.hosts or by.person is None:
        return
    coming = Booking.objects.filter(room__venue=room.venue, day__gte=today, cancelled_at__isnull=True)
    own = {"booked_from": by.person.organisation_id} if by.is_institution else {"booked_by": by.person}
    if coming.filter(**own).count() + more > MOST_COMING:
        raise Refused(
            "enough",
            _("U heeft hier dan vaker dan %(most)s keer een ruimte. Vraag het aan een gastheer of gastvrouw."),
            most=MOST_COMING,
        )


@transaction.atomic
def cancel(*, booking: Booking, why: str, by: Standing, at: datetime, and_later: bool = False) -> Booking:
    """The room is free again, with the reason; by a host, or whoever booked it. Twice is once.

    With `and_later` also on all later days of something that comes back.
    """
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
    why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    freed = [booking, *(later_times(booking) if and_later else ())]
    for each in freed:
        each.cancelled_why, each.cancelled_at = why, at
        each.save(update_fields=["cancelled_at", "cancelled_why"])
    _seal("venues.cancel", "Een ruimte is weer vrij.", freed, by, at)
    return booking


def later_times(booking: Booking) -> list[Booking]:
    """The later days of the same thing that comes back, as far as the room is still kept then."""
    first = booking.first_time_id or booking.pk
    rows = Booking.objects.filter(first_time=first, day__gt=booking.day, cancelled_at__isnull=True)
    return list(rows.select_related("room__venue__neighbourhood").order_by("day"))


def may_cancel(booking: Booking, by: Standing) -> bool:
    """Whether they may give this room back: a host or whoever leads, the one who booked it, or their organisation."""
    if by.hosts:
        return True
    own = by.person is not None and booking.booked_by_id == by.person.pk
    works = by.person.organisation_id if by.person else None
    return by.in_network and (own or (works is not None and works == booking.booked_from_id))


def _seal(act: str, told: str, bookings: list[Booking], by: Standing, at: datetime) -> None:
    first = bookings[0]
    personal = {"title": first.title, "booked_for": first.booked_for, "why": first.cancelled_why}
    facts = {"told": told, "day": first.day.isoformat(), "times": len(bookings)}
    record.seal(
        neighbourhood=first.room.venue.neighbourhood, act=act, subject=doors.subject_of(first.room.venue),
        by=by.actor(), at=at, facts=facts, personal=personal, rows=bookings,
    )  # fmt: skip
