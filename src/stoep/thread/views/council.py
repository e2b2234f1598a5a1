"""Pages for and about who works together here: the view for the council, and the card of each partner."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.council import queries as cards
from stoep.council import rules
from stoep.network import access
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.record.freshness import told_once, unless_unchanged
from stoep.shared import leaves, printing
from stoep.thread import papers
from stoep.thread.queries import council, partners


def _place(slug: str) -> Neighbourhood:
    try:
        return council.place(slug)
    except Neighbourhood.DoesNotExist as missing:
        raise Http404 from missing


def _start(request: HttpRequest) -> int:
    typed = request.GET.get("vanaf", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) <= 6 else 1


@require_safe
@unless_unchanged
def council_view(request: HttpRequest, slug: str) -> HttpResponse:
    """What a councillor sees of the wijk before kadernota and budget: strengths first, then a page of the agenda."""
    shown, start = _place(slug), _start(request)
    strengths = council.going_well(shown, access.standing_of(request, shown))
    found = told_once(request, council.of_neighbourhood, shown, timezone.localdate(), start)
    context = {"neighbourhood": shown, "view": found, "strengths": strengths, "start": start}
    return render(request, "thread/council.html", context)


@require_safe
@unless_unchanged
def council_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on paper, with as many items as the page shows: for a councillor's folder."""
    shown, start, today = _place(slug), _start(request), timezone.localdate()
    strengths = council.going_well(shown, Standing(neighbourhood=shown))
    found = council.of_neighbourhood(shown, today, start)
    address = request.build_absolute_uri(request.path.removesuffix("raadsbeeld.pdf")).partition("//")[2]
    made = printing.pdf(
        "thread/templates/thread/council.typ", papers.for_council(shown, found, strengths, today=today, address=address)
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="raadsbeeld-{shown.slug}.pdf"'
    return response


@require_safe
@unless_unchanged
def partner_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who works together here: what each brings, asks and owes, residents first and then by name."""
    shown = neighbourhood_or_404(slug)
    rows = partners.of_neighbourhood(shown, today=timezone.localdate())
    return render(request, "thread/partners.html", {"neighbourhood": shown, "rows": rows})


@require_safe
@unless_unchanged
def partner(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The card of one party on one sheet: what it brings and asks in its own words, and what runs both ways."""
    shown, today = neighbourhood_or_404(slug), timezone.localdate()
    try:
        organisation = cards.organisation_here(shown, pk, today) if pk else None
    except Organisation.DoesNotExist as missing:
        raise Http404 from missing
    standing = access.standing_of(request, shown)
    writes = rules.speaks_for(standing, pk) if pk else standing.holds_residents_key
    sheet = partners.of_party(shown, organisation, today=today, number=leaves.number_of(request))
    return render(request, "thread/partner.html", {"neighbourhood": shown, "sheet": sheet, "may_write": writes})
