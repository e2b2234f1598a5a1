"""The tables on paper: a plan with what residents hold of it, and the list of decisions of the partnership."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stoep.places.access import neighbourhood_or_404
from stoep.record import freshness
from stoep.shared import printing
from stoep.tables import queries
from stoep.tables.models import Ballot, Plan, Position, Resolution
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
        "heading": _("Dit plan is ingetrokken") if plan.withdrawn_at else _heading(held),
        "words": _withdrawn(plan) or (held.words if held else _unheard(plan)),
        "present": held.present if held else "",
        "how": held.decided_how if held else "",
        "dates": _dates(held) if held else "",
        "established": _("Vastgesteld op %(day)s.") % {"day": said(plan.established_on)} if plan.established_on else "",
        "why": plan.established_why,
        "missed": plan.missed or "",
        "why_new": plan.why_new,
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


def _withdrawn(plan: Plan) -> str:
    if plan.withdrawn_at is None:
        return ""
    return _("Op %(day)s. Waarom: %(why)s") % {"day": said(plan.withdrawn_at), "why": plan.withdrawn_why}


def _unheard(plan: Plan) -> str:
    if plan.asked_at is None:
        return _("Het is hun ook nog niet gevraagd.")
    return _("Het is hun gevraagd op %(day)s.") % {"day": said(plan.asked_at)}


def _dates(held: Position) -> str:
    return _("Gezegd op %(held)s, opgeschreven op %(written)s.") % {
        "held": said(held.held_on),
        "written": said(held.recorded_at),
    }


MOST = 300  # decisions on one list; a longer one is printed by year


@require_safe
@freshness.unless_unchanged
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """A4: the decisions of the partnership with presence, outcome and minority statements; of one year with ?jaar=."""
    here = neighbourhood_or_404(slug)
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 and int(asked) else None
    taken = queries.resolutions(slug, limit=MOST, year=year)
    address = request.build_absolute_uri(reverse("tables:resolutions", args=[slug]))
    data = {
        "name": here.name,
        "municipality": here.municipality_name,
        "year": str(year or ""),
        "today": said(timezone.localdate()),
        "address": address.split("://", 1)[1],
        "decisions": [_decision(one) for one in taken],
    }
    made = printing.pdf("tables/templates/tables/listing.typ", data)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="besluitenlijst-{here.slug}.pdf"'
    return response


def _decision(taken: queries.Taken) -> dict[str, Any]:
    resolution, wording = taken.resolution, taken.wording
    return {
        "title": str(resolution),
        "outcome": _outcome(taken),
        "disputed": taken.hangs_on_denied,
        "replaced": _("Nu geldt besluit %(number)s.") % {"number": taken.replaced_by} if taken.replaced_by else "",
        "words": wording.words,
        "why": wording.why,
        "missed": resolution.missed or "",
        "method": str(resolution.get_method_display()),
        "held": said(wording.held_on) if wording.held_on else "",
        "counted": _counted(taken) if resolution.closed_at else "",
        "ballots": [_ballot(ballot) for ballot in taken.ballots],
        "statements": [
            {"words": one.words, "who": _who(one.seat), "day": said(one.written_at)} for one in taken.statements
        ],
    }


def _outcome(taken: queries.Taken) -> str:
    resolution = taken.resolution
    if resolution.withdrawn_at:
        return _("ingetrokken op %(date)s") % {"date": said(resolution.withdrawn_at)}
    if resolution.closed_at is None:
        return _("ligt open sinds %(date)s") % {"date": said(resolution.opened_at)}
    sentence = {
        "carried": _("besloten op %(date)s"),
        "rejected": _("verworpen op %(date)s"),
        "objected": _("niet doorgegaan op %(date)s, er stond een bezwaar"),
    }[Resolution.Outcome(resolution.outcome).value]
    return sentence % {"date": said(resolution.closed_at)}


def _counted(taken: queries.Taken) -> str:
    tally = taken.tally
    return " ".join(
        [
            _("Er spraken %(present)s van de %(seats)s zetels.") % {"present": tally.present, "seats": tally.seats},
            _("Stemmen voor: %(agree)s, tegen: %(against)s.") % {"agree": tally.agree, "against": tally.against},
            _("Van bewoners voor: %(agree)s, tegen: %(against)s.")
            % {"agree": tally.residents_agree, "against": tally.residents_against},
        ]
    )


def _who(seat: Any) -> str:
    return f"{seat.person.name}, {seat.get_side_display()}"


def _ballot(ballot: Ballot) -> dict[str, str]:
    words = str(ballot.get_said_display())
    if ballot.withdrawn_at:
        words += " (" + _("bezwaar ingetrokken op %(date)s") % {"date": said(ballot.withdrawn_at)} + ")"
    if ballot.is_apart:
        words += ". " + _("Heeft een belang in het register, en zegt dat dit daar niet over gaat.")
    if ballot.written_by:
        words += ", " + _("opgeschreven door %(name)s") % {"name": ballot.written_by.person.name}
    if ballot.denied_at:
        words += ". " + _("Klopt niet, zegt deze zetel. Die zei: %(said)s.") % {"said": ballot.get_own_said_display()}
    return {"who": _who(ballot.seat), "said": words, "why": ballot.why}
