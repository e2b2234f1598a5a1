"""What the pages of this room share: who stands here, which table or plan, and a form that keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from stoep.network import access
from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import NotAllowed, Refused
from stoep.tables import queries
from stoep.tables.models import Plan, Table


def stand(request: HttpRequest, neighbourhood: Neighbourhood, *, right: Right, act: str, subject: str = "") -> Standing:
    """Who the visitor is, when they have this right; else NotAllowed, which becomes a page with 403 that says why."""
    standing = access.standing_of(request, neighbourhood)
    network.require(standing, right=right, act=act, subject=subject)
    return standing


def table_or_404(slug: str, pk: int) -> Table:
    """The table with this number in this very neighbourhood."""
    found = Table.objects.select_related("neighbourhood", "registered_for").filter(neighbourhood__slug=slug, pk=pk)
    table = found.first()
    if table is None:
        raise Http404
    return table


def plan_or_404(slug: str, pk: int) -> Plan:
    """The plan with this number in this very neighbourhood."""
    try:
        return queries.plan(slug, pk)
    except Plan.DoesNotExist:
        raise Http404 from None


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
