"""Pages that everybody reads: find a card, one card, one visit, what this neighbourhood brought home, and the feed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.exchange import actions, queries
from stoep.exchange import feed as feeds
from stoep.exchange.forms import SearchForm
from stoep.exchange.views import door
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.record import keys
from stoep.record.freshness import unless_unchanged
from stoep.shared.links import link_host


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Find what another neighbourhood did; cards of others change without this one's log, so it is made anew."""
    here = neighbourhood_or_404(slug)
    form = SearchForm(request.GET)
    typed = request.GET.get("bladzijde", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) < 5 else 1
    number = max(1, number)
    sought = form.sought()
    found, has_more = queries.search(here, sought, page=number)
    page = {
        "neighbourhood": here,
        "form": form,
        "sought": sought,
        "chosen": [
            (name, form.fields[name].label, [(key, words, key == chosen) for key, words in form.choices(name)])
            for name, chosen in (("thema", sought.theme), ("soort", sought.kind))
        ],
        "alike": [(key, words, key in sought.alike) for key, words in form.choices("net_als")],
        "found": found,
        "newer": _page(request, number - 1) if number > 1 else "",
        "older": _page(request, number + 1) if has_more else "",
        "standing": access.standing_of(request, here),
    }
    return render(request, "exchange/index.html", page)


def _page(request: HttpRequest, number: int) -> str:
    asked = [(name, value[:100]) for name in ("q", "thema", "soort", "net_als") for value in request.GET.getlist(name)]
    return "?" + urlencode([*asked[:20], ("bladzijde", number)])


@require_safe
def card(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One card, with who came to see it and who took something over; `slug` is where the reader stands."""
    here = neighbourhood_or_404(slug)
    found = door.card_or_404(here, pk)
    standing = access.standing_of(request, here)
    strength = queries.shown_strength(found.neighbourhood, found.strength.number) if found.strength else None
    page = {
        "neighbourhood": here,
        "card": found,
        "is_own": found.neighbourhood_id == here.pk and found.followed_id is None,
        "strength": strength,
        "host": link_host(found.their_address),
        "visits": queries.visits_of(found),
        "takeovers": queries.takeovers_of(found),
        "keeps": actions.keeps(found, standing) and found.withdrawn_at is None,
        "standing": standing,
    }
    return render(request, "exchange/card.html", page)


@require_safe
def visit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One visit: who asked, what was answered, and what was seen."""
    found = door.visit_or_404(slug, pk)
    page = {
        "neighbourhood": found.neighbourhood,
        "visit": found,
        "may_answer": found.card is not None
        and actions.answers_for(found.card, access.standing_of(request, found.card.neighbourhood)),
        "standing": access.standing_of(request, found.neighbourhood),
    }
    return render(request, "exchange/visit.html", page)


@require_safe
def traces(request: HttpRequest, slug: str) -> HttpResponse:
    """What this neighbourhood went to see, took over, and asked."""
    here = neighbourhood_or_404(slug)
    page = {
        "neighbourhood": here,
        "visits": queries.visits_by(here),
        "takeovers": queries.takeovers_by(here),
        "standing": access.standing_of(request, here),
    }
    return render(request, "exchange/traces.html", page)


@require_safe
@unless_unchanged
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The signed feed that another server can follow (docs/exchange-feed.md)."""
    here = neighbourhood_or_404(slug)
    site = request.build_absolute_uri("/")[:-1]
    origin = queries.origin_of(here)
    if not origin:
        raise Http404
    told = queries.told(here, timezone.localdate(), site=site)
    response = HttpResponse(feeds.write(told, keys.signer(), origin), content_type="application/json")
    response["Content-Disposition"] = f'inline; filename="kaarten-{here.slug}.json"'
    return response
