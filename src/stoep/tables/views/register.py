"""Pages of the register: the tables with their seats, and the acts of those who write them down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.network import access
from stoep.network import queries as network
from stoep.network.models import Partnership, Seat
from stoep.people import actions as people
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.record import freshness
from stoep.shared import posted
from stoep.tables import actions, queries
from stoep.tables.forms import RESIDENTS, SeatForm, TableForm, WhyForm
from stoep.tables.models import Table, TableSeat
from stoep.tables.views import door


@require_safe
@freshness.unless_unchanged
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Every table where something about the neighbourhood is decided, with how many of the seats are residents'."""
    neighbourhood = neighbourhood_or_404(slug)
    today, typed = timezone.localdate(), request.GET.get("blad", "")
    number = max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1
    found, more = queries.register(neighbourhood, today, number)
    page = {
        "neighbourhood": neighbourhood,
        "own": queries.own_table(neighbourhood, today) if number == 1 else None,
        "tables": [shown for shown in found if not shown.table.is_over],
        "ended": [shown.table for shown in found if shown.table.is_over],
        "page": number,
        "more": more,
        "standing": access.standing_of(request, neighbourhood),
    }
    return render(request, "tables/register.html", page)


@require_safe
@freshness.unless_unchanged
def table(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One table: what it decides about, who sits there for whom, and its plans with what residents held of them."""
    found = door.table_or_404(slug, pk)
    today = timezone.localdate()
    seats = queries.seats_of(found)
    page = {
        "neighbourhood": found.neighbourhood,
        "table": found,
        "shown": queries.shown_table(found, today, seats),
        "seats": seats,
        "plans": [queries.line_of(plan, today) for plan in queries.plans_of(found)[:200]],
        "standing": access.standing_of(request, found.neighbourhood),
    }
    return render(request, "tables/table.html", page)


def _where(made: Any) -> str:
    return str((made if isinstance(made, Table) else made.table).get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def register_table(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a table down. Whoever takes part in the network may do so, an official too."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="take-part", act="tables.register_table")
    form = TableForm(request.POST or None)
    if form.is_valid():

        def act() -> Table:
            return actions.register_table(
                neighbourhood=neighbourhood,
                by=standing,
                at=timezone.now(),
                today=timezone.localdate(),
                **form.act_fields(),
            )

        if answer := posted.done(request, form, act, to=_where, said=_("De tafel staat in het register.")):
            return answer
    page = {"neighbourhood": neighbourhood, "form": form}
    return render(request, "tables/register_table.html", page, status=posted.status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def add_seat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down one seat of a table."""
    found = door.table_or_404(slug, pk)
    here = found.neighbourhood
    standing = access.stand(request, here, right="take-part", act="tables.add_seat", subject=f"table:{pk}")
    form = SeatForm(request.POST or None, residents=_residents(here) if standing.holds_residents_key else [])
    if form.is_valid():

        def act() -> TableSeat:
            given = form.act_fields()
            kind, name = given.pop("party"), given.pop("organisation_name")
            party = None if kind == RESIDENTS else people.name_organisation(name=name, kind=kind)
            given["votes"] = given["votes"] == "ja"
            return actions.add_seat(
                table=found, party=party, by=standing, at=timezone.now(), today=timezone.localdate(), **given
            )

        if answer := posted.done(request, form, act, to=_where, said=_("De zetel staat erbij.")):
            return answer
    page = {"neighbourhood": here, "table": found, "form": form, "standing": standing}
    return render(request, "tables/add_seat.html", page, status=posted.status(form))


def _residents(here: Neighbourhood) -> list[Seat]:
    table = Partnership.objects.filter(neighbourhood=here).first()
    seats = network.running_seats(table, timezone.localdate()) if table else []
    return [seat for seat in seats if seat.side == "resident" and seat.person.side == "resident"]


@require_http_methods(["GET", "HEAD", "POST"])
def end_table(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a table has ended, and why."""
    found = door.table_or_404(slug, pk)
    here = found.neighbourhood
    standing = access.stand(request, here, right="take-part", act="tables.end_table", subject=f"table:{pk}")
    form = WhyForm(request.POST or None)
    if form.is_valid():

        def act() -> Table:
            return actions.end_table(table=found, why=form.cleaned_data["why"], by=standing, at=timezone.now())

        if answer := posted.done(request, form, act, to=_where, said=_("Er staat nu bij dat deze tafel is gestopt.")):
            return answer
    page = {"neighbourhood": here, "table": found, "form": form}
    return render(request, "tables/end_table.html", page, status=posted.status(form))


def _seat(slug: str, pk: int) -> TableSeat:
    seats = TableSeat.objects.select_related("table__neighbourhood")
    return get_object_or_404(seats, pk=pk, table__neighbourhood__slug=slug)


@require_POST
def confirm_seat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Residents say that this seat is theirs."""
    seat = _seat(slug, pk)
    by = access.standing_of(request, seat.table.neighbourhood)
    actions.confirm_seat(seat=seat, by=by, at=timezone.now())
    messages.success(request, _("Deze zetel telt nu als zetel van bewoners."))
    return redirect(seat.table)


@require_POST
def deny_seat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Residents say that this seat is not theirs."""
    seat = _seat(slug, pk)
    by = access.standing_of(request, seat.table.neighbourhood)
    actions.deny_seat(seat=seat, by=by, at=timezone.now())
    messages.success(request, _("Er staat nu bij dat dit geen zetel van bewoners is."))
    return redirect(seat.table)


@require_POST
def end_seat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A seat is over, from today."""
    seat = _seat(slug, pk)
    by = access.standing_of(request, seat.table.neighbourhood)
    actions.end_seat(seat=seat, by=by, at=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Deze zetel is voorbij. Hij blijft in de lijst staan."))
    return redirect(seat.table)
