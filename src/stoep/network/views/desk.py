"""The host's desk: letters to post, calls to make, mail that got stuck, and the way to cards and checks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from stoep.network import access, actions, calls, queries
from stoep.network.standing import Right, Standing
from stoep.people import actions as people
from stoep.people import queries as tellings
from stoep.people.letters import letters_pdf
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.shared import receipts

_PAGES = {"": "thread:voice", "voice": "thread:voice", "promise": "thread:promise", "item": "thread:item"}


def _host(request: HttpRequest, slug: str, act: str, right: Right = "contacts") -> Standing:
    """Who does a host's work here; letters, calls and mails show how somebody is reached, so they ask for more."""
    standing = access.standing_of(request, get_object_or_404(Neighbourhood, slug=slug))
    actions.require(standing, right=right, act=act)
    return standing


@never_cache
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """All that waits for a host's hands in this neighbourhood."""
    standing = _host(request, slug, "network.desk", "host")
    now = timezone.now()
    letters = tellings.letters(standing.neighbourhood)
    last = letters.last()
    door = queries.door(standing.neighbourhood, timezone.localdate())
    found = tellings.calls(standing.neighbourhood, now)
    if not standing.reads_contacts:
        found = found.none()
    shown = {
        "neighbourhood": standing.neighbourhood,
        "letter_count": letters.count(),
        "up_to": last.pk if last else 0,
        "standing": standing,
        "calls": [_call(telling, door) for telling in found[:50]],
        "call_count": found.count(),
        "stuck": tellings.stuck(standing.neighbourhood, now)[:20],
    }
    return render(request, "network/desk.html", shown)


def _call(telling: Telling, door: queries.Reached) -> dict[str, Any]:
    number, _line, name = tellings.address_of(telling.contact).partition("\n")
    kind, _colon, code = telling.about.rpartition(":")
    is_code = receipts.is_number(receipts.tidy(code))
    return {
        "pk": telling.pk,
        "number": number,
        "name": name,
        "subject": telling.subject,
        "body": calls.words_of(telling, door),
        "about": receipts.spoken(receipts.tidy(code)) if is_code else telling.about,
        # What it is about is one click away while the host is on the telephone.
        "page": reverse(_PAGES[kind], args=[receipts.tidy(code)]) if is_code and kind in _PAGES else "",
        "tries": telling.tries,
        "language": telling.contact.language,
    }


@never_cache
@require_safe
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """The letters as one PDF; ?tot= says up to which one, so that printing again prints the same."""
    standing = _host(request, slug, "network.letters")
    found = tellings.letters(standing.neighbourhood, _number(request.GET.get("tot", "")))
    response = HttpResponse(letters_pdf(found, today=timezone.localdate()), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="brieven.pdf"'
    return response


@require_POST
def posted(request: HttpRequest, slug: str) -> HttpResponse:
    """The printed letters are in the post."""
    standing = _host(request, slug, "network.posted")
    up_to = _number(request.POST.get("tot", ""))
    people.mark_posted(neighbourhood=standing.neighbourhood, up_to=up_to, by=standing.person, at=timezone.now())
    return redirect("network:desk", slug)


@require_POST
def called(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody was called: reached, or not."""
    standing = _host(request, slug, "network.called")
    telling = get_object_or_404(Telling, pk=pk, neighbourhood=standing.neighbourhood)
    reached = request.POST.get("bereikt") == "ja"
    people.mark_called(telling=telling, reached=reached, by=standing.person, at=timezone.now())
    return redirect("network:desk", slug)


@require_POST
def again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A mail that got stuck goes once more."""
    standing = _host(request, slug, "network.again")
    telling = get_object_or_404(Telling, pk=pk, neighbourhood=standing.neighbourhood)
    people.send_again(telling=telling, at=timezone.now())
    return redirect("network:desk", slug)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 15 else 0
