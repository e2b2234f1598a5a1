"""For observers: what stands out while people vote and after it, and what they found. Nothing of what was voted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms.counting import FindingForm
from stoep.budgeting.models import Finding
from stoep.budgeting.views import door
from stoep.network import access
from stoep.shared import leaves, posted

# The lists of one page, by what their leaves are called in its address.
PLACES, NIGHTS, HOURS = "plek", "nacht", "uur"


@never_cache
@require_safe
def hints(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What stands out, for the observers; for everybody once the term for objections is over.

    Each list by twenty: further on in one of them (?uur=2) the others are left out.
    """
    round = door.round_or_404(slug, number)
    standing = access.standing_of(request, round.neighbourhood)
    actions.see_hints(round=round, by=standing, today=timezone.localdate())
    further = leaves.further(request, PLACES, NIGHTS, HOURS, leaves.NAME)
    box = queries.box_of(round)
    hints = queries.hints(round, box)
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "hints": hints, "box": box, "further": further,
        "places": _leaf(request, lambda at: queries.networks(round, at), PLACES, "#veel"),
        "nights": _leaf(request, lambda at: hints.nights[leaves.part(at)], NIGHTS, "#nacht"),
        "hours": _leaf(request, lambda at: hints.counts[leaves.part(at)], HOURS, "#uren"),
        "findings": _leaf(request, lambda at: queries.findings(round, at), leaves.NAME, "#gezien"),
        "observer": queries.observer_of(round, standing),
    }  # fmt: skip
    return render(request, "budgeting/hints.html", page)


def _leaf(request: HttpRequest, of: Callable[[int], Sequence[Any]], name: str, place: str) -> leaves.Leaf[Any]:
    at = leaves.number_of(request, name)
    return leaves.leaf(of(at), at, name, keeps=place)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_finding(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An observer says what they found."""
    round = door.round_or_404(slug, number)
    standing = access.standing_of(request, round.neighbourhood)
    actions.may_find(round=round, by=standing)
    form = FindingForm(request.POST or None)
    back = reverse("budgeting:hints", args=[slug, number])
    if form.is_valid():

        def act() -> Finding:
            return actions.write_finding(round=round, by=standing, at=timezone.now(), **form.act_fields())

        if answer := posted.done(request, form, act, to=back, said=_("Uw woorden staan bij de uitslag.")):
            return answer
    return door.form_page(
        request, form, round.neighbourhood, title=_("Schrijf op wat u zag"),
        lead=_("Iedereen leest dit. Er wordt geen stem door gewist. Klopt alles? Schrijf dat dan ook op."),
        send=_("Schrijf het op"), back=back,
    )  # fmt: skip
