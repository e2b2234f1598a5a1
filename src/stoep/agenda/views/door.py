"""What the pages of this room share: who stands here, and a refused form that keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from stoep.agenda import queries
from stoep.agenda.models import Item
from stoep.network import access
from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused


def stand(request: HttpRequest, neighbourhood: Neighbourhood, *, right: Right, act: str, subject: str = "") -> Standing:
    """Who the visitor is, when they have this right; else NotAllowed, which becomes a page with 403 that says why."""
    standing = access.standing_of(request, neighbourhood)
    network.require(standing, right=right, act=act, subject=subject)
    return standing


def item_or_404(request: HttpRequest, code: str) -> Item:
    """The item with this code, when the visitor may see it: a draft is there for nobody but who leads."""
    try:
        item = queries.item_by_code(receipts.tidy(code))
    except Item.DoesNotExist:
        raise Http404 from None
    if not queries.may_read(item, access.standing_of(request, item.neighbourhood)):
        raise Http404
    return item


def done(
    request: HttpRequest, form: Form, act: Callable[[], Any], *, to: Callable[[Any], str], said: str | Promise
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
    return redirect(to(made))


def status(form: Form) -> int:
    """The status of a page with a form: 200, or 422 when something in it must be mended."""
    return 422 if form.is_bound and form.errors else 200
