"""Stickers on the A3 of the agenda: a host types how many, everybody reads the count and the order that follows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stoep.agenda import actions, queries, rules
from stoep.agenda.forms import StickersForm
from stoep.agenda.models import StickerCount
from stoep.network import access
from stoep.places.models import Neighbourhood
from stoep.shared import posted


@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """One box an item, in the order of the poster on the wall."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="host", act="agenda.count_stickers")
    items = queries.in_order(queries.items(neighbourhood))
    today = timezone.localdate()
    form = StickersForm(request.POST or None, items=items, initial={"counted_on": today})
    if form.is_valid():
        typed = form.cleaned_data

        def act() -> StickerCount:
            return actions.count_stickers(
                counts=form.counts(),
                counted_on=typed["counted_on"],
                said_where=typed["said_where"],
                by=standing,
                at=timezone.now(),
                today=today,
            )

        if answer := posted.done(
            request, form, act, to=StickerCount.get_absolute_url, said=_("De telling is bewaard.")
        ):
            return answer
    page = {"neighbourhood": neighbourhood, "items": items, "form": form}
    return render(request, "agenda/stickers.html", page, status=posted.status(form))


@require_safe
def counted(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One count: how many stickers each item got, who counted, and which order follows. It decides nothing itself."""
    found = get_object_or_404(queries.sticker_counts(get_object_or_404(Neighbourhood, slug=slug)), pk=pk)
    page = {
        "neighbourhood": found.neighbourhood,
        "count": found,
        "groups": following(found),
        "standing": access.standing_of(request, found.neighbourhood),
    }
    return render(request, "agenda/sticker_count.html", page)


def following(found: StickerCount) -> list[dict[str, Any]]:
    """The running items in the order that follows from a count, in their groups, each with its stickers."""
    items = {item.code: item for item in queries.items(found.neighbourhood)}
    groups = rules.by_stickers(queries.groups(items.values()), found.counts)
    return [
        {
            "line": items.get(group.line),
            "horizon": items[group.codes[0]].horizon,
            "rows": [{"item": items[code], "stickers": found.counts.get(code, 0)} for code in group.codes],
        }
        for group in groups
        if group.codes
    ]
