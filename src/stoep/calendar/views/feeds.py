"""Pages about the calendars of other parties: which are read, one more, a file, and stop reading one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.calendar import actions, queries
from stoep.calendar.forms import FeedForm, FileForm
from stoep.calendar.models import Feed
from stoep.calendar.views import door
from stoep.network import access
from stoep.network.standing import Standing
from stoep.places import queries as places
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.shared import posted


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Which calendars of other parties are read here, and whether that goes well."""
    here = neighbourhood_or_404(slug)
    standing = access.standing_of(request, here)
    page = {
        "neighbourhood": here,
        "feeds": [(feed, actions.why(feed.fault), actions.may_end(feed, standing)) for feed in queries.feeds(here)],
        "standing": standing,
    }
    return render(request, "calendar/feeds.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Let one more calendar be read. An address is looked at at once; without one, a file is asked for."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, here, right="take-part", act="calendar.follow")
    form = FeedForm(request.POST or None, initial={"party": standing.side, "groups": ["everybody"]})
    form.know(places.streets(here))
    if form.is_valid():

        def act() -> Feed:
            return actions.follow(neighbourhood=here, by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=_onward, said=_("Deze agenda wordt nu gelezen.")):
            return answer
    return door.form_page(
        request, form, here, title=_("Lees de agenda van een andere partij"),
        lead=_("Wat daarin staat, komt ook in de kalender van de wijk. Namen van mensen worden niet gelezen."),
        send=_("Lees deze agenda"), back=reverse("calendar:feeds", args=[slug]),
    )  # fmt: skip


def _onward(feed: Feed) -> str:
    slug = feed.neighbourhood.slug
    return reverse("calendar:feeds", args=[slug]) if feed.address else reverse("calendar:send", args=[slug, feed.pk])


def _feed(request: HttpRequest, slug: str, pk: int, act: str) -> tuple[Feed, Standing]:
    feed = get_object_or_404(Feed.objects.select_related("neighbourhood"), neighbourhood__slug=slug, pk=pk)
    subject = f"feed:{feed.pk}"
    return feed, access.stand(request, feed.neighbourhood, right="take-part", act=act, subject=subject)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send a file out of the calendar of another party."""
    feed, standing = _feed(request, slug, pk, "calendar.take_in")
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    back = reverse("calendar:feeds", args=[slug])
    if form.is_valid():
        at, today = timezone.now(), timezone.localdate()

        def act() -> actions.Taken:
            return actions.send_file(feed=feed, data=form.cleaned_data["file"], by=standing, at=at, today=today)

        if answer := posted.done(request, form, act, to=back, said=_("Het bestand is gelezen.")):
            return answer
    title = _("Stuur een bestand uit de agenda van %(name)s") % {"name": feed.name}
    return door.form_page(
        request, form, feed.neighbourhood, title=title,
        lead=_("Stuurt u later weer een bestand? Wat er al stond, wordt dan bijgewerkt en komt er niet dubbel in."),
        send=_("Lees dit bestand"), back=back, has_file=True,
    )  # fmt: skip


@require_POST
def look(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Look at the address of a calendar now, and say what came of it."""
    feed, standing = _feed(request, slug, pk, "calendar.take_in")

    def act() -> actions.Taken:
        return actions.look_now(feed=feed, by=standing, at=timezone.now(), today=timezone.localdate())

    to = reverse("calendar:feeds", args=[slug])
    return posted.pressed(request, act, to=to, said=_("De agenda is opnieuw gelezen."))


@require_POST
def unfollow(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Stop reading a calendar."""
    feed, standing = _feed(request, slug, pk, "calendar.unfollow")
    actions.unfollow(feed=feed, by=standing, at=timezone.now())
    messages.success(request, _("Deze agenda wordt niet meer gelezen. Wat er al stond, blijft staan."))
    return redirect("calendar:feeds", slug)
