"""What must be ready before people vote: letters, the count key, the sheets."""

from __future__ import annotations

import logging
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.budgeting import actions, queries
from stoep.budgeting.forms.desk import LettersForm
from stoep.budgeting.models import Box, LetterOrder, Round
from stoep.budgeting.views import door
from stoep.gatherings.models import Language
from stoep.network import access
from stoep.shared import beside, posted
from stoep.shared.refusal import NotAllowed, Refused

log = logging.getLogger("stoep.work")
AT_ONCE = 500  # codes that are made while the page waits; more go beside it
PRINTED_AT_ONCE = 40  # the same of letters that are set in type too
Answer = TypeVar("Answer", bound=HttpResponseBase)
_both = require_http_methods(["GET", "HEAD", "POST"])
TRIES = 30


@require_safe
def readiness(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What is ready and what is still lacking, for everybody: letters, key, sheets, and letters that were replaced."""
    round = door.round_or_404(slug, number)
    standing = access.standing_of(request, round.neighbourhood)
    many, given, void = queries.replaced(round)
    share = number_format(given * 100 / many, 1) if many else ""
    order, counters = queries.order_of(round), queries.counters(round)
    box = queries.box_beside(counters) if counters else queries.box_of(round)
    lacking = queries.lacking_of(round, box, order, counters)
    is_time = timezone.now() >= round.voting_from
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "standing": standing,
        "lacking": lacking, "is_late": _is_late(round, box, lacking), "box": box, "counters": counters,
        # What is refused from these moments on is not offered.
        "is_time": is_time, "has_begun": is_time and not lacking,
        "order": order, "goes": _goes(order), "languages": queries.read_languages(round),
        "many": many, "given": given, "void": void, "share": share, "help_points": queries.help_points(round.pk),
    }  # fmt: skip
    return render(request, "budgeting/ready.html", page)


def _is_late(round: Round, box: Box | None, lacking: list[str]) -> bool:
    """Whether voting should have begun while something is lacking: two keys move the days first."""
    runs = round.announced_at and not round.stopped_at and not (box and box.closed_at)
    return bool(runs and lacking) and timezone.now() >= round.voting_from


def _goes(order: LetterOrder | None) -> str:
    """Whether letters are being made: "" when not, "busy", or "stuck" when it came no further for some minutes."""
    if order is None or order.made_at:
        return ""
    moved = order.moved_at or order.ordered_at
    return "stuck" if moved < timezone.now() - actions.STUCK_AFTER else "busy"


@never_cache
@require_safe
def letters_going(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How far making the letters is: the bar alone for whoever has the page open, and else that page."""
    round = door.round_or_404(slug, number)
    order = LetterOrder.objects.filter(round=round, void_at__isnull=True).first()
    if not request.headers.get("HX-Request") or order is None:
        return readiness(request, slug, number)
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "order": order, "goes": _goes(order),
        "standing": access.standing_of(request, round.neighbourhood),
    }  # fmt: skip
    return render(request, "budgeting/parts/letters.html", page)


@never_cache
@_both
def letters(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Order the letters with codes."""
    round, standing = door.may(request, slug, number, act="budgeting.order_letters", right="independent-key")
    form = LettersForm(request.POST or None, round=round)
    back = reverse("budgeting:ready", args=[slug, number])
    if form.is_valid():

        def act() -> LetterOrder:
            made = actions.order_letters(round=round, by=standing, at=timezone.now(), **form.act_fields())
            return _made(made)

        if answer := posted.done(request, form, act, to=back, said=_("De codes worden gemaakt.")):
            return answer
    return door.form_page(
        request, form, round.neighbourhood, title=_("Bestel de brieven"),
        lead=_("Elke brief krijgt een eigen code. Namen en adressen komen hier niet: die heeft alleen de gemeente."),
        send=_("Bestel de brieven"), back=back, note=_languages(round),
    )  # fmt: skip


def _languages(round: Round) -> str:
    """In which languages the letters will be, and how one more comes on them."""
    names = [str(Language(code).label) for code in queries.read_languages(round)]
    said = _("De brieven komen in: %(languages)s.") % {"languages": ", ".join(names)}
    if len(names) == len(Language):
        return said
    return f"{said} " + _("Een andere taal komt erbij als iemand uit de wijk de vaste zinnen heeft nagelezen.")


def _made(order: LetterOrder) -> LetterOrder:
    """At once when they are few; else in a process beside this one, and the page tells when it is done."""
    if order.made_at:
        return order
    if order.total <= (PRINTED_AT_ONCE if order.with_letters else AT_ONCE):
        return actions.make_letters(order=order, at=timezone.now())
    try:
        beside.start("make_letters", str(order.pk))
    except OSError:
        log.exception("letters of order %s were not begun; its page offers to try again", order.pk)
    return order


def _order(slug: str, number: int) -> LetterOrder:
    round = door.round_or_404(slug, number)
    found = LetterOrder.objects.filter(round=round, void_at__isnull=True).select_related("round__neighbourhood").first()
    if found is None:
        raise Http404
    return found


@require_POST
def letters_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Making the codes broke off: make them after all."""
    order = _order(slug, number)
    door.may(request, slug, number, act="budgeting.order_letters", right="independent-key")
    back = reverse("budgeting:ready", args=[slug, number])
    return posted.pressed(request, lambda: _made(order), to=back, said=_("De codes worden gemaakt."))


@never_cache
@require_POST
def fetch_list(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """What the printer needs, once: the list, or a ZIP with the list and the letters."""
    order = _order(slug, number)
    by = access.standing_of(request, order.round.neighbourhood)
    try:
        handed = actions.fetch_list(order=order, by=by, at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        return _told(request, refused, slug, number)
    if handed.is_packed:
        return _file(StreamingHttpResponse(handed, content_type="application/zip"), f"brieven-{slug}-{number}.zip")
    return _file(HttpResponse(b"".join(handed), content_type="text/csv; charset=utf-8"), f"codes-{slug}-{number}.csv")


def _file(response: Answer, name: str) -> Answer:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _told(request: HttpRequest, refused: Refused, slug: str, number: int) -> HttpResponse:
    from django.contrib import messages

    messages.error(request, str(refused))
    return redirect("budgeting:ready", slug, number)


@require_POST
def void_letters(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The printing went wrong: these letters do not count."""
    order = _order(slug, number)
    by = access.standing_of(request, order.round.neighbourhood)

    def act() -> LetterOrder:
        return actions.void_letters(order=order, by=by, at=timezone.now())

    back = reverse("budgeting:ready", args=[slug, number])
    return posted.pressed(request, act, to=back, said=_("Deze brieven zijn ongeldig. Bestel nieuwe."))
