"""Pages that everybody reads: the conflicts of a neighbourhood, and one of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.conflicts import queries
from stoep.conflicts.actions import doors
from stoep.conflicts.models import Conflict, Stance, Statement
from stoep.conflicts.views import door
from stoep.network import access
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.freshness import unless_unchanged
from stoep.shared import leaves
from stoep.voices import hidden


@require_safe
@unless_unchanged
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Open, parked and settled conflicts, twenty at a time. Nothing leaves this list."""
    here = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.standing_of(request, here)
    number = leaves.number_of(request)
    leaf = leaves.leaf(queries.listed(here, timezone.localdate(), unread=standing.hosts, number=number), number)
    page = {
        "neighbourhood": here,
        "standing": standing,
        "leaf": leaf,
        "running": [row for row in leaf.rows if row.standing == "open"],
        "resting": [row for row in leaf.rows if row.standing in ("parked", "again")],
        "settled": [row for row in leaf.rows if row.standing == "closed"],
    }
    return render(request, "conflicts/list.html", page)


@require_safe
@unless_unchanged
def conflict(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One conflict: who says what, the way out of it, the outcome, and who does not agree."""
    found, standing = door.conflict_or_404(request, slug, pk)
    today = timezone.localdate()
    told = queries.told(found)
    waiting = told.waiting(today)
    page = {
        "neighbourhood": found.neighbourhood,
        "conflict": found,
        "told": told,
        "stands": told.standing(today),
        "rest": told.rest,
        "parties": [_party(said, standing) for said in told.parties],
        "verdicts": [_verdict(verdict, standing) for verdict in told.verdicts],
        "closing": next((closing for closing in told.closings if closing.seconded_at), None),
        "waiting": waiting,
        "today": today,
        "standing": standing,
        "unread": sum(len(said.unread) for said in told.parties),
        "may_join": bool(standing.hosts or (standing.in_network and standing.person and standing.person.organisation)),
        **_keys(waiting, found, standing),
    }
    return render(request, "conflicts/conflict.html", page)


def _keys(waiting: Any, found: Conflict, standing: Standing) -> dict[str, bool]:
    """Which buttons about closing this reader gets."""
    own = bool(waiting and standing.leads and waiting.proposed_by.side == standing.side)
    return {
        "may_second": bool(waiting and standing.leads and not own),
        "may_withdraw": own,
        "may_propose": bool(standing.leads and not waiting and not found.closed_at),
    }


def _party(said: queries.Said, standing: Standing) -> dict[str, Any]:
    writes = standing.in_network and doors.may_write_for(said.party, standing)
    return {
        "party": said.party,
        "now": said.now,
        "note": hidden.note(said.now) if said.now else "",
        "before": [{"said": one, "note": hidden.note(one)} for one in said.before],
        "unread": said.unread if standing.hosts or writes else [],
        "waits": len(said.unread),
        "writes": writes,
    }


def _verdict(verdict: queries.Verdict, standing: Standing) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome,
        "stances": [
            {"stance": one, "note": hidden.note(one), "shown": _shows(one, standing)} for one in verdict.stances
        ],
        "silent": verdict.silent,
        "writes": {said.pk for said in verdict.silent if standing.in_network and doors.may_write_for(said, standing)},
    }


def _shows(row: Statement | Stance, standing: Standing) -> bool:
    """Whether these words are on the page: a host read them, or reads them now."""
    return row.read_at is not None or standing.hosts
