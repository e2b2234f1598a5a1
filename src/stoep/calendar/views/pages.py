"""Pages that everybody reads: a month of the calendar, and one line of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.calendar import actions, queries
from stoep.calendar.models import Entry, Group
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged
from stoep.shared.choices import label
from stoep.shared.links import link_host

FIRST_YEAR, LAST_YEAR = 2000, 2200


@require_safe
@unless_unchanged
def month(request: HttpRequest, slug: str, year: int = 0, number: int = 0) -> HttpResponse:
    """What is asked of residents this month, or that month, week by week."""
    here = neighbourhood_or_404(slug)
    today = timezone.localdate()
    first = _first(year, number) if year else today.replace(day=1)
    page = {
        "neighbourhood": here,
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=31)).replace(day=1),
        "weeks": queries.of_month(here, first.year, first.month),
        "standing": access.standing_of(request, here),
    }
    return render(request, "calendar/month.html", page)


def _first(year: int, number: int) -> date:
    if not (FIRST_YEAR < year < LAST_YEAR and 1 <= number <= 12):
        raise Http404
    return date(year, number, 1)


@require_safe
@unless_unchanged
def entry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One line: who asks what of whom, when and where, what clashes with it, and what was proposed about that."""
    found = entry_or_404(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    page = {
        "neighbourhood": found.neighbourhood,
        "entry": found,
        "groups": [label(Group, code) for code in found.groups],
        "host": link_host(found.link),
        "clashes": queries.clashes_of(found)[:20],
        "joinings": [
            (joining, joining.answered_at is None and actions.answers_for(joining.other, standing))
            for joining in queries.joinings(found)
        ],
        "keeps": actions.keeps(found, standing),
        "standing": standing,
    }
    return render(request, "calendar/entry.html", page)


def entry_or_404(slug: str, pk: int) -> Entry:
    """The line with this number in this very neighbourhood."""
    try:
        return queries.found(slug, pk)
    except Entry.DoesNotExist:
        raise Http404 from None
