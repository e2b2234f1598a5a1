"""Pages of a place: a neighbourhood, its figures, its month or year, somebody's day, an area, a municipality."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stoep.handover import queries as handover
from stoep.network import access
from stoep.network import actions as table
from stoep.network import queries as network
from stoep.places import queries as places
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Area, Neighbourhood
from stoep.record.freshness import unless_unchanged
from stoep.thread import picture
from stoep.thread.queries import areas, coverage, overview
from stoep.thread.queries import day as morning


@require_safe
@unless_unchanged
def neighbourhood(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page of a neighbourhood: what goes well, what was taken up, what is promised, what came of it."""
    today = timezone.localdate()
    try:
        shown, already_here = overview.where_something_is(slug, today)
    except Neighbourhood.DoesNotExist as missing:
        raise Http404 from missing
    standing = access.standing_of(request, shown)
    found = overview.of_neighbourhood(shown, standing=standing, today=today)
    front = network.front(shown, today, handover.late_lines(today))
    page = {"neighbourhood": shown, "overview": found, "door": front.door, "month": picture.month(found.counts)}
    page["already_here"] = already_here
    page["warnings"] = [*front.warnings, *handover.late_warnings(shown, front.beside)]
    return render(request, "thread/neighbourhood.html", page)


@never_cache
@require_safe
def day(request: HttpRequest, slug: str) -> HttpResponse:
    """The morning of somebody with a seat or a task: open promises and whom to call. No forms to fill in."""
    shown = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, shown)
    table.require(standing, right="take-part", act="thread.day")
    today = timezone.localdate()
    found = morning.of_person(standing, today=today, at=timezone.now())
    page = {"neighbourhood": shown, "day": found, "today": today, "standing": standing}
    page["door"] = network.door(shown, today)
    return render(request, "thread/day.html", page)


@require_safe
@unless_unchanged
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The official figures of the areas here, folded away until residents wrote beside them what they mean."""
    shown = neighbourhood_or_404(slug)
    standing = access.standing_of(request, shown)
    sheet = places.figures_of_neighbourhood(shown)
    page = {"neighbourhood": shown, "figures": sheet, "standing": standing}
    return render(request, "thread/figures.html", page)


@require_safe
@unless_unchanged
def period(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of it: this month, or this year with ?periode=jaar."""
    today = timezone.localdate()
    try:
        shown, has_unanswered = overview.where_somebody_waits(slug, today=today)
    except Neighbourhood.DoesNotExist as missing:
        raise Http404 from missing
    whole_year = request.GET.get("periode") == "jaar"
    since_on, until_on = overview.year(today) if whole_year else overview.month(today)
    standing = access.standing_of(request, shown)
    found = overview.of_period(shown, since_on=since_on, until_on=until_on, standing=standing, today=today)
    return render(
        request,
        "thread/period.html",
        {
            "neighbourhood": shown,
            "period": found,
            "has_unanswered": has_unanswered,
            "month": picture.month(found.counts),
            "whole_year": whole_year,
            "today": today,
        },
    )


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """An official area: what goes well there, what residents took up, and its figures folded away."""
    shown = get_object_or_404(
        Area.objects.select_related("municipality", "within"), code=code, year=places.newest_year()
    )
    return render(request, "thread/area.html", {"area": shown, **areas.of_area(shown)})


@require_safe
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """A municipality, place by place: where residents began, whom to ask for and where to walk in."""
    try:
        shown = places.area(code)
    except Area.DoesNotExist as missing:
        raise Http404 from missing
    if shown.kind != Area.Kind.MUNICIPALITY:
        raise Http404
    known = {
        "municipality": shown,
        "strengths": areas.strengths_in(list(places.neighbourhoods_in(shown))),
        "rows": coverage.of_municipality(shown, timezone.localdate()),
        "wijken": places.areas_of_municipality(code),
    }
    return render(request, "thread/municipality.html", known)
