"""The page that says where the copies of a neighbourhood are, and the copies themselves."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.archive import actions, queries, rules
from stoep.network import access
from stoep.network.actions import require
from stoep.people import actions as people
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged
from stoep.shared.visitor import address_of

OPEN_AN_HOUR, WHOLE_A_DAY = 12, 5


@require_safe
@unless_unchanged
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """When the last copy was made and where it lies, the last drill, the year books, and what to do when it fails."""
    shown, today = neighbourhood_or_404(slug), timezone.localdate()
    page = {
        "neighbourhood": shown,
        "state": queries.state_of(shown, today),
        "years": queries.years_of(shown, today),
        "may_take": access.standing_of(request, shown).leads,
        "contact": settings.STOEP_CONTACT,
        "kept_days": rules.KEPT_DAYS,
    }
    return render(request, "archive/archive.html", page)


@require_safe
def open_part(request: HttpRequest, slug: str) -> FileResponse:
    """What everyone may read, as one zip; 404 until it was made, and when something in it was taken away since."""
    shown = neighbourhood_or_404(slug)
    last, path = queries.last_copy(shown), queries.here(shown, rules.OPEN)
    if last is None or not path.is_file() or not queries.is_fresh(last):
        raise Http404
    key = f"archive:{slug}:{address_of(request)}"
    people.knock(key=key, limit=OPEN_AN_HOUR, span=timedelta(hours=1), at=timezone.now())
    return _file(path.open("rb"), f"{slug}-{last.made_on.isoformat()}-openbaar.zip")


@never_cache
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, slug: str) -> HttpResponse | FileResponse:
    """Take the closed part along, for who holds a key; asked first what that means, and told in the log."""
    shown = neighbourhood_or_404(slug)
    standing = access.standing_of(request, shown)
    require(standing, right="lead", act="archive.take")
    last, path = queries.last_copy(shown), queries.here(shown, rules.CLOSED)
    if request.method == "POST":
        now = timezone.now()
        people.knock(key=f"archive-whole:{request.user.pk}", limit=WHOLE_A_DAY, span=timedelta(days=1), at=now)
        taken = actions.take(by=standing, at=now)
        made_on = timezone.localdate(taken.taken_at) if last is None else last.made_on
        return _file(path.open("rb"), f"{slug}-{made_on.isoformat()}-besloten.zip.age")
    page = {"neighbourhood": shown, "state": queries.state_of(shown, timezone.localdate()), "last": last}
    return render(request, "archive/take.html", page)


def _file(file: object, name: str) -> FileResponse:
    answer = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    answer.headers["Cache-Control"] = "no-store"
    return answer
