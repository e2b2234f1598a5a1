"""The count: paper typed over twice, and the box opened in public with three sheets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from stoep.budgeting import actions, counting, queries
from stoep.budgeting.forms.counting import OpenForm, PileForm, TypeForm
from stoep.budgeting.models import Pile, Round
from stoep.budgeting.views import door
from stoep.budgeting.views.piles import pile_or_404
from stoep.shared import posted
from stoep.shared.refusal import NotAllowed, Refused

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
def paper(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Which piles of paper there are, and which wait for a second typist."""
    round, standing = door.may_type(request, slug, number, act="budgeting.type_pile")
    today = timezone.localdate()
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "standing": standing, "piles": queries.piles(round),
        "box": queries.box_of(round), "typists": queries.typists(round, today),
        "too_few": "" if queries.enough_type(round, today) else actions.TOO_FEW,
    }  # fmt: skip
    return render(request, "budgeting/paper.html", page)


@never_cache
@_both
def begin(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A locked box is opened: a pile begins."""
    round, standing = door.may_type(request, slug, number, act="budgeting.begin_pile")
    withdrawn = [each for each in queries.piles(round) if each.withdrawn_at and not hasattr(each, "typed_as")]
    form = PileForm(request.POST or None, withdrawn=withdrawn)
    if form.is_valid():

        def act() -> Pile:
            return actions.begin_pile(round=round, by=standing, at=timezone.now(), **form.act_fields())

        def to(made: Pile) -> str:
            return reverse("budgeting:type", args=[slug, number, made.number])

        if answer := posted.done(request, form, act, to=to, said=_("Schrijf dit nummer op de stapel.")):
            return answer
    return door.form_page(
        request, form, round.neighbourhood, title=_("Begin een stapel"),
        lead=_("Open de bus met z'n tweeën. Tel de biljetten. Leg ze daarna niet meer in een andere volgorde."),
        note="" if queries.enough_type(round, timezone.localdate()) else actions.TOO_FEW,
        send=_("Begin"), back=reverse("budgeting:paper", args=[slug, number]),
    )  # fmt: skip


@sensitive_post_parameters()
@never_cache
@_both
def type_over(request: HttpRequest, slug: str, number: int, pile: int) -> HttpResponse:
    """Type a whole pile, without seeing what the other one typed."""
    round, standing = door.may_type(request, slug, number, act="budgeting.type_pile")
    found = pile_or_404(round, pile)
    form = TypeForm(request.POST or None)
    back = reverse("budgeting:paper", args=[slug, number])
    page: dict[str, Any] = {
        "neighbourhood": round.neighbourhood, "round": round, "pile": found, "form": form, "back": back,
        "differing": [],
    }  # fmt: skip
    if form.is_valid():
        try:
            page["differing"] = actions.type_pile(
                pile=found, typed=form.cleaned_data["typed"], by=standing, at=timezone.now()
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if not page["differing"]:
                messages.success(request, _("Dit is bewaard."))
                return redirect(back)
    return render(request, "budgeting/type.html", page, status=422 if page["differing"] else posted.status(form))


@sensitive_post_parameters()
@never_cache
@_both
def open_box(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Three counters type the words of their sheets, and the box is counted; while that goes on, how far it is."""
    round, standing = door.may(request, slug, number, act="budgeting.open_box")
    shown = _progress(round)
    if request.method != "POST" and shown["counting"]:
        return render(request, "budgeting/count.html", shown)
    if request.method != "POST" and shown["box"] and shown["box"].opened_at:
        return redirect("budgeting:result", slug, number)
    form = OpenForm(request.POST or None)
    if form.is_valid():

        def act() -> bool:
            return counting.count(round=round, sheets=form.sheets(), by=standing, clock=timezone.now)

        def to(is_done: bool) -> str:
            return reverse("budgeting:result" if is_done else "budgeting:open_box", args=[slug, number])

        if answer := posted.done(request, form, act, to=to, said=_("De stembus is open.")):
            return answer
    return door.form_page(
        request, form, round.neighbourhood, title=_("Open de stembus"),
        lead=_("Doe dit waar iedereen meekijkt. Er zijn drie bladen nodig: het maakt niet uit welke drie. De andere "
               "vakken blijven leeg. Het tellen duurt ongeveer een halve minuut bij tienduizend stemmen."),
        note=_papers_left(queries.papers_left(round)),
        above="budgeting/parts/broke_off.html" if shown["count"] else "", count=shown["count"],
        send=_("Open en tel"), back=reverse("budgeting:ready", args=[slug, number]),
    )  # fmt: skip


def _papers_left(many: int) -> str:
    """What three counters read before they open the box, when paper was taken back and not typed again; else ""."""
    if not many:
        return ""
    told = ngettext(
        "Let op: %(many)s biljet is teruggenomen en niet opnieuw getypt. Na het openen kan dat niet meer.",
        "Let op: %(many)s biljetten zijn teruggenomen en niet opnieuw getypt. Na het openen kan dat niet meer.", many,
    )  # fmt: skip
    return told % {"many": many}


@never_cache
@require_safe
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How far the count is: the bar alone for the page that counts, which asks again and again, and else that page."""
    if not request.headers.get("HX-Request"):
        return open_box(request, slug, number)
    round, _standing = door.may(request, slug, number, act="budgeting.open_box")
    return render(request, "budgeting/parts/count.html", _progress(round))


def _progress(round: Round) -> dict[str, Any]:
    return {
        "neighbourhood": round.neighbourhood, "round": round, "count": queries.count_of(round),
        "counting": queries.is_counting(round, timezone.now()), "box": queries.box_of(round),
    }  # fmt: skip
