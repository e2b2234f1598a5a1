"""Appeal: residents ask the council to undo an override."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.models import Appeal, Override
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record

ACT = "council.appeal"


@transaction.atomic
def appeal(*, override: Override, words: str, by: Standing, at: datetime, today: date) -> Appeal:
    """The appeal, with the day by which the council answers (six weeks, a setting). An open one is given back.

    For every seat that leads. Raises NotAllowed, Refused("empty").
    """
    subject = f"override:{override.pk}"
    network.require_here(by, override.neighbourhood_id, right="lead", act=ACT, subject=subject)
    doors.lock(override.neighbourhood_id)
    if known := Appeal.objects.filter(override=override, outcome="").first():
        return known
    days = getattr(settings, "STOEP_APPEAL_DAYS", rules.ANSWER_DAYS)
    made = Appeal.objects.create(
        override=override,
        words=doors.needed(words, _("Schrijf waarom de raad dit besluit moet herzien.")),
        made_by=by.person,
        made_side=by.side,
        made_on=today,
        made_at=at,
        answer_due_on=today + timedelta(days=days),
    )
    record.seal(
        neighbourhood=override.neighbourhood,
        act=ACT,
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": "Bewoners vragen de raad een besluit voor het algemeen belang te herzien.",
            "answer_due_on": made.answer_due_on.isoformat(),
        },
        personal={"words": made.words},
        rows=[made],
    )
    return made
