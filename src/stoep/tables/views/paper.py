"""The tables on paper: a plan with what residents hold of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stoep.record import freshness
from stoep.shared import printing
from stoep.tables import queries
from stoep.tables.models import Plan, Position
from stoep.tables.views import door


@require_safe
@freshness.unless_unchanged
def plan_sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A4: a plan, with a no or a reservation of residents on top."""
    plan = door.plan_or_404(slug, pk)
    made = printing.pdf("tables/templates/tables/plan.typ", _plan(request, plan))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plan-{plan.table.neighbourhood.slug}-{plan.pk}.pdf"'
    return response


def said(day: Any) -> str:
    """A day, or the day of a moment, by its month."""
    return date_format(timezone.localtime(day) if hasattr(day, "hour") else day, "j F Y")


def _plan(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    today = timezone.localdate()
    here, table = plan.table.neighbourhood, queries.shown_table(plan.table, today)
    held = queries.line_of(plan, today).held
    address = request.build_absolute_uri(reverse("tables:plan", args=[here.slug, plan.pk]))
    return {
        "name": here.name,
        "municipality": here.municipality_name,
        "title": plan.title,
        "table": plan.table.name,
        "about": plan.about,
        "heading": _heading(held),
        "words": held.words if held else _unheard(plan),
        "present": held.present if held else "",
        "how": held.decided_how if held else "",
        "dates": _dates(held) if held else "",
        "established": _("Vastgesteld op %(day)s.") % {"day": said(plan.established_on)} if plan.established_on else "",
        "why": plan.established_why,
        "drafted": said(plan.drafted_on),
        "public": _("sinds %(day)s") % {"day": said(plan.public_since_on)} if plan.public_since_on else _("nog niet"),
        "link": plan.link,
        "seats": _("%(residents)s van de %(total)s zetels zijn van bewoners")
        % {"residents": table.residents, "total": table.total},
        "items": [item.title for item in plan.items.all()],
        "today": said(today),
        "address": address.split("://", 1)[1],
        "qr": printing.qr_svg(address),
    }


def _heading(held: Position | None) -> str:
    if held is None:
        return _("Bewoners hebben nog niets gezegd")
    return {
        "for": _("Bewoners zijn voor"),
        "against": _("Bewoners zijn tegen dit plan"),
        "reservation": _("Bewoners maken een voorbehoud"),
    }[held.kind]


def _unheard(plan: Plan) -> str:
    if plan.asked_at is None:
        return _("Het is hun ook nog niet gevraagd.")
    return _("Het is hun gevraagd op %(day)s.") % {"day": said(plan.asked_at)}


def _dates(held: Position) -> str:
    return _("Gezegd op %(held)s, opgeschreven op %(written)s.") % {
        "held": said(held.held_on),
        "written": said(held.recorded_at),
    }
