"""Pages of hosts: write a place down, change it, shut it, say that you are there, and other days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stoep.network import access
from stoep.network import queries as network
from stoep.places import queries as places
from stoep.places.models import Neighbourhood
from stoep.shared import posted
from stoep.venues import actions
from stoep.venues.forms import OtherDayForm, VenueForm, WhyForm
from stoep.venues.models import Venue
from stoep.venues.views import door


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a place down. What stood on the first page already is filled in."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="host", act="venues.register")
    known = network.door(here, timezone.localdate())
    typed = {} if known.is_from_register else {"name": known.place, "address": known.address}
    form = VenueForm(request.POST or None, initial=typed)
    form.know(places.streets(here))
    if form.is_valid():

        def act() -> Venue:
            return actions.register(neighbourhood=here, by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=Venue.get_absolute_url, said=_("De plek staat in de lijst.")):
            return answer
    return door.form_page(
        request, form, here, title=_("Zet een plek in de lijst"),
        lead=_("Waar kan iedereen binnenlopen? Schrijf op wanneer, en wat er kan."), send=_("Zet deze plek erbij"),
        back=reverse("venues:list", args=[slug]), before=typed and known.hours,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what stands at a place, with its week."""
    venue, standing = door.may(request, slug, pk, right="host", act="venues.change")
    form = VenueForm(request.POST or None, venue=venue)
    form.know(places.streets(venue.neighbourhood))
    if form.is_valid():

        def act() -> Venue:
            given = {name: value for name, value in form.act_fields().items() if name != "posted_key"}
            return actions.change(venue=venue, by=standing, at=timezone.now(), **given)

        if answer := posted.done(request, form, act, to=venue.get_absolute_url(), said=_("Dit staat er nu.")):
            return answer
    return door.form_page(
        request, form, venue.neighbourhood, title=_("Verander deze plek"),
        lead=_("Wat u hier verandert, staat meteen op de pagina."), send=_("Opslaan"), back=venue.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def shut(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that nobody can walk in there any more, and why."""
    venue, standing = door.may(request, slug, pk, right="host", act="venues.shut")
    form = WhyForm(request.POST or None)
    if form.is_valid():

        def act() -> Venue:
            why, at = form.cleaned_data["why"], timezone.now()
            return actions.shut(venue=venue, why=why, by=standing, at=at, today=timezone.localdate())

        if answer := posted.done(request, form, act, to=venue.get_absolute_url(), said=_("De plek is gesloten.")):
            return answer
    return door.form_page(
        request, form, venue.neighbourhood, title=_("Sluit deze plek"),
        lead=_("Niemand kan hier dan nog binnenlopen. De pagina blijft te lezen."), send=_("Sluit deze plek"),
        back=venue.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def other_day(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a place has other hours on a day, or is closed."""
    venue, standing = door.may(request, slug, pk, right="host", act="venues.set_other_day")
    form = OtherDayForm(request.POST or None)
    if form.is_valid():

        def act() -> object:
            return actions.set_other_day(
                venue=venue, by=standing, at=timezone.now(), today=timezone.localdate(), **form.cleaned_data
            )

        if answer := posted.done(request, form, act, to=venue.get_absolute_url(), said=_("Deze dag staat erbij.")):
            return answer
    return door.form_page(
        request, form, venue.neighbourhood, title=_("Een dag met andere uren"),
        lead=_("Is de plek een dag dicht, of juist langer open? Zeg het op tijd."), send=_("Zet deze dag erbij"),
        back=venue.get_absolute_url(),
    )  # fmt: skip


@require_POST
def drop_other_day(request: HttpRequest, slug: str, pk: int, year: int, month: int, day: int) -> HttpResponse:
    """That day is as every week again."""
    venue = door.venue_or_404(slug, pk)
    by = access.standing_of(request, venue.neighbourhood)
    on = get_object_or_404(venue.other_days, day__year=year, day__month=month, day__day=day).day

    def act() -> None:
        actions.drop_other_day(venue=venue, day=on, by=by, at=timezone.now())

    return posted.pressed(request, act, to=venue.get_absolute_url(), said=_("Deze dag is weer zoals altijd."))


@require_POST
def welcome(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host says: here I am, you can ask for me."""
    venue = door.venue_or_404(slug, pk)
    by = access.standing_of(request, venue.neighbourhood)

    def act() -> object:
        return actions.welcome(venue=venue, by=by, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(request, act, to=venue.get_absolute_url(), said=_("Uw naam staat nu bij deze plek."))


@require_POST
def leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host says: I am not there any more."""
    venue = door.venue_or_404(slug, pk)
    by = access.standing_of(request, venue.neighbourhood)

    def act() -> object:
        return actions.leave(venue=venue, by=by, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(request, act, to=venue.get_absolute_url(), said=_("Uw naam staat niet meer bij deze plek."))
