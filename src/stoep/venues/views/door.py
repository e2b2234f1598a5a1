"""What the pages of this room share: which place, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from stoep.network import access
from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import NotAllowed, Refused
from stoep.venues import queries
from stoep.venues.models import Venue


def stand(request: HttpRequest, here: Neighbourhood, *, right: Right, act: str, subject: str = "") -> Standing:
    """Who the visitor is, when they have this right; else NotAllowed, which becomes a page with 403 that says why."""
    standing = access.standing_of(request, here)
    network.require(standing, right=right, act=act, subject=subject)
    return standing


def venue_or_404(slug: str, pk: int) -> Venue:
    """The place with this number in this very neighbourhood."""
    try:
        return queries.found(slug, pk)
    except Venue.DoesNotExist:
        raise Http404 from None


def may(request: HttpRequest, slug: str, pk: int, *, right: Right, act: str) -> tuple[Venue, Standing]:
    """The same, for who has this right, and who they are."""
    venue = venue_or_404(slug, pk)
    return venue, stand(request, venue.neighbourhood, right=right, act=act, subject=f"venue:{venue.pk}")


def done(
    request: HttpRequest, form: Form, act: Callable[[], Any], *, to: str | Callable[[Any], str], said: str | Promise
) -> HttpResponse | None:
    """Do the act of a valid form, say so, and go on; None when it was refused, with the reason in the form."""
    try:
        made = act()
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, str(said))
    return redirect(to if isinstance(to, str) else to(made))


def pressed(request: HttpRequest, act: Callable[[], Any], *, to: str, said: str | Promise) -> HttpResponse:
    """Do the act of a button and say so; when it was refused, say why on the same page."""
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(said))
    return redirect(to)


def form_page(
    request: HttpRequest, form: Form, here: Neighbourhood, *, title: str, lead: str, send: str, back: str, **more: Any
) -> HttpResponse:
    """A page with one form; 422 when something in it must be mended."""
    page = {"neighbourhood": here, "form": form, "title": title, "lead": lead, "send": send, "back": back, **more}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "venues/form.html", page, status=status)
