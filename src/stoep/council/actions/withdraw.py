"""Withdraw: residents take back what they asked, with the reason; it stays readable."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council.actions import doors
from stoep.council.actions.reply import locked, subject_of
from stoep.council.models import Advice, Reply
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "council.withdraw"


@transaction.atomic
def withdraw(*, advice: Advice, why: str, by: Standing, at: datetime) -> Advice:
    """The question is taken back. Only with the residents' key, and not once it was answered."""
    network.require_here(by, advice.neighbourhood_id, right="residents-key", act=ACT, subject=subject_of(advice))
    advice = locked(advice)
    if advice.is_decision or Reply.objects.filter(advice=advice).exists():
        raise Refused("answered", _("Hier is al over besloten of op geantwoord. Schrijf er een kanttekening bij."))
    if advice.withdrawn_at is not None:
        return advice
    advice.withdrawn_why = doors.needed(why, _("Schrijf waarom u deze vraag intrekt."))
    advice.withdrawn_at = at
    advice.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record.seal(
        neighbourhood=advice.neighbourhood,
        act=ACT,
        subject=subject_of(advice),
        by=by.actor(),
        at=at,
        facts={"told": "Bewoners trokken een vraag in."},
        personal={"why": advice.withdrawn_why},
        rows=[advice],
    )
    return advice
