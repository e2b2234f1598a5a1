"""The receiver says no to what a newcomer proposed: the promise stays as it is, and the newcomer hears it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.handover.actions import doors, telling
from stoep.handover.models import Agreement, Decline, Reply
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.promises.models import Promise
from stoep.record import actions as record
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import Refused
from stoep.voices.models import Voice
from stoep.voices.rules import Proof

ACT = "handover.decline"
WORDS = "decline_words"
_ASKED_BY_AUTHOR = "gevraagd door de maker"


@transaction.atomic
def decline(
    *,
    reply: Reply,
    words: str,
    by: Standing,
    at: datetime,
    today: date,
    voice: Voice | None = None,
    secret: str | Proof = "",
) -> Decline:
    """A no to what was proposed, by whoever the promise was made to. They owe nobody a reason: `words` may be empty.

    Somebody without an account shows that they wrote `voice`, as for promises.judge. A second time gives the first no.
    Raises NotAllowed, Refused("not-open" | "agreed" | "too-long" | "wrong-secret").
    """
    line = doors.locked_line(reply.line)
    network.stand_here(by, line.power.neighbourhood_id, act=ACT, subject=doors.subject_of(line.power))
    if line.promise is not None:
        doors.receive(by, line.promise, voice, secret, act=ACT)
    if earlier := Decline.objects.filter(reply=reply).first():
        return earlier
    if Agreement.objects.filter(reply=reply).exists():
        raise Refused("agreed", _("U was het hier al mee eens. De belofte heeft die woorden nu."))
    if line.promise is None or line.replies.last() != reply or reply.kind != Reply.Kind.RENEGOTIATE:
        raise Refused("not-open", _("Dit voorstel geldt niet meer. Lees wat er nu staat."))
    said = Decline.objects.create(
        reply=reply,
        words=doors.clean(words),
        said_by=by.person,
        said_voice=voice if by.person is None else None,
        said_side="resident" if by.person is None else by.side,
        said_on=today,
        said_at=at,
    )
    _seal(line.promise, said, by, at)
    telling.tell_of_no(reply, line.promise, today=today, at=at, except_for=by.person)
    return said


@transaction.atomic
def forget_words(*, voice: Voice, at: datetime) -> int:
    """Wipe what the author of an erased voice wrote with a no; gives how many. That they said no, and when, stays."""
    found = list(Decline.objects.filter(said_voice=voice).exclude(words="").select_related(*_TO_PROMISE).order_by("pk"))
    for said in found:
        promise = said.reply.line.promise
        assert promise is not None
        words, said.words = said.words, ""
        said.save(update_fields=["words"])
        record.erase(
            neighbourhood=promise.neighbourhood,
            subject=f"promise:{promise.code}",
            fields=[WORDS],
            value=words,
            ground=_ASKED_BY_AUTHOR,
            by=VISITOR,
            at=at,
            rows=[said],
        )
    return len(found)


_TO_PROMISE = ("reply__line__promise__neighbourhood",)


def _seal(promise: Promise, said: Decline, by: Standing, at: datetime) -> None:
    facts: dict[str, Any] = {
        "told": "Wie de belofte kreeg, zegt nee tegen een nieuw voorstel. De belofte blijft staan.",
        "code": promise.code,
        "reply": said.reply_id,
        "on": said.said_on.isoformat(),
    }
    receiver, personal = promise.receiver_organisation, dict[str, str]()
    if said.words:
        # What an institution says is public; a resident's words are theirs, and can be wiped.
        public = receiver is not None and receiver.kind != Organisation.Kind.RESIDENTS
        (facts if public else personal)[WORDS] = said.words
    record.seal(
        neighbourhood=promise.neighbourhood,
        act=ACT,
        subject=f"promise:{promise.code}",
        by=by.actor(),
        at=at,
        facts=facts,
        personal=personal,
        rows=[said],
    )
