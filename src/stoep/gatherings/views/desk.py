"""The organiser's desk: prepare an activity, see what is known already, publish it, call it off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.gatherings import actions, queries
from stoep.gatherings.actions.publish import CALLED
from stoep.gatherings.forms import ActivityForm, PublishForm, WhomForm, WhyForm
from stoep.gatherings.models import Activity, Whom
from stoep.gatherings.rules import ready
from stoep.gatherings.views import door
from stoep.network import access
from stoep.places import queries as places
from stoep.places.access import neighbourhood_or_404
from stoep.shared import posted
from stoep.venues import queries as venues

_both = require_http_methods(["GET", "HEAD", "POST"])


def _desk(activity: Activity) -> str:
    return f"{activity.get_absolute_url()}werk/"


@never_cache
@require_safe
def desk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What there is to do for one activity, step by step."""
    activity, standing = door.may(request, slug, pk, act="gatherings.see_desk")
    page = {
        "neighbourhood": activity.neighbourhood,
        "activity": activity,
        "standing": standing,
        "missing": [str(CALLED[name]) for name in ready.missing(queries.said(activity))],
        "whom": queries.whom_of(activity),
        "sendings": list(activity.sendings.filter(void_at__isnull=True).order_by("pk")[:200]),
        "jobs": queries.jobs_of(activity),
        "languages": queries.languages_ready(activity),
        "address": request.build_absolute_uri(activity.get_absolute_url()),
        "today": timezone.localdate(),
    }
    return render(request, "gatherings/desk.html", page)


@never_cache
@_both
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare an activity."""
    here = neighbourhood_or_404(slug)
    standing = access.stand(request, here, right="host", act="gatherings.write")
    form = ActivityForm(request.POST or None, request.FILES or None, venues=venues.venues(here))
    form.look(here.pk, timezone.localdate())
    if form.is_valid():

        def act() -> Activity:
            return actions.write(neighbourhood=here, by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(
            request,
            form,
            act,
            to=_desk,
            said=_("Dit is bewaard. Alleen u en andere gastheren en gastvrouwen zien het."),
        ):
            return answer
    return door.form_page(
        request, form, here, title=_("Bereid een bijeenkomst voor"),
        lead=_("Vul in wat u al weet. De rest kan later. Niemand is uitgenodigd voordat u dat zegt."),
        send=_("Bewaar"), back=here.get_absolute_url() + "bijeenkomsten/", files=True,
    )  # fmt: skip


@never_cache
@_both
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change an activity while nobody is invited yet."""
    activity, standing = door.may(request, slug, pk, act="gatherings.change")
    form = ActivityForm(
        request.POST or None, request.FILES or None, venues=venues.venues(activity.neighbourhood), activity=activity
    )
    if form.is_valid():

        def act() -> Activity:
            given = {name: value for name, value in form.act_fields().items() if name != "posted_key"}
            return actions.change(activity=activity, by=standing, at=timezone.now(), **given)

        if answer := posted.done(request, form, act, to=_desk(activity), said=_("Dit staat er nu.")):
            return answer
    return door.form_page(
        request, form, activity.neighbourhood, title=_("Verander deze bijeenkomst"),
        lead=_("Zolang niemand is uitgenodigd, kan alles nog anders."), send=_("Bewaar"), back=_desk(activity),
        files=True,
    )  # fmt: skip


@never_cache
@_both
def invite(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down whom the activity invites."""
    activity, standing = door.may(request, slug, pk, act="gatherings.invite")
    form = WhomForm(request.POST or None)
    form.know(places.streets(activity.neighbourhood))
    if form.is_valid():

        def act() -> Whom:
            return actions.invite(activity=activity, by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=_desk(activity), said=_("Dit staat erbij.")):
            return answer
    return door.form_page(
        request, form, activity.neighbourhood, title=_("Wie nodigt u uit?"),
        lead=_("Eén straat, groep of lijst tegelijk. Van een lijst bewaren wij geen namen."),
        send=_("Zet dit erbij"), back=_desk(activity),
    )  # fmt: skip


@require_POST
def uninvite(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take somebody from the list of whom is invited."""
    rows = Whom.objects.select_related("activity__neighbourhood")
    whom = get_object_or_404(rows, activity__neighbourhood__slug=slug, pk=pk)
    by = access.standing_of(request, whom.activity.neighbourhood)

    def act() -> None:
        actions.uninvite(whom=whom, by=by, at=timezone.now())

    return posted.pressed(request, act, to=_desk(whom.activity), said=_("Dit staat er niet meer bij."))


@never_cache
@_both
def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """See what is known already and what else is asked then; answer it, and publish."""
    activity, standing = door.may(request, slug, pk, act="gatherings.publish")
    form = PublishForm(request.POST or None, activity=activity, streets=queries.streets_of(activity))
    if not activity.why_new:
        form.look(activity.neighbourhood_id, timezone.localdate())
    if form.is_valid():

        def act() -> Activity:
            now, today = timezone.now(), timezone.localdate()
            return actions.publish(activity=activity, by=standing, at=now, today=today, **form.cleaned_data)

        if answer := posted.done(
            request, form, act, to=activity.get_absolute_url(), said=_("Iedereen kan dit nu lezen.")
        ):
            return answer
    page = {
        "neighbourhood": activity.neighbourhood,
        "activity": activity,
        "form": form,
        "known": queries.known(activity),
        "clashes": queries.clashes(activity)[:20],
        "missing": [str(CALLED[name]) for name in ready.missing(queries.said(activity))],
        "desk": _desk(activity),
    }
    return render(request, "gatherings/publish.html", page, status=posted.status(form))


@never_cache
@_both
def call_off(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that it does not take place, and why."""
    activity, standing = door.may(request, slug, pk, act="gatherings.call_off")
    form = WhyForm(request.POST or None)
    if form.is_valid():

        def act() -> Activity:
            why = form.cleaned_data["why"]
            return actions.call_off(activity=activity, why=why, by=standing, at=timezone.now())

        if answer := posted.done(
            request,
            form,
            act,
            to=activity.get_absolute_url(),
            said=_("De bijeenkomst gaat niet door. Zeg het ook tegen wie ja zei."),
        ):
            return answer
    return door.form_page(
        request, form, activity.neighbourhood, title=_("Gelast deze bijeenkomst af"),
        lead=_("De pagina blijft te lezen, met uw reden."), send=_("Gelast af"), back=_desk(activity),
    )  # fmt: skip


@require_POST
def take_face_away(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The photo goes, at the wish of whoever is on it."""
    activity = door.activity_or_404(slug, pk)
    by = access.standing_of(request, activity.neighbourhood)

    def act() -> Activity:
        return actions.take_face_away(activity=activity, by=by, at=timezone.now())

    return posted.pressed(request, act, to=_desk(activity), said=_("De foto is weg."))
