"""Pages about rooms: add one, keep it for a group, give it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stoep.network import access
from stoep.shared import posted
from stoep.venues import actions
from stoep.venues.forms import BookingForm, GiveBackForm, RoomForm
from stoep.venues.models import Booking, Room
from stoep.venues.views import door


@require_http_methods(["GET", "HEAD", "POST"])
def add_room(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down a room that groups can ask for."""
    venue, standing = door.may(request, slug, pk, right="host", act="venues.add_room")
    form = RoomForm(request.POST or None)
    if form.is_valid():

        def act() -> Room:
            return actions.add_room(venue=venue, by=standing, at=timezone.now(), **form.cleaned_data)

        if answer := posted.done(request, form, act, to=venue.get_absolute_url(), said=_("De ruimte staat erbij.")):
            return answer
    return door.form_page(
        request, form, venue.neighbourhood, title=_("Zet een ruimte bij deze plek"),
        lead=_("Groepen kunnen haar dan gebruiken."), send=_("Zet deze ruimte erbij"), back=venue.get_absolute_url(),
    )  # fmt: skip


@require_POST
def end_room(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Nobody can ask for this room any more."""
    room = get_object_or_404(
        Room.objects.select_related("venue__neighbourhood"), venue__neighbourhood__slug=slug, pk=pk
    )
    by = access.standing_of(request, room.venue.neighbourhood)

    def act() -> Room:
        return actions.end_room(room=room, by=by, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(request, act, to=room.venue.get_absolute_url(), said=_("De ruimte staat er niet meer bij."))


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep a room for a group. Who has no account asks a host, who does it for them."""
    venue, standing = door.may(request, slug, pk, right="take-part", act="venues.book")
    rooms = Room.objects.filter(venue=venue, ended_on__isnull=True).select_related("venue").order_by("name")
    form = BookingForm(request.POST or None, rooms=rooms)
    if form.is_valid():

        def act() -> Booking:
            return actions.book(by=standing, at=timezone.now(), today=timezone.localdate(), **form.act_fields())

        if answer := posted.done(request, form, act, to=venue.get_absolute_url(), said=_("De ruimte is gereserveerd.")):
            return answer
    return door.form_page(
        request, form, venue.neighbourhood, title=_("Reserveer een ruimte"),
        lead=_("Kies een ruimte, een dag en een tijd. U ziet meteen of zij vrij is."), send=_("Reserveer deze ruimte"),
        back=venue.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a room back, and say why."""
    rows = Booking.objects.select_related("room__venue__neighbourhood")
    booking = get_object_or_404(rows, room__venue__neighbourhood__slug=slug, pk=pk)
    venue = booking.room.venue
    standing = access.stand(
        request, venue.neighbourhood, right="take-part", act="venues.cancel", subject=f"venue:{venue.pk}"
    )
    form = GiveBackForm(request.POST or None, later=len(actions.later_times(booking)))
    if form.is_valid():

        def act() -> Booking:
            return actions.cancel(booking=booking, by=standing, at=timezone.now(), **form.cleaned_data)

        if answer := posted.done(request, form, act, to=venue.get_absolute_url(), said=_("De ruimte is weer vrij.")):
            return answer
    return door.form_page(
        request, form, venue.neighbourhood, title=_("Geef deze ruimte vrij"),
        lead=_("Zeg het ook tegen de groep die erop rekent."), send=_("Geef vrij"), back=venue.get_absolute_url(),
        booking=booking,
    )  # fmt: skip
