"""Whether a page of a neighbourhood has changed: each act is sealed, so the size of its log tells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition

from stoep.places.models import Load
from stoep.record.models import Log
from stoep.shared.asked import ask

View = Callable[..., HttpResponse]


def etag_of(request: HttpRequest, slug: str, **_kwargs: Any) -> str | None:
    """A tag that changes with the log, the loaded figures, the day, the language, the theme and the release.

    None for whoever signed in, waits for a message or holds the secret of a contribution: all of these stand in a
    session. Their page is made anew, so that nothing of it can stand in a browser or a proxy for the next one at the
    same screen.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    parts = (
        # One question: it is all that an unchanged page costs.
        ask(_sealed, None, slug=slug),
        timezone.localdate(),
        get_language(),
        settings.STOEP_THEME,
        settings.STOEP_RELEASE,
        request.get_full_path(),
        request.META.get("HTTP_HX_REQUEST"),
    )
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:32] + '"'


def _sealed(_shape: None, *, slug: str) -> QuerySet[Log, tuple[Any, ...]]:
    """How far the log of this place has come, and which figures were loaded last; nothing before the first act."""
    loads = Load.objects.filter(finished_at__isnull=False).order_by("-finished_at").values("pk")[:1]
    return Log.objects.filter(neighbourhood__slug=slug).values_list("pk", "size", Subquery(loads))


def unless_unchanged(view: View) -> View:
    """Answer 304 to whoever already has this page as it is now; one small query instead of the page."""
    conditional: View = condition(etag_func=etag_of)(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = conditional(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ("Cookie", "Accept-Language", "HX-Request"))
        return response

    return answer
