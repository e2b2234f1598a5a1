"""Object to the vote or the count, in one's own words; somebody answers, and until then nothing of the box is wiped."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Objection, Round
from stoep.network.standing import Standing
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import Refused


@transaction.atomic
def object_to(
    *, round: Round, words: str, called: str, at: datetime, today: date, posted_key: str | None = None
) -> Objection:
    """Anybody, until the last day of the term. Everybody reads it. Refused: "over", "not-closed", "no-words"."""
    round = doors.now(round)
    known = Objection.objects.filter(posted_key=posted_key, round=round).first() if posted_key else None
    if known:
        return known
    if at < round.voting_until:
        raise Refused("not-closed", _("Bezwaar maken kan vanaf het sluiten van de stembus."))
    if not rules.may_object(today, queries.objections_end(round, today)):
        raise Refused("over", _("De termijn voor bezwaar is voorbij."))
    said = doors.asked("no-words", _("Schrijf wat er niet klopt."), words=words)["words"]
    name = doors.texts(called=called)["called"]
    made = Objection.objects.create(round=round, words=said, called=name, made_at=at, posted_key=posted_key)
    told = "Iemand maakte bezwaar tegen het stemmen of het tellen."
    doors.seal("budgeting.object_to", told, round, VISITOR, at, rows=[made], personal={"words": said})
    return made


@transaction.atomic
def answer_objection(*, objection: Objection, answer: str, by: Standing, at: datetime) -> Objection:
    """The answer that whoever objected is owed. Refused: "no-answer", "answered"."""
    act = "budgeting.answer_objection"
    round = doors.theirs(objection.round, by, act=act)
    found = Objection.objects.select_related("round__neighbourhood").get(pk=objection.pk)
    if found.answered_at:
        raise Refused("answered", _("Dit bezwaar is al beantwoord."))
    found.answer = doors.asked("no-answer", _("Schrijf een antwoord. Iedereen leest het."), answer=answer)["answer"]
    found.answered_by, found.answered_at = by.person, at
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    told = "Een bezwaar tegen het stemmen of het tellen is beantwoord."
    doors.seal(act, told, round, by.actor(), at, rows=[found], personal={"answer": found.answer})
    return found
