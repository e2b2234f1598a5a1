"""What is here: the public list, by kind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged
from stoep.strengths import queries
from stoep.strengths.models import Strength


@require_safe
@unless_unchanged
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest of each kind that givers agreed to show; all of one kind, twenty a page, when that is asked."""
    here = neighbourhood_or_404(slug)
    kind = request.GET.get("soort", "")
    standing = access.standing_of(request, here)
    context = {
        "neighbourhood": here, "few": queries.FEW, "hosts": standing.hosts, "connects": standing.reads_contacts,
        "passes_on": standing.in_network,
    }  # fmt: skip
    if kind not in Strength.Kind.values:
        return render(request, "strengths/list.html", context | {"kinds": queries.by_kind(here)})
    found = queries.newest(here, kind, before=before(request.GET.get("voor", "")))
    older = f"?soort={kind}&voor={found[-1].pk}" if len(found) == queries.PAGE else ""
    shown = queries.OfKind(kind, str(Strength.Kind(kind).label), found)
    return render(request, "strengths/list.html", context | {"kinds": [shown], "only": kind, "older": older})


def before(typed: str) -> int | None:
    """The id below which a list goes on, as its address has it; None when none can be meant."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 18 else None
