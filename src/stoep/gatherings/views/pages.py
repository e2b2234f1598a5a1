"""Pages that everybody reads: the activities of a neighbourhood, those of the young, one of them, and a face."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stoep.gatherings import queries
from stoep.gatherings.models import Activity
from stoep.gatherings.views import door
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged
from stoep.shared import leaves
from stoep.voices import queries as voices


@require_safe
@unless_unchanged
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every activity to which people are invited, the last day first; organisers also see what is in writing."""
    here = neighbourhood_or_404(slug)
    standing = access.standing_of(request, here)
    number = leaves.number_of(request)
    rows = list(queries.activities(here, drafts=standing.hosts)[leaves.part(number)])
    page = {
        "neighbourhood": here,
        "standing": standing,
        "leaf": leaves.leaf(rows, number),
        "today": timezone.localdate(),
    }
    return render(request, "gatherings/list.html", page)


@require_safe
@unless_unchanged
def youth(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for whoever is twelve to seventeen, in their words."""
    here = neighbourhood_or_404(slug)
    number = leaves.number_of(request)
    rows = list(queries.activities(here).filter(is_youth=True)[leaves.part(number)])
    page = {
        "neighbourhood": here,
        "leaf": leaves.leaf(rows, number),
        "today": timezone.localdate(),
        "share": queries.youth_share(here),
    }
    return render(request, "gatherings/youth.html", page)


@require_safe
@unless_unchanged
def activity(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One activity: who invites, what is asked, how much influence it has, what follows, where and when."""
    found = door.activity_or_404(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    if not (found.published_at or standing.hosts):
        raise Http404
    page = {
        "neighbourhood": found.neighbourhood,
        "activity": found,
        "whom": queries.whom_of(found),
        "said": queries.said_at(found, voices.readable(standing)),
        "photos": queries.photos_of(found),
        "standing": standing,
        "today": timezone.localdate(),
    }
    return render(request, "gatherings/activity.html", page)


@never_cache
@require_safe
def face(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The photo of whoever invites. Always a JPEG of our own making, whatever was sent."""
    found = door.activity_or_404(slug, pk)
    if not _shows_face(request, found):
        raise Http404
    try:
        response = FileResponse(found.face.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = 'inline; filename="foto.jpg"'
    return response


def _shows_face(request: HttpRequest, found: Activity) -> bool:
    if not found.face:
        return False
    return bool(found.published_at) or access.standing_of(request, found.neighbourhood).hosts
