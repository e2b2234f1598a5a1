"""Pages that follow one thing: a voice, an item, a promise, and the box in which its number is looked up."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stoep.agenda import queries as agenda_queries
from stoep.agenda import rules as agenda
from stoep.agenda.models import Item
from stoep.budgeting import queries as budgeting
from stoep.gatherings import queries as gatherings
from stoep.handover import queries as handover
from stoep.network import access
from stoep.people import actions as people
from stoep.promises import queries as promises
from stoep.promises.models import Promise
from stoep.shared import receipts, visitor
from stoep.thread import acts, picture
from stoep.thread.forms import NumberForm
from stoep.thread.queries import beside, codes, following, sources
from stoep.voices import access as voice_access
from stoep.voices import queries as voices
from stoep.voices.models import Voice

WRONG_NUMBERS = 30


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Look up a number from a slip, a poster or a promise: one box, one button. A slip of the pen is explained."""
    form = NumberForm(request.GET or None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["nummer"]
        address = codes.address_of(code)
        if address:
            return redirect(address)
        let_knock(request)
        form.add_error(
            "nummer", _("Dit nummer kennen wij niet. Kijk nog eens op uw bewijs, of vraag het aan de balie.")
        )
    return render(request, "thread/find.html", {"form": form})


def tidied(typed: str) -> str:
    """A number or code in an address as it is written. Raises Http404 when no sign of it can be one."""
    code = receipts.tidy(typed)
    if not code:
        raise Http404
    return code


def let_knock(request: HttpRequest) -> None:
    """Count numbers that do not exist, so that nobody can try them all. Raises Refused("too-often")."""
    key = f"number:{visitor.address_of(request)}"
    people.knock(key=key, limit=WRONG_NUMBERS, span=timedelta(hours=1), at=timezone.now())


# What else a contribution is: an idea for the money, or an argument about one.
ALONG = ("neighbourhood", "budget_idea__round", "budget_argument__idea__round", "budget_argument__idea__voice")


@require_safe
def voice(request: HttpRequest, number: str) -> HttpResponse:
    """What became of one contribution. The number shows its fate; the words only to whom they were meant for."""
    if number != tidied(number):
        return redirect("thread:voice", tidied(number))
    shown = get_object_or_404(Voice.objects.select_related(*ALONG), number=number)
    standing = access.standing_of(request, shown.neighbourhood)
    holder = voice_access.holds_secret(request, shown)
    today = timezone.localdate()
    readable = holder or voices.may_read(shown, standing)
    line = following.of_voice(shown, readable=readable, today=today)
    return render(
        request,
        "thread/voice.html",
        {
            "neighbourhood": shown.neighbourhood,
            "voice": shown,
            "readable": readable,
            "idea": budgeting.of_voice(shown) if readable else None,
            "argued": budgeting.argued_of(shown) if readable else None,
            "said_at": gatherings.where_said(shown) if readable else None,
            "holder": holder,
            "acts": acts.on_voice(shown, standing, line, holder=holder),
            "line": line,
            "fate": line.fate,
            "late": line.fate is not None and line.fate.is_late(today),
            **drawing(line),
        },
    )


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One agenda item with the voices it grew from and what was promised for it."""
    if code != tidied(code):
        return redirect("thread:item", tidied(code))
    today = timezone.localdate()
    try:
        shown = following.item_by_code(code, today=today)
    except Item.DoesNotExist as missing:
        raise Http404 from missing
    standing = access.standing_of(request, shown.neighbourhood)
    if not agenda_queries.may_read(shown, standing):
        raise Http404
    after = after_of(request)
    line = following.of_item(shown, today=today, held=voice_access.held(request), after=after)
    around = beside.of_item(shown, today=today)
    is_line = shown.horizon == Item.Horizon.LONG
    strokes = following.strokes_of(shown) if is_line else []
    held = [origin for origin in line.origins if voice_access.holds_secret(request, origin.voice)]
    is_done = shown.closed_at is not None and shown.merged_into is None
    kept = agenda_queries.kept(shown, today) if is_done else None
    return render(
        request,
        "thread/item.html",
        {
            "neighbourhood": shown.neighbourhood,
            "item": shown,
            "strokes": strokes,
            "asks_whether_current": shown.is_running and agenda.asks_whether_current(shown.last_touched_on, today),
            "quiet_since": agenda_queries.quiet_among(shown, strokes, today),
            "short_address": request.build_absolute_uri(shown.get_absolute_url()).partition("//")[2],
            "acts": acts.on_item(shown, standing, held, kept),
            "kept": kept,
            "beside": around,
            "partners": around.partners,
            "line": line,
            "sources": sources.of_item(line.origins, standing),
            **drawing(line),
        },
    )


@require_safe
def promise(request: HttpRequest, code: str) -> HttpResponse:
    """One promise: its first words, what changed, whether it was kept, and the voices behind it."""
    if code != tidied(code):
        return redirect("thread:promise", tidied(code))
    try:
        shown = promises.by_code(code)
    except Promise.DoesNotExist as missing:
        raise Http404 from missing
    standing = access.standing_of(request, shown.neighbourhood)
    today = timezone.localdate()
    line = following.of_promise(shown, today=today, held=voice_access.held(request))
    holder = any(voice_access.holds_secret(request, heard) for heard in line.voices)
    return render(
        request,
        "thread/promise.html",
        {
            "neighbourhood": shown.neighbourhood,
            "promise": shown,
            "shown": line.promises[0],
            "acts": acts.on_promise(shown, standing, line, holder=holder),
            "replies": handover.of_promise(shown),
            "answers_now": handover.answers_for(shown, today),
            "line": line,
            **drawing(line),
        },
    )


def after_of(request: HttpRequest) -> int:
    """The key behind which this page of a list begins; what cannot be one starts at the beginning."""
    typed = request.GET.get("na", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 18 else 0


def drawing(line: following.Line) -> dict[str, object]:
    """What the picture of a line needs."""
    return {"stations": picture.stations(line.steps)}
