"""A pile: one card after another by keyboard, or a sticker sheet that two people count; and then it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.network.standing import Standing
from stoep.packs import actions, kept, papers, queries, rules
from stoep.packs.forms import CARD_FORMS, FirstCountForm, SecondCountForm, SelvesForm, SettleForm
from stoep.packs.models import Batch
from stoep.packs.views import door, invited
from stoep.shared import posted
from stoep.shared.refusal import NotAllowed, Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The next card of a pile, with what was typed of it so far; ?kaart=3 to correct one. Or the sticker sheet."""
    here, standing = door.host(request, slug, "packs.type" if request.method == "POST" else "packs.look")
    found = door.batch_or_404(here, pk)
    if found.kind == rules.STICKERS:
        return _stickers(request, found, standing)
    if found.kind == rules.SELVES:
        return _selves(request, found, standing)
    if found.kind == rules.ANSWERS:
        return invited.pile(request, found, standing)
    return _cards(request, found, standing)


def _cards(request: HttpRequest, found: Batch, standing: Standing) -> HttpResponse:
    shown = queries.shown(found)
    form = CARD_FORMS[found.kind](request.POST or None, initial=_begins(request, found, shown))
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.type_card(
                batch=found, place=data["place"], typed=form.typed(), by=standing, at=timezone.now(),
                today=timezone.localdate(), posted_key=data["key"], instead_of=data["base"], sure=data["sure"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{found.get_absolute_url()}?na={made.place}")
    after = request.GET.get("na", "")
    page = {
        "neighbourhood": found.pack.neighbourhood,
        "batch": found,
        "form": form,
        "shown": shown,
        "after": int(after) if after.isascii() and after.isdecimal() and len(after) < 4 else 0,
        "free": queries.next_place(found),
        "scans": queries.scans_of(found),
        "may_print": found.closed_at and standing.person and found.closed_by_id == standing.person.pk,
    }
    return render(request, "packs/batch.html", page, status=posted.status(form))


def _begins(request: HttpRequest, found: Batch, shown: list[queries.Shown]) -> dict[str, Any]:
    """The next card of the pack; or a typed one, to be corrected."""
    asked = request.GET.get("kaart", "")
    known = next((card for card in shown if asked and str(card.place) == asked), None)
    if known is None or found.closed_at:
        return {"place": queries.next_place(found) or ""}
    return known.typed | {"place": known.place, "base": rules.mark(known.typed)}


def _stickers(request: HttpRequest, found: Batch, standing: Standing) -> HttpResponse:
    """The first count; the second by somebody else, who does not see the first; then what differs."""
    cards = queries.cards_of(found)
    items = queries.sheet(found.pack)
    was_first = bool(cards) and standing.person is not None and cards[0].typed_by_id == standing.person.pk
    differ: list[str] = []
    data = request.POST if request.method == "POST" else None
    form: FirstCountForm | SecondCountForm
    # Whoever sends a first count while somebody else was faster, counted without seeing it: that is the second one.
    is_first = not cards or (was_first and len(cards) == 1 and "counted_on" in request.POST)
    if is_first:
        form = FirstCountForm(data, items=items, initial={"counted_on": timezone.localdate()})
    elif len(cards) == 1:
        form = SecondCountForm(data, items=items)
    else:
        differ = rules.differences(*(kept.typed(card).get("counts", {}) for card in cards[:2]))
        form = SettleForm(data, items=[item for item in items if item.code in differ])
    if data is not None and form.is_valid() and not found.closed_at:
        act = _act_of(form, found, standing, first=is_first, settles=len(cards) > 1)
        if answer := posted.done(request, form, act, to=Batch.get_absolute_url, said=_("Opgeslagen.")):
            return answer
    page = {
        "neighbourhood": found.pack.neighbourhood,
        "batch": found,
        "form": form,
        "step": min(len(cards), 2),
        "was_first": was_first,
        "differ": [item for item in items if item.code in differ],
        "scans": queries.scans_of(found),
    }
    return render(request, "packs/stickers.html", page, status=posted.status(form))


def _selves(request: HttpRequest, found: Batch, standing: Standing) -> HttpResponse:
    """Cards without a number: two people type the pile, each by themselves; then what differs."""
    typed = queries.cards_of(found)
    was_first = bool(typed) and standing.person is not None and typed[0].typed_by_id == standing.person.pk
    settles = len(typed) > 1
    differ = rules.rows_that_differ(*(kept.typed(card).get("cards", []) for card in typed[:2])) if settles else None
    data = request.POST if request.method == "POST" else None
    parts = found.pack.round.parts if found.pack.round else []
    form = SelvesForm(data, parts=parts, only=differ)
    if data is not None and form.is_valid() and not found.closed_at:
        told: dict[str, Any] = {"batch": found, "by": standing, "at": timezone.now(), "today": timezone.localdate()}

        def act() -> Batch:
            if settles:
                return actions.settle_selves(cards=form.settled(), **told)
            return actions.type_selves(cards=form.cards(), **told)

        if answer := posted.done(request, form, act, to=Batch.get_absolute_url, said=_("Opgeslagen.")):
            return answer
    page = {
        "neighbourhood": found.pack.neighbourhood,
        "batch": found,
        "form": form,
        "step": min(len(typed), 2),
        "was_first": was_first,
    }
    return render(request, "packs/selves.html", page, status=posted.status(form))


def _act_of(form: Any, found: Batch, standing: Standing, *, first: bool, settles: bool) -> Callable[[], Batch]:
    told: dict[str, Any] = {"batch": found, "counts": form.counts(), "by": standing, "at": timezone.now()}
    told["today"] = timezone.localdate()

    def act() -> Batch:
        if first:
            data = form.cleaned_data
            return actions.count(counted_on=data["counted_on"], where=data["said_where"], **told)
        return actions.settle(**told) if settles else actions.count_again(**told)

    return act


@require_POST
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The whole pile counts from now on."""
    here, standing = door.host(request, slug, "packs.close")
    found = door.batch_or_404(here, pk)

    def act() -> Batch:
        return actions.close(batch=found, by=standing, at=timezone.now(), today=timezone.localdate())

    return posted.pressed(request, act, to=found.get_absolute_url(), said=_("De stapel telt nu mee."))


@require_POST
def take_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A card that was typed by mistake goes."""
    here, standing = door.host(request, slug, "packs.type")
    found = door.batch_or_404(here, pk)
    typed = request.POST.get("kaart", "")
    place = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0

    def act() -> None:
        actions.take_out(batch=found, place=place, by=standing)

    return posted.pressed(request, act, to=found.get_absolute_url(), said=_("De kaart is van de stapel."))


@never_cache
@require_safe
def slips(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The slips for whoever filled in a card, to print and hand over; for whoever closed the pile."""
    here, standing = door.host(request, slug)
    found = door.batch_or_404(here, pk)
    made = actions.slips(batch=found, by=standing, at=timezone.now(), today=timezone.localdate())
    response = HttpResponse(papers.slips(found, made), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bewijzen-{found.pk}.pdf"'
    return response
