"""Whether a page of a neighbourhood has changed: each act is sealed, so the size of its log tells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition

from stoep.places.models import Load, Neighbourhood
from stoep.record.models import Log
from stoep.shared.asked import ask

View = Callable[..., HttpResponse]
Told = TypeVar("Told")


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
        _as_of(request, slug),
        timezone.localdate(),
        get_language(),
        settings.STOEP_THEME,
        settings.STOEP_RELEASE,
        request.get_full_path(),
        request.META.get("HTTP_HX_REQUEST"),
    )
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:32] + '"'


def _as_of(request: HttpRequest, slug: str) -> tuple[Any, ...]:
    """How far things have come here, asked once a request."""
    known: dict[str, tuple[Any, ...]] = request.__dict__.setdefault("stoep_as_of", {})
    if slug not in known:
        known[slug] = tuple(ask(_sealed, None, slug=slug))
    return known[slug]


def told_once(request: HttpRequest, tell: Callable[..., Told], here: Neighbourhood, *args: Any) -> Told:
    """What `tell(here, *args)` gives, kept until something is done here: for what is much to gather and seldom changes.

    Only for what every reader may see: what is kept for one is told to the next. `args` hold the day where it matters.
    """
    kept = _kept(_as_of(request, here.slug), settings.STOEP_RELEASE, get_language(), tell, here, args)
    return cast(Told, kept)


@lru_cache(maxsize=64)
def _kept(_as_of: object, _release: str, _language: str | None, tell: Callable[..., Any], here: Any, args: Any) -> Any:
    return tell(here, *args)


forget = _kept.cache_clear


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
