"""Two keys: one side proposes, the other one confirms within fourteen days, and whoever proposed can take it back."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from stoep.agenda.rules import KEY_DAYS, expires_on, standing_of_decision
from stoep.conflicts.models import Closing, Hiding
from stoep.network.actions import require
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused

Proposal = Closing | Hiding


def last_day(today: date) -> date:
    """Until which day the other key is waited for."""
    return expires_on(today, getattr(settings, "STOEP_KEY_DAYS", KEY_DAYS))


def standing_of(proposal: Proposal, today: date) -> str:
    """Where it stands: "waiting", "done", "withdrawn" or "lapsed"."""
    return standing_of_decision(
        seconded=proposal.seconded_at is not None,
        withdrawn=proposal.withdrawn_at is not None,
        expires_on=proposal.expires_on,
        today=today,
    )


def turn(proposal: Proposal, by: Standing, *, act: str, subject: str, at: datetime, today: date) -> None:
    """Turn the other key; the caller holds the row, and does what was proposed. Refused when it waits no more."""
    wait_still(proposal, today)
    residents_first = proposal.proposed_by.side == "resident"
    require(by, right="independent-key" if residents_first else "residents-key", act=act, subject=subject)
    until = proposal.proposed_by.until_on
    if until is not None and until <= today:
        raise Refused("seat-ended", _("Wie dit voorstelde, heeft geen zetel meer. Stel het opnieuw voor."))
    proposal.seconded_by, proposal.seconded_at = by.seat, at
    proposal.save(update_fields=["seconded_by", "seconded_at"])


def take_back(proposal: Proposal, by: Standing, *, act: str, subject: str, at: datetime, today: date) -> None:
    """Take it back, by the side that proposed it, while it waits."""
    residents = proposal.proposed_by.side == "resident"
    require(by, right="residents-key" if residents else "independent-key", act=act, subject=subject)
    wait_still(proposal, today)
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])


def wait_still(proposal: Proposal, today: date) -> None:
    """Go on while the other key is waited for; else Refused: "already-done", "withdrawn" or "lapsed"."""
    standing = standing_of(proposal, today)
    if standing == "done":
        raise Refused("already-done", _("Dit besluit is al genomen. U hoeft niets meer te doen."))
    if standing == "withdrawn":
        raise Refused("withdrawn", _("Dit voorstel is ingetrokken. Stel het opnieuw voor als u het wilt."))
    if standing == "lapsed":
        raise Refused(
            "lapsed",
            _("Dit voorstel is verlopen op %(day)s. Stel het opnieuw voor."),
            day=proposal.expires_on.isoformat(),
        )
