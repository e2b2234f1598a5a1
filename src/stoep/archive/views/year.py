"""The year book: a page to read, and a PDF to print and keep."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.archive import book, queries
from stoep.people import actions as people
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.record.freshness import told_once, unless_unchanged
from stoep.shared.visitor import address_of

BOOKS_AN_HOUR = 30


@require_safe
@unless_unchanged
def year_book(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """A year, in the order of the work: the first few of each; 404 for one of which there is nothing to tell."""
    shown, today = neighbourhood_or_404(slug), timezone.localdate()
    _told(shown, year, today)
    told = told_once(request, queries.glance_of, shown, year, today)
    return render(request, "archive/year_book.html", {"neighbourhood": shown, "book": told})


@require_safe
@unless_unchanged
def year_book_pdf(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The same on paper, printed once until something is done. One network makes the server print so many an hour."""
    shown, today = neighbourhood_or_404(slug), timezone.localdate()
    _told(shown, year, today)
    made = book.kept(shown, year, today=today, site=settings.STOEP_URL)
    if made is None:
        key = f"year-book:{address_of(request)}"
        people.knock(key=key, limit=BOOKS_AN_HOUR, span=timedelta(hours=1), at=timezone.now())
        made = book.printed(shown, year, today=today, site=settings.STOEP_URL)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="jaarboek-{slug}-{year}.pdf"'
    return answer


def _told(shown: Neighbourhood, year: int, today: date) -> None:
    if year not in queries.years_of(shown, today):
        raise Http404
