"""Answer an appeal: the clerk writes down what the council decided of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.actions.bring_in import refuse_not_clerk
from stoep.council.models import Appeal
from stoep.network.standing import Standing
from stoep.reach import missing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "council.answer_appeal"


@transaction.atomic
def answer_appeal(
    *, appeal: Appeal, outcome: str, words: str, missed: str, by: Standing, at: datetime, today: date, link: str = ""
) -> Appeal:
    """The appeal with the council's answer and its reason; it is given once, by the clerk of that municipality.

    `missed` says in words what or whom the decision lacks, or why nothing: Refused("no-missed") without.

    Raises NotAllowed, Refused("no-choice" | "answered" | "empty" | "no-link").
    """
    override = appeal.override
    subject = f"override:{override.pk}"
    refuse_not_clerk(by, override.neighbourhood_id, ACT, subject)
    if not rules.speaks_for(by, override.organisation_id):
        sentence = _("Dit besluit is van een andere gemeente. Haar eigen griffier antwoordt.")
        raise doors.refusal("other-council", sentence, by=by, act=ACT, subject=subject)
    doors.lock(override.neighbourhood_id)
    appeal = Appeal.objects.select_related("override__neighbourhood").get(pk=appeal.pk)
    if appeal.outcome:
        raise Refused("answered", _("De raad heeft hierop al geantwoord. Dat antwoord blijft staan."))
    if outcome not in Appeal.Outcome.values:
        raise Refused("no-choice", _("Kies: het besluit blijft, verandert of vervalt."))
    appeal.answer = doors.needed(words, _("Schrijf wat de raad besloot, en waarom."))
    appeal.missed = missing.said(missed)
    appeal.outcome, appeal.link = outcome, doors.web_address(link)
    appeal.answered_by, appeal.answered_on, appeal.answered_at = by.person, today, at
    appeal.save(update_fields=["outcome", "answer", "missed", "link", "answered_by", "answered_on", "answered_at"])
    record.seal(
        neighbourhood=appeal.override.neighbourhood,
        act=ACT,
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": f"De raad antwoordt: {_TOLD[Appeal.Outcome(outcome)]}.",
            "outcome": outcome,
            "answer": appeal.answer,
            "days_late": rules.days_late(appeal.answer_due_on, today, today),
        },
        personal={"missed": appeal.missed or ""},
        rows=[appeal],
    )
    return appeal


_TOLD = {
    Appeal.Outcome.STANDS: "het besluit blijft",
    Appeal.Outcome.CHANGES: "het besluit verandert",
    Appeal.Outcome.ENDS: "het besluit vervalt",
}
