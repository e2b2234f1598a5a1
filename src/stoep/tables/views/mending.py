"""Pages by which a mistake in the register is mended: withdraw a table or a plan, and wipe a typed name."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stoep.network import access
from stoep.shared import posted
from stoep.tables import actions
from stoep.tables.forms import EraseForm, WhyForm
from stoep.tables.models import Plan, Table, TableSeat
from stoep.tables.views import door


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_table(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a table stands in the register by mistake, and why."""
    found = door.table_or_404(slug, pk)
    act, subject = "tables.withdraw_table", f"table:{pk}"
    standing = access.stand(request, found.neighbourhood, right="take-part", act=act, subject=subject)
    form = WhyForm(request.POST or None)

    def withdraw() -> Table:
        return actions.withdraw_table(table=found, by=standing, at=timezone.now(), **form.cleaned_data)

    said = _("Er staat nu bij dat deze tafel is ingetrokken.")
    lead = _("De tafel stond hier per vergissing. Zij blijft te lezen, met de reden erbij. Zij telt niet meer mee.")
    return _page(request, found, found.name, form, withdraw, title=_("Trek deze tafel in"), lead=lead, said=said)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_plan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a plan stands at a table by mistake, and why."""
    found = door.plan_or_404(slug, pk)
    act, subject = "tables.withdraw_plan", f"plan:{pk}"
    standing = access.stand(request, found.table.neighbourhood, right="take-part", act=act, subject=subject)
    form = WhyForm(request.POST or None)

    def withdraw() -> Plan:
        return actions.withdraw_plan(plan=found, by=standing, at=timezone.now(), **form.cleaned_data)

    said = _("Er staat nu bij dat dit plan is ingetrokken.")
    lead = _("Het plan stond hier per vergissing. Het blijft te lezen, met de reden erbij. Het telt niet meer mee.")
    return _page(request, found, found.title, form, withdraw, title=_("Trek dit plan in"), lead=lead, said=said)


@require_http_methods(["GET", "HEAD", "POST"])
def erase_seat_name(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host wipes the name that was typed at a seat; the seat stays."""
    seats = TableSeat.objects.select_related("table__neighbourhood")
    seat = get_object_or_404(seats, pk=pk, table__neighbourhood__slug=slug)
    act, subject = "tables.erase_seat_name", f"table:{seat.table_id}"
    standing = access.stand(request, seat.table.neighbourhood, right="host", act=act, subject=subject)
    form = EraseForm(request.POST or None)

    def erase() -> Table:
        at = timezone.now()
        return actions.erase_seat_name(seat=seat, by=standing, at=at, **form.cleaned_data).table

    said = _("De naam is gewist. De zetel blijft staan.")
    lead = _("De naam is dan niet meer te lezen. De zetel blijft staan. Dit kan niet terug.")
    return _page(request, seat.table, seat.called, form, erase, title=_("Wis deze naam"), lead=lead, said=said)


def _page(
    request: HttpRequest,
    row: Table | Plan,
    what: str,
    form: Form,
    act: Callable[[], Table | Plan],
    *,
    title: str,
    lead: str,
    said: str | Promise,
) -> HttpResponse:
    """One form about a row; do what it asks, and go back to the page of the row."""
    if form.is_valid() and (answer := posted.done(request, form, act, to=_where, said=said)):
        return answer
    here = row.neighbourhood if isinstance(row, Table) else row.table.neighbourhood
    page = {"neighbourhood": here, "what": what, "title": title, "lead": lead, "form": form, "back": _where(row)}
    return render(request, "tables/mend.html", page, status=posted.status(form))


def _where(row: Table | Plan) -> str:
    return str(row.get_absolute_url())
