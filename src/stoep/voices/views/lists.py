"""Lists that anybody reads: what was said here, and what still has no answer. And the pictures with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stoep.network import access as network
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged
from stoep.voices import access, forms, queries
from stoep.voices.models import Photo, Voice

_START = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
@unless_unchanged
def said(request: HttpRequest, slug: str) -> HttpResponse:
    """What was said here and may be read, newest first, twenty a page, by kind or by word."""
    here = neighbourhood_or_404(slug)
    standing = network.standing_of(request, here)
    form = forms.ListForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "soort": ""}
    before = _before(request.GET.get("voor", ""))
    if asked["q"]:
        voices = queries.found(here, standing, asked["q"], before=before[1] if before else None, kind=asked["soort"])
    else:
        voices = queries.newest(here, standing, before=before, kind=asked["soort"], hidden=True)
    context = {
        "neighbourhood": here,
        "search": form if asked["q"] or form.errors else _search(asked["soort"], get_language()),
        "asked": asked,
        "rows": _with_fates(voices),
        "older": _older(asked, voices),
        "standing": standing,
        "today": timezone.localdate(),
    }
    return render(request, "voices/list.html", context)


@require_safe
@unless_unchanged
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """What should have had an answer by now, longest waiting first. The words only for whoever may read them."""
    here = neighbourhood_or_404(slug)
    standing = network.standing_of(request, here)
    today = timezone.localdate()
    rows = queries.unanswered(here, today)
    if after := _after(request.GET.get("na", "")):
        rows = rows.filter(due_on__gte=after[0]).exclude(due_on=after[0], pk__lte=after[1])
    voices = list(rows[: queries.PAGE])
    readable = set(
        queries.readable(standing).filter(pk__in=[voice.pk for voice in voices]).values_list("pk", flat=True)
    )
    last = voices[-1] if len(voices) == queries.PAGE else None
    context = {
        "neighbourhood": here,
        "rows": [(voice, voice.pk in readable) for voice in voices],
        "older": f"?{urlencode({'na': f'{last.due_on.isoformat()}_{last.pk}'})}" if last else "",
        "standing": standing,
    }
    return render(request, "voices/waiting.html", context)


@never_cache
@require_safe
def photo(request: HttpRequest, pk: int) -> FileResponse:
    """A picture, for whoever may read the voice. Always a JPEG of our own making, whatever was sent."""
    found = get_object_or_404(Photo.objects.select_related("voice__neighbourhood"), pk=pk)
    standing = network.standing_of(request, found.voice.neighbourhood)
    if not (queries.may_read(found.voice, standing) or access.holds_secret(request, found.voice)):
        raise Http404
    try:
        response = FileResponse(found.image.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = 'inline; filename="foto.jpg"'
    return response


@lru_cache(maxsize=100)
def _search(kind: str, _language: str | None) -> SafeString:
    """The boxes of a search that looks for no word yet: the same for everybody who reads this language."""
    form = forms.ListForm({"soort": kind})
    return render_to_string("voices/parts/search.html", {"form": form})


def _with_fates(voices: list[Voice]) -> list[tuple[Voice, object]]:
    fates = queries.fates(voices) if voices else {}
    return [(voice, fates[voice.pk]) for voice in voices]


def _older(asked: dict[str, str], voices: list[Voice]) -> str:
    if len(voices) < queries.PAGE:
        return ""
    last = voices[-1]
    moment = (last.received_at - _START) // timedelta(microseconds=1)
    kept = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(kept | {'voor': f'{moment}-{last.pk}'})}"


def _before(typed: str) -> tuple[datetime, int] | None:
    """The place in the list; what cannot be one starts at the beginning."""
    moment, _dash, pk = typed.partition("-")
    if not (moment.isascii() and moment.isdecimal() and pk.isascii() and pk.isdecimal()):
        return None
    if len(moment) > 17 or len(pk) > 18:
        return None
    return _START + timedelta(microseconds=int(moment)), int(pk)


def _after(typed: str) -> tuple[date, int] | None:
    day, _dash, pk = typed.partition("_")
    if not (pk.isascii() and pk.isdecimal() and len(pk) <= 18):
        return None
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
