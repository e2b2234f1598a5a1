"""What the pages of this room share: which conflict, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from stoep.conflicts import queries
from stoep.conflicts.models import Conflict
from stoep.network import access
from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import NotAllowed, Refused


def stand(request: HttpRequest, here: Neighbourhood, *, right: Right, act: str, subject: str = "") -> Standing:
    """Who the visitor is, when they have this right; else NotAllowed, which becomes a page with 403 that says why."""
    standing = access.standing_of(request, here)
    network.require(standing, right=right, act=act, subject=subject)
    return standing


def conflict_or_404(request: HttpRequest, slug: str, pk: int) -> tuple[Conflict, Standing]:
    """The conflict at this address, when the visitor may read it, and who they are."""
    try:
        found = queries.conflict(slug, pk)
    except Conflict.DoesNotExist:
        raise Http404 from None
    standing = access.standing_of(request, found.neighbourhood)
    if not queries.may_read(found, standing):
        raise Http404
    return found, standing


def may(request: HttpRequest, slug: str, pk: int, *, right: Right, act: str) -> tuple[Conflict, Standing]:
    """The same, for who has this right."""
    found, standing = conflict_or_404(request, slug, pk)
    network.require(standing, right=right, act=act, subject=f"conflict:{found.pk}")
    return found, standing


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


def pressed(
    request: HttpRequest, act: Callable[[], Any], *, to: str | Callable[[Any], str], back: str, said: str | Promise
) -> HttpResponse:
    """Do the act of a button, say so, and go on; when it was refused, say why on the page `back`."""
    try:
        made = act()
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back)
    messages.success(request, str(said))
    return redirect(to if isinstance(to, str) else to(made))


def form_page(
    request: HttpRequest, form: Form, here: Neighbourhood, *, title: str, lead: str, send: str, back: str, **more: Any
) -> HttpResponse:
    """A page with one form; 422 when something in it must be mended."""
    page = {"neighbourhood": here, "form": form, "title": title, "lead": lead, "send": send, "back": back, **more}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "conflicts/form.html", page, status=status)
