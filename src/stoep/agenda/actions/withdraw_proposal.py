"""Withdraw proposal: the side that turned the first key takes it back. It stays readable."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries
from stoep.agenda.actions import doors
from stoep.agenda.models import Decision
from stoep.network import actions as network
from stoep.network.actions import require
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused


@transaction.atomic
def withdraw_proposal(*, decision: Decision, by: Standing, at: datetime, today: date) -> Decision:
    """The decision, withdrawn. Only the side that proposed it can do this, while it waits."""
    subject = f"decision:{decision.pk}"
    act = "agenda.withdraw_proposal"
    network.require_here(by, decision.neighbourhood_id, right="lead", act=act, subject=subject)
    doors.lock(decision.neighbourhood_id)
    decision = (
        Decision.objects.select_for_update(of=["self"])
        .select_related("neighbourhood", "proposed_by")
        .get(pk=decision.pk)
    )
    residents = decision.proposed_by.side == "resident"
    require(by, right="residents-key" if residents else "independent-key", act=act, subject=subject)
    if queries.decision_standing(decision, today) != "waiting":
        raise Refused("not-waiting", _("Dit voorstel wacht niet meer. Er is niets in te trekken."))
    decision.withdrawn_at = at
    decision.save(update_fields=["withdrawn_at"])
    record.seal(
        neighbourhood=decision.neighbourhood,
        act=act,
        subject=subject,
        by=by.actor(),
        at=at,
        facts={"told": "Een voorstel voor de agenda is ingetrokken.", "kind": decision.kind},
        rows=[decision],
    )
    return decision
