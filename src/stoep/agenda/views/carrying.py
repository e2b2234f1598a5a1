"""What is already here and could carry an item: tie it, untie it, and see what stands with no item yet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stoep.agenda import actions, queries
from stoep.agenda.views import door
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused


@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: HttpRequest, code: str) -> HttpResponse:
    """The strengths with this item, and those that could stand with it; one button each."""
    item = door.item_or_404(request, code)
    standing = access.stand(request, item.neighbourhood, right="lead", act="agenda.tie", subject=f"item:{item.code}")
    if request.method == "POST":
        found = queries.strength_of(item.neighbourhood, receipts.tidy(request.POST.get("strength", "")))
        act = actions.untie if "los" in request.POST else actions.tie
        try:
            if found is None:
                raise Refused("no-strength", _("Deze kracht is er niet. Kies iets uit de lijst."))
            act(item=item, strength=found, by=standing, at=timezone.now())
            messages.success(request, _("Opgeslagen."))
        except NotAllowed:
            raise
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("agenda:tie", code=item.code)
    page = {"neighbourhood": item.neighbourhood, "item": item, "tied": queries.carriers(item)}
    return render(request, "agenda/tie.html", page | {"others": queries.to_tie(item)})


@require_safe
@unless_unchanged
def untied(request: HttpRequest, slug: str) -> HttpResponse:
    """What may stand with an item of the agenda, and stands with none yet."""
    here = neighbourhood_or_404(slug)
    return render(request, "agenda/untied.html", {"neighbourhood": here, "untied": queries.untied(here)})
