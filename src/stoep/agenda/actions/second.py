"""Second: the other key is turned, and the decision is carried out, once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries
from stoep.agenda.actions import doors
from stoep.agenda.actions.carry_out import carry_out
from stoep.agenda.models import Decision
from stoep.network import actions as network
from stoep.network.actions import require
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

_TOLD = {
    Decision.Kind.ORDER: "De agenda heeft een nieuwe volgorde.",
    Decision.Kind.MERGE: "Punten van de agenda zijn samengevoegd.",
    Decision.Kind.ADOPT: "De agenda is vastgesteld.",
    Decision.Kind.CLOSE: "Een punt van de agenda is afgesloten.",
    Decision.Kind.VISION: "De visie op de wijk is vastgesteld. Partijen kunnen nu tekenen.",
}


@transaction.atomic
def second(*, decision: Decision, by: Standing, at: datetime, today: date) -> Decision:
    """The decision, carried out. Refused: done, withdrawn or lapsed already, or the agenda changed meanwhile."""
    network.require_here(
        by, decision.neighbourhood_id, right="lead", act=f"agenda.{decision.kind}", subject=f"decision:{decision.pk}"
    )
    doors.lock(decision.neighbourhood_id)
    # Read under the lock: of two that turn the key at once, the second finds it done.
    decision = (
        Decision.objects.select_for_update(of=["self"])
        .select_related("neighbourhood", "item", "proposed_by__person")
        .get(pk=decision.pk)
    )
    _still_waits(decision, today)
    residents_first = decision.proposed_by.side == "resident"
    require(
        by,
        right="independent-key" if residents_first else "residents-key",
        act=f"agenda.{decision.kind}",
        subject=f"decision:{decision.pk}",
    )
    until = decision.proposed_by.until_on
    if until is not None and until <= today:
        raise Refused("seat-ended", _("Wie dit voorstelde, heeft geen zetel meer. Stel het opnieuw voor."))
    decision.seconded_by, decision.seconded_at = by.seat, at
    decision.save(update_fields=["seconded_by", "seconded_at"])
    facts, rows = carry_out(decision, at=at, today=today)
    record.seal(
        neighbourhood=decision.neighbourhood,
        act=f"agenda.{decision.kind}",
        subject=_subject(decision, facts),
        by=by.actor(),
        at=at,
        facts={
            "told": f"{_TOLD[Decision.Kind(decision.kind)]} Beide sleutels zijn omgedraaid.",
            "decision": decision.pk,
            "keys": sorted({decision.proposed_by.side, by.side}),
            **facts,
        },
        personal={"proposed_by": decision.proposed_by.person.name, "why": decision.why},
        rows=[decision, *rows],
    )
    return decision


def _subject(decision: Decision, facts: dict[str, Any]) -> str:
    """What the log says that this is about, so that later it can be laid beside what the pages show."""
    if decision.kind == Decision.Kind.ORDER:
        return "agenda:order"
    if decision.kind == Decision.Kind.ADOPT:
        return f"version:{facts['version']}"
    if decision.kind == Decision.Kind.VISION:
        return f"vision:{facts['number']}"
    return f"item:{facts['into'] if decision.kind == Decision.Kind.MERGE else facts['item']}"


def _still_waits(decision: Decision, today: date) -> None:
    standing = queries.decision_standing(decision, today)
    if standing == "done":
        raise Refused("already-done", _("Dit besluit is al genomen. U hoeft niets meer te doen."))
    if standing == "withdrawn":
        raise Refused("withdrawn", _("Dit voorstel is ingetrokken. Stel het opnieuw voor als u het wilt."))
    if standing == "lapsed":
        raise Refused(
            "lapsed",
            _("Dit voorstel is verlopen op %(day)s. Stel het opnieuw voor."),
            day=decision.expires_on.isoformat(),
        )
