"""Pages for when something goes wrong: what happened, what to do, and what was typed, so that nothing is lost."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Never shown again: they are keys, not text.
SECRET_FIELDS = ("token", "secret", "password", "code", "sleutel", "geheim")
# What a form carries for itself, and nobody typed.
OWN_FIELDS = frozenset({"posted_key", "key", "base", "checked", "website"})
SHOWN_LENGTH = 100_000


@dataclass(frozen=True, slots=True)
class Typed:
    """One field that somebody filled in: its name in the form, and their text."""

    name: str
    text: str


def typed(request: HttpRequest) -> list[Typed]:
    """What this visitor sent, longest first, to show again and copy. Keys and codes are left out."""
    if request.method != "POST":
        return []
    try:
        posted = list(request.POST.lists())
    except (OSError, SuspiciousOperation):
        return []
    kept = [
        Typed(name, text[:SHOWN_LENGTH])
        for name, texts in posted
        for text in texts
        if len(text.strip()) > 1
        and name not in OWN_FIELDS
        and not any(secret in name.lower() for secret in SECRET_FIELDS)
    ]
    return sorted(kept, key=lambda field: -len(field.text))


def _page(name: str, status: int, kept: list[Typed] | None = None) -> HttpResponse:
    """Rendered without the request, so that it works without session and database."""
    page = {"kept": kept or [], "is_demo": settings.DEMO}
    response = HttpResponse(loader.render_to_string(f"web/errors/{name}.html", page), status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when there was too much of it."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        return _page("too_big", 413)
    return _page("bad_request", 400, typed(request))


def no_access(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 for pages that are somebody else's."""
    page = {"sentence": str(exception) or str(_("Deze pagina is niet voor u.")), "kept": typed(request)}
    return render(request, "web/refused.html", page, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with ways to go on."""
    return render(request, "web/errors/not_found.html", status=404)


def only_acts(request: HttpRequest, allow: str) -> HttpResponse:
    """405: this address does something when a button is pressed, or only shows something; and the way back."""
    match = request.resolver_match
    kwargs = match.kwargs if match else {}
    page = {"back": _back(match.namespace if match else "", kwargs), "kept": typed(request)}
    response = render(request, "web/errors/only_acts.html", page, status=405)
    response["Allow"] = allow
    return response


def _back(room: str, kwargs: dict[str, Any]) -> str:
    """The page that an address belongs to: of a contribution, an item, a promise or a neighbourhood."""
    if "number" in kwargs:
        return reverse("thread:voice", args=[kwargs["number"]])
    if "code" in kwargs and room in {"agenda", "promises"}:
        return reverse("thread:item" if room == "agenda" else "thread:promise", args=[kwargs["code"]])
    return reverse("thread:neighbourhood", args=[kwargs["slug"]]) if "slug" in kwargs else ""


def too_long(request: HttpRequest) -> HttpResponse:
    """414: an address that no link of ours has; it is not shown again on the page."""
    return _page("too_long", 414)


def broken(request: HttpRequest) -> HttpResponse:
    """500; or 503 when the database is full, locked or away."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return out_of_order(request)
    return _page("broken", 500, typed(request))


def out_of_order(request: HttpRequest) -> HttpResponse:
    """503: nothing was stored; here is your text, try again in a while."""
    response = _page("out_of_order", 503, typed(request))
    response["Retry-After"] = "60"
    return response


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the protection against forged forms: mostly a page that stood open too long. The text is shown again."""
    return _page("form_too_old", 403, typed(request))
