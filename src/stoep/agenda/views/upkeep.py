"""Pages to keep up what got better: how it stays so, and looking back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stoep.agenda import actions, queries
from stoep.agenda.forms import LookBackForm, UpkeepForm
from stoep.agenda.models import Item, Upkeep
from stoep.agenda.views import door
from stoep.agenda.views.items import item_page
from stoep.network import access
from stoep.shared import posted


def _before(item: Item) -> dict[str, Any]:
    """What was said last, to begin with."""
    last = queries.last_word(item)
    return {name: getattr(last, name) for name in ("kept_by", "words", "look_back_on")} if last else {}


@require_http_methods(["GET", "POST"])
def keep_up(request: HttpRequest, code: str) -> HttpResponse:
    """Who keeps up what a closed item brought, what that needs, and when to look back."""
    item = door.item_or_404(request, code)
    standing = access.stand(
        request, item.neighbourhood, right="lead", act="agenda.keep_up", subject=f"item:{item.code}"
    )
    form = UpkeepForm(request.POST or None, initial=_before(item))
    if form.is_valid():

        def act() -> Upkeep:
            return actions.keep_up(
                item=item, by=standing, at=timezone.now(), today=timezone.localdate(), **form.upkeep()
            )

        said = _("Genoteerd. Wat nog niet bekend is, blijven we vragen.")
        if answer := posted.done(request, form, act, to=lambda made: item_page(item), said=said):
            return answer
    page = {"neighbourhood": item.neighbourhood, "item": item, "form": form}
    return render(request, "agenda/keep_up.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def look_back(request: HttpRequest, code: str) -> HttpResponse:
    """Is it still as good? What slips can be taken up again at once."""
    item = door.item_or_404(request, code)
    standing = access.stand(
        request, item.neighbourhood, right="lead", act="agenda.look_back", subject=f"item:{item.code}"
    )
    before = _before(item)
    form = LookBackForm(request.POST or None, initial={"kept_by": before.get("kept_by", "")})
    if form.is_valid():
        is_good = form.cleaned_data["seen"] == "good"

        def act() -> Upkeep:
            return actions.look_back(
                item=item,
                is_good=is_good,
                by=standing,
                at=timezone.now(),
                today=timezone.localdate(),
                **form.upkeep(),
            )

        said = _("Genoteerd.") if is_good else _("Genoteerd. U kunt dit punt nu opnieuw oppakken.")
        if answer := posted.done(request, form, act, to=lambda made: item_page(item), said=said):
            return answer
    page = {"neighbourhood": item.neighbourhood, "item": item, "form": form, "before": before}
    return render(request, "agenda/look_back.html", page, status=posted.status(form))
