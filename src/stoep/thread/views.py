"""Pages of the red thread: a neighbourhood, an area, a voice, an item, a promise, and a month or a year."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stoep.agenda import queries as agenda_queries
from stoep.agenda import rules as agenda
from stoep.agenda.models import Item
from stoep.network import access
from stoep.network import actions as table
from stoep.network import queries as network
from stoep.people import actions as people
from stoep.places import queries as places
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Area, Neighbourhood
from stoep.promises import queries as promises
from stoep.promises.models import Promise
from stoep.record.freshness import unless_unchanged
from stoep.shared import receipts, visitor
from stoep.thread import acts, picture
from stoep.thread.forms import NumberForm
from stoep.thread.queries import areas, codes, coverage, following, overview, sources
from stoep.thread.queries import day as morning
from stoep.voices import access as voice_access
from stoep.voices import queries as voices
from stoep.voices.models import Voice

WRONG_NUMBERS = 30


@require_safe
@unless_unchanged
def neighbourhood(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page of a neighbourhood: what goes well, what was taken up, what is promised, what came of it."""
    shown = neighbourhood_or_404(slug)
    standing = access.standing_of(request, shown)
    today = timezone.localdate()
    found = overview.of_neighbourhood(shown, standing=standing, today=today)
    door = network.door(shown, today)
    page = {"neighbourhood": shown, "overview": found, "door": door, "month": picture.month(found.counts)}
    return render(request, "thread/neighbourhood.html", page)


@never_cache
@require_safe
def day(request: HttpRequest, slug: str) -> HttpResponse:
    """The morning of somebody with a seat or a task: open promises and whom to call. No forms to fill in."""
    shown = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, shown)
    table.require(standing, right="take-part", act="thread.day")
    today = timezone.localdate()
    found = morning.of_person(standing, today=today, at=timezone.now())
    page = {"neighbourhood": shown, "day": found, "today": today, "standing": standing}
    page["door"] = network.door(shown, today)
    return render(request, "thread/day.html", page)


@require_safe
@unless_unchanged
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The official figures of the areas here, folded away until residents wrote beside them what they mean."""
    shown = neighbourhood_or_404(slug)
    standing = access.standing_of(request, shown)
    sheet = places.figures_of_neighbourhood(shown)
    page = {"neighbourhood": shown, "figures": sheet, "standing": standing}
    return render(request, "thread/figures.html", page)


@require_safe
@unless_unchanged
def period(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of it: this month, or this year with ?periode=jaar."""
    today = timezone.localdate()
    try:
        shown, has_unanswered = overview.where_somebody_waits(slug, today=today)
    except Neighbourhood.DoesNotExist as missing:
        raise Http404 from missing
    whole_year = request.GET.get("periode") == "jaar"
    since_on, until_on = overview.year(today) if whole_year else overview.month(today)
    standing = access.standing_of(request, shown)
    found = overview.of_period(shown, since_on=since_on, until_on=until_on, standing=standing, today=today)
    return render(
        request,
        "thread/period.html",
        {
            "neighbourhood": shown,
            "period": found,
            "has_unanswered": has_unanswered,
            "month": picture.month(found.counts),
            "whole_year": whole_year,
            "today": today,
        },
    )


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


@require_safe
def voice(request: HttpRequest, number: str) -> HttpResponse:
    """What became of one contribution. The number shows its fate; the words only to whom they were meant for."""
    if number != tidied(number):
        return redirect("thread:voice", tidied(number))
    shown = get_object_or_404(Voice.objects.select_related("neighbourhood"), number=number)
    standing = access.standing_of(request, shown.neighbourhood)
    holder = voice_access.holds_secret(request, shown)
    today = timezone.localdate()
    line = following.of_voice(shown, readable=holder or voices.may_read(shown, standing), today=today)
    return render(
        request,
        "thread/voice.html",
        {
            "neighbourhood": shown.neighbourhood,
            "voice": shown,
            "readable": holder or voices.may_read(shown, standing),
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
    is_line = shown.horizon == Item.Horizon.LONG
    strokes = following.strokes_of(shown) if is_line else []
    held = [origin for origin in line.origins if voice_access.holds_secret(request, origin.voice)]
    return render(
        request,
        "thread/item.html",
        {
            "neighbourhood": shown.neighbourhood,
            "item": shown,
            "partners": following.partners_of(shown),
            "strokes": strokes,
            "asks_whether_current": shown.is_running and agenda.asks_whether_current(shown.last_touched_on, today),
            "quiet_since": agenda_queries.quiet_among(shown, strokes, today),
            "short_address": request.build_absolute_uri(shown.get_absolute_url()).partition("//")[2],
            "acts": acts.on_item(shown, standing, held),
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
            "line": line,
            **drawing(line),
        },
    )


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """An official area: what goes well there, what residents took up, and its figures folded away."""
    shown = get_object_or_404(
        Area.objects.select_related("municipality", "within"), code=code, year=places.newest_year()
    )
    return render(request, "thread/area.html", {"area": shown, **areas.of_area(shown)})


@require_safe
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """A municipality, place by place: where residents began, whom to ask for and where to walk in."""
    try:
        shown = places.area(code)
    except Area.DoesNotExist as missing:
        raise Http404 from missing
    if shown.kind != Area.Kind.MUNICIPALITY:
        raise Http404
    known = {
        "municipality": shown,
        "strengths": areas.strengths_in(list(places.neighbourhoods_in(shown))),
        "rows": coverage.of_municipality(shown, timezone.localdate()),
        "wijken": places.areas_of_municipality(code),
    }
    return render(request, "thread/municipality.html", known)


def after_of(request: HttpRequest) -> int:
    """The key behind which this page of a list begins; what cannot be one starts at the beginning."""
    typed = request.GET.get("na", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 18 else 0


def drawing(line: following.Line) -> dict[str, object]:
    """What the picture of a line needs."""
    return {"stations": picture.stations(line.steps)}
