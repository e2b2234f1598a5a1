"""Pages that everybody reads: whom we do not hear yet, one edition, and earlier ones."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.reach import queries, words
from stoep.reach.models import Edition, Step
from stoep.reach.views import door, shown
from stoep.record import freshness
from stoep.venues import queries as venues


@require_safe
@freshness.unless_unchanged
def missing(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest edition of the wijk: who is heard, who is not yet, what is done about it and what came of that."""
    here = neighbourhood_or_404(slug)
    page: dict[str, Any] = {"neighbourhood": here, "standing": access.standing_of(request, here)}
    page |= freshness.told_once(request, _newest, here)
    if page["edition"]:
        page |= _steps(request, here, page["edition"])
    return render(request, "reach/missing.html", page)


def _newest(here: Neighbourhood) -> dict[str, Any]:
    newest = queries.newest(here)
    return {"edition": newest, "running": queries.running(here)} | (_told(newest) if newest else {})


@require_safe
@freshness.unless_unchanged
def edition(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One edition with every number that was told, beside the official figures of that day, and what followed."""
    here = neighbourhood_or_404(slug)
    page = {"neighbourhood": here, **freshness.told_once(request, _edition, here, pk)}
    return render(request, "reach/edition.html", page)


def _edition(here: Neighbourhood, pk: int) -> dict[str, Any]:
    found = door.edition_or_404(here.slug, pk)
    steps = [_step(step, found) for step in queries.steps_of(found)]
    return {"edition": found, "steps": steps} | _told(found)


@require_safe
@freshness.unless_unchanged
def earlier(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition, the newest first, twenty a page."""
    here = neighbourhood_or_404(slug)
    before = request.GET.get("voor", "")
    rows = queries.earlier(here, int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None)
    older = f"{reverse('reach:earlier', args=[slug])}?voor={rows[-1].pk}" if len(rows) == queries.PAGE else ""
    return render(request, "reach/earlier.html", {"neighbourhood": here, "editions": rows, "older": older})


def _told(found: Edition) -> dict[str, Any]:
    told = queries.told(found)
    before = queries.former(found)
    changed = queries.changes(told, queries.told(before) if before else None)
    return {"questions": shown.questions(told), "groups": shown.groups(told), "changes": shown.changes(changed, found)}


def _steps(request: HttpRequest, here: Neighbourhood, newest: Edition) -> dict[str, Any]:
    today = timezone.localdate()
    every = queries.steps(here, today)
    own = venues.own_post(access.standing_of(request, here), today)
    return {
        "to_do": [_step(step, newest) for step in every if step.done_on is None],
        "done": [_step(step, newest) for step in every if step.done_on is not None],
        "own_post": own,
    }


def _step(step: Step, newest: Edition) -> dict[str, Any]:
    return {"step": step, "group": words.group(step.group, newest.round.parts)}
