"""The rules of the table: as they are now, as they were, and on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from stoep.network import access, charter_words, queries
from stoep.network.models import Partnership
from stoep.network.rules import CharterFacts
from stoep.record.freshness import unless_unchanged
from stoep.shared import printing


@require_safe
@unless_unchanged
def charter(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules in force, each with what it is for, and every version before."""
    return _shown(request, slug, None)


@require_safe
@unless_unchanged
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of the rules, in force or not any more, and what it changed."""
    return _shown(request, slug, number)


@require_safe
@unless_unchanged
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules in force on paper, to sign and to hang up."""
    table = _table(slug)
    now = queries.charter_of(table, timezone.localdate())
    address = request.build_absolute_uri(reverse("network:charter", args=[slug]))
    data = {
        "name": table.neighbourhood.name,
        "municipality": table.neighbourhood.municipality_name,
        "since": date_format(now.since_on, "j F Y") if now.since_on else "",
        "version": now.number,
        "lines": [line._asdict() for line in charter_words.lines(now)],
        "address": address.split("://", 1)[1],
        "qr": printing.qr_svg(address),
    }
    response = HttpResponse(printing.pdf("network/templates/network/charter.typ", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="regels-{slug}.pdf"'
    return response


def _shown(request: HttpRequest, slug: str, number: int | None) -> HttpResponse:
    table = _table(slug)
    versions = queries.charters(table)
    chosen, former = _chosen(versions, number)
    shown = {
        "neighbourhood": table.neighbourhood,
        "standing": access.standing_of(request, table.neighbourhood),
        "charter": chosen,
        "lines": charter_words.lines(chosen),
        "changed": charter_words.differences(former, chosen) if former else [],
        "versions": versions,
        "is_now": chosen.until_on is None,
    }
    return render(request, "network/charter.html", shown)


def _chosen(versions: list[CharterFacts], number: int | None) -> tuple[CharterFacts, CharterFacts | None]:
    for place, one in enumerate(versions):
        if number is None or one.number == number:
            return one, versions[place + 1] if place + 1 < len(versions) else None
    raise Http404


def _table(slug: str) -> Partnership:
    return get_object_or_404(Partnership.objects.select_related("neighbourhood"), neighbourhood__slug=slug)
