"""The receiver agrees to what a newcomer proposed: only then the promise gets new words."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.handover.actions import doors
from stoep.handover.models import Agreement, Reply
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.promises import actions as promises
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.voices.models import Voice
from stoep.voices.rules import Proof

ACT = "handover.agree"


@transaction.atomic
def agree(
    *,
    reply: Reply,
    by: Standing,
    at: datetime,
    today: date,
    voice: Voice | None = None,
    secret: str | Proof = "",
) -> Agreement:
    """The promise in the words and with the date that were proposed, because whoever it was made to agrees.

    Somebody without an account shows that they wrote `voice`, as for promises.judge. A second time gives the first
    agreement. Raises NotAllowed, Refused("not-open") and what promises.change_agreed refuses.
    """
    line = doors.locked_line(reply.line)
    network.stand_here(by, line.power.neighbourhood_id, act=ACT, subject=doors.subject_of(line.power))
    if line.promise is not None:
        doors.receive(by, line.promise, voice, secret, act=ACT)
    if earlier := Agreement.objects.filter(reply=reply).first():
        return earlier
    newest = line.replies.last()
    if newest != reply or reply.kind != Reply.Kind.RENEGOTIATE or line.promise is None or reply.what_by_on is None:
        raise Refused("not-open", _("Dit voorstel geldt niet meer. Lees wat er nu staat."))
    change = promises.change_agreed(
        promise=line.promise,
        words=reply.what,
        due_on=reply.what_by_on,
        why=reply.why,
        proposed_by=reply.made_by,
        proposed_side=reply.made_side,
        by=by,
        at=at,
        today=today,
        voice=voice,
        secret=secret,
    )
    agreed = Agreement.objects.create(
        reply=reply,
        change=change,
        agreed_by=by.person,
        agreed_voice=voice if by.person is None else None,
        agreed_side="resident" if by.person is None else by.side,
        agreed_at=at,
    )
    record.seal(
        neighbourhood=line.power.neighbourhood,
        act=ACT,
        subject=f"promise:{line.promise.code}",
        by=by.actor(),
        at=at,
        facts={
            "told": "Wie de belofte kreeg, is het eens met wat er opnieuw besproken is.",
            "code": line.promise.code,
            "reply": reply.pk,
        },
        rows=[agreed],
    )
    return agreed
