"""Pages on which people find their place: by name, by postcode, in a list, on the map."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from stoep.places import map_data, queries, rules
from stoep.places.forms import SearchForm
from stoep.places.models import Area
from stoep.shared.refusal import Refused

A_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find a place by its name or postcode; nothing typed shows only the form."""
    asked_for = request.GET.get("q", "")[: rules.LONGEST_QUERY]
    form = SearchForm({"q": asked_for} if asked_for.strip() else None)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.search(typed)
    page = Paginator(found.areas, A_PAGE).get_page(request.GET.get("bladzijde", "")[:6])
    asked = {
        "form": form,
        "typed": typed,
        "found": found,
        "areas": page,
        "wrong_postcode": rules.looks_like_postcode(typed) and found.postcode is None,
        "earlier": _page_link(typed, page.previous_page_number()) if page.has_previous() else "",
        "further": _page_link(typed, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "places/search.html", asked)


def _page_link(typed: str, number: int) -> str:
    return "?" + urlencode({"q": typed, "bladzijde": number})


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """All municipalities by name: the list that needs neither map nor script."""
    letters: dict[str, list[Area]] = {}
    for each in queries.municipalities():
        letters.setdefault(each.plain_name.removeprefix("s ")[:1].upper(), []).append(each)
    return render(request, "places/municipalities.html", {"letters": sorted(letters.items())})


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """The map of the country, or of one municipality, beside the same choice as a list."""
    asked = request.GET.get("gemeente", "")
    chosen = next((each for each in queries.municipalities() if each.code == asked), None)
    return render(request, "places/map.html", {"chosen": chosen, "municipalities": queries.municipalities()})


def _mark(request: HttpRequest, **_kwargs: Any) -> str:
    """The outlines are the same until areas are loaded anew, or somebody draws."""
    return f'"{queries.last_loaded()}-{queries.last_drawn()}-{get_language()}"'


@require_safe
@cache_control(public=True, max_age=3600)
@condition(etag_func=_mark)
def outlines(request: HttpRequest) -> HttpResponse:
    """Outlines for the map: ?soort=buurt&gemeente=GM0344, or &bbox=west,zuid,oost,noord; 400 with a sentence if not."""
    try:
        text = map_data.outlines(
            kind=request.GET.get("soort", "municipality")[:20],
            municipality=request.GET.get("gemeente", "")[:10],
            box=map_data.box_of(request.GET.get("bbox", "")),
        )
    except Refused as refused:
        return JsonResponse({"error": refused.code, "detail": str(refused)}, status=400)
    return HttpResponse(text, content_type="application/geo+json")


@require_safe
def steps(request: HttpRequest) -> HttpResponse:
    """One page to print: how a volunteer brings a wijk or village to life."""
    site = getattr(settings, "STOEP_URL", "")  # set in web/environment.py, out of sight of the type checker
    return render(request, "places/steps.html", {"address": site + request.path})
