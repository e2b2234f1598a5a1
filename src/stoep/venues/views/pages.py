"""Pages that everybody reads: the places of a neighbourhood, one of them, its calendar, and its week for the wall."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stoep.network import access
from stoep.network import queries as network
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged
from stoep.shared import calendars, printing
from stoep.venues import actions, queries, rules
from stoep.venues.models import Booking, Room, Venue
from stoep.venues.views import door


@require_safe
@unless_unchanged
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every place where anybody can walk in, with its hours and whom to ask for."""
    here = neighbourhood_or_404(slug)
    today = timezone.localdate()
    every = queries.venues(here)
    page = {
        "neighbourhood": here,
        "shown": queries.shown(every, today),
        "door": None if every else network.door(here, today),
        "standing": access.standing_of(request, here),
    }
    return render(request, "venues/list.html", page)


@require_safe
@unless_unchanged
def venue(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place: how to get in, who is there, what can be done on paper, this week, and its rooms."""
    found = door.venue_or_404(slug, pk)
    today = timezone.localdate()
    standing = access.standing_of(request, found.neighbourhood)
    taken = queries.coming(found, today)
    page = {
        "neighbourhood": found.neighbourhood,
        "venue": found,
        "shown": queries.shown([found], today)[0],
        "other_days": queries.other_days(found, today),
        "rooms": list(Room.objects.filter(venue=found, ended_on__isnull=True).order_by("name")),
        "bookings": [(booking, actions.may_cancel(booking, standing)) for booking in taken[:30]],
        "own_post": queries.own_post(standing, today),
        "standing": standing,
    }
    return render(request, "venues/venue.html", page)


@require_safe
@unless_unchanged
def feed(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The hours of a place and its public bookings, for the calendar on a telephone (iCalendar)."""
    found = door.venue_or_404(slug, pk)
    link = request.build_absolute_uri(found.get_absolute_url())
    told = queries.happenings(found, timezone.localdate(), link=link)
    made = calendars.calendar(found.name, told, at=timezone.now(), site=link)
    response = HttpResponse(made, content_type=calendars.MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="plek-{found.neighbourhood.slug}-{found.pk}.ics"'
    return response


@require_safe
@unless_unchanged
def week(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A4 for the wall: this week at a place, or the week of ?dag=."""
    found = door.venue_or_404(slug, pk)
    day = _day(request.GET.get("dag", "")) or timezone.localdate()
    made = printing.pdf("venues/templates/venues/week.typ", _sheet(request, found, rules.monday_of(day)))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="week-{found.neighbourhood.slug}-{found.pk}.pdf"'
    return response


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 2000 < day.year < 2200 else None


def _sheet(request: HttpRequest, found: Venue, monday: date) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("venues:venue", args=[found.neighbourhood.slug, found.pk]))
    shown = queries.shown([found], monday)[0]
    return {
        "name": found.name,
        "place": found.address,
        "wijk": f"{found.neighbourhood.name}, {found.neighbourhood.municipality_name}",
        "week": _("Week van %(first)s tot en met %(last)s")
        % {"first": date_format(monday, "j F"), "last": date_format(monday + timedelta(days=6), "j F Y")},
        "closed": found.closed_why if found.closed_on else "",
        "days": [_sheet_day(day) for day in queries.week(found, monday)],
        "hosts": ", ".join(shown.hosts),
        "on_paper": found.on_paper,
        "languages": found.languages,
        "step_free": str(found.get_step_free_display()),
        "toilet": str(found.get_toilet_display()),
        "address": address.split("://", 1)[1],
        "qr": printing.qr_svg(address),
    }


def _sheet_day(day: queries.Day) -> dict[str, Any]:
    spans = rules.written(day.spans).replace("-", " – ")
    return {
        "day": date_format(day.day, "l j F"),
        "hours": spans or _("dicht"),
        "other": day.other,
        "bookings": [_booked(booking) for booking in day.bookings],
    }


def _booked(booking: Booking) -> str:
    what = f"{booking.title}, {booking.booked_for}" if booking.is_public else _("gereserveerd")
    return f"{booking.begins} – {booking.ends} · {booking.room.name} · {what}"
