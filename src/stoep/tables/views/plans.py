"""Pages of a plan: what it is, what residents hold of it since when they were asked, and whether it is established."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item
from stoep.conflicts import queries as conflicts
from stoep.conflicts.models import Conflict
from stoep.network import access
from stoep.reach import missing
from stoep.record import freshness
from stoep.shared import posted
from stoep.tables import actions, queries
from stoep.tables.forms import EstablishForm, PlanForm, PositionForm
from stoep.tables.models import Plan, Position
from stoep.tables.views import door


@require_safe
@freshness.unless_unchanged
def plan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One plan: a no or a reservation of residents is printed on it, also after it was established."""
    found = door.plan_or_404(slug, pk)
    here = found.table.neighbourhood
    today = timezone.localdate()
    positions = list(queries.positions_of(found))
    page = {
        "neighbourhood": here,
        "plan": found,
        "line": queries.line_of(found, today, positions),
        "positions": [queries.held(position, found) for position in positions],
        "shown": queries.shown_table(found.table, today),
        "items": (items := list(found.items.all())),
        "about": [],  # a decision names the conflicts that it is about; a plan only touches items
        "open_conflicts": open_on(items),
        "standing": access.standing_of(request, here),
    }
    return render(request, "tables/plan.html", page)


def open_on(items: list[Item]) -> list[Conflict]:
    """The open conflicts on these items of the agenda, each once."""
    found = conflicts.open_about([item.pk for item in items])
    return list({one.pk: one for several in found.values() for one in several}.values())


def _where(made: Any) -> str:
    return str((made if isinstance(made, Plan) else made.plan).get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def register_plan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down a plan of this table, and ask residents what they hold of it."""
    table = door.table_or_404(slug, pk)
    here = table.neighbourhood
    standing = access.stand(request, here, right="take-part", act="tables.register_plan", subject=f"table:{pk}")
    form = PlanForm(request.POST or None, items=agenda.items(here))
    form.look(here.pk, timezone.localdate())
    if form.is_valid():

        def act() -> Plan:
            return actions.register_plan(
                table=table, by=standing, at=timezone.now(), today=timezone.localdate(), **form.act_fields()
            )

        if answer := posted.done(request, form, act, to=_where, said=_("Het plan staat erbij.")):
            return answer
    page = {"neighbourhood": here, "table": table, "form": form}
    return render(request, "tables/register_plan.html", page, status=posted.status(form))


@require_POST
def ask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask residents what they hold of this plan."""
    found = door.plan_or_404(slug, pk)
    by = access.standing_of(request, found.table.neighbourhood)
    actions.ask_position(plan=found, by=by, at=timezone.now())
    messages.success(request, _("Bewoners zien nu dat u hun standpunt vraagt."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def position(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Residents write down what they hold of this plan."""
    found = door.plan_or_404(slug, pk)
    here = found.table.neighbourhood
    standing = access.stand(request, here, right="residents-key", act="tables.record_position", subject=f"plan:{pk}")
    today = timezone.localdate()
    seats = [seat for seat in queries.running_seats(found.table, today) if seat.counts_as_residents]
    form = PositionForm(request.POST or None, seats=seats, initial={"held_on": today})
    if form.is_valid():

        def act() -> Position:
            return actions.record_position(plan=found, by=standing, at=timezone.now(), today=today, **form.act_fields())

        if answer := posted.done(request, form, act, to=_where, said=_("Uw standpunt staat bij het plan.")):
            return answer
    page = {"neighbourhood": here, "plan": found, "form": form}
    return render(request, "tables/position.html", page, status=posted.status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def establish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Establish a plan. Without what residents hold of it the act refuses, and the log tells of the attempt."""
    found = door.plan_or_404(slug, pk)
    here = found.table.neighbourhood
    standing = access.stand(request, here, right="take-part", act="tables.establish", subject=f"plan:{pk}")
    today = timezone.localdate()
    line = queries.line_of(found, today)
    against = line.held is not None and line.held.kind == Position.Kind.AGAINST
    said = {"missed": missing.in_words(here)}
    form = EstablishForm(request.POST or None, against=against, today=today, initial=said)
    if form.is_valid():

        def act() -> Plan:
            return actions.establish(plan=found, by=standing, at=timezone.now(), today=today, **form.cleaned_data)

        if answer := posted.done(request, form, act, to=_where, said=_("Het plan is vastgesteld.")):
            return answer
    page = {"neighbourhood": here, "plan": found, "line": line, "form": form}
    return render(request, "tables/establish.html", page, status=posted.status(form))
