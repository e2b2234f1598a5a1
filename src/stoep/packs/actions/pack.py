"""Print a pack, and begin a pile of what comes back of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries as agenda
from stoep.gatherings import actions as gatherings
from stoep.gatherings.models import Activity
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.packs import rules
from stoep.packs.actions import doors
from stoep.packs.models import Batch, Pack
from stoep.reach import queries as reach
from stoep.shared import receipts
from stoep.shared.refusal import Refused

_TRIES = 8


@dataclass(frozen=True, slots=True)
class Invitation:
    """Which invitation goes along, in which language and for which street ("" for none), on how many cards."""

    activity: Activity
    language: str
    street: str
    many: int


@transaction.atomic
def print_pack(
    *,
    by: Standing,
    at: datetime,
    size: str,
    voices: int,
    strengths: int,
    stickers: bool,
    selves: int = 0,
    invitation: Invitation | None = None,
    posted_key: str = "",
) -> Pack:
    """A pack with a number that stands on its cards, and with the agenda of now on its sticker sheet.

    `selves` are cards without a number, for the round of the wijk that runs now (reach).
    The same form sent twice is one pack. Refused: "size", "too-many", "no-round", "empty", and of an invitation what
    gatherings.hand_out says.
    """
    here = by.neighbourhood
    network.require(by, right="host", act="packs.print")
    if size not in Pack.Size.values:
        raise Refused("size", _("Kies A4 of A3."))
    answers = invitation.many if invitation else 0
    if not all(0 <= number <= rules.MOST_CARDS for number in (voices, strengths, selves, answers)):
        raise Refused("too-many", _("In een pakket passen hoogstens %(most)s kaarten."), most=rules.MOST_CARDS)
    items = [item.code for item in agenda.in_order(agenda.items(here))] if stickers else []
    round = reach.running(here) if selves else None
    if selves and round is None:
        raise Refused("no-round", _("Er loopt nu geen ronde van kaarten zonder nummer. Vul hier 0 in."))
    if not (voices or strengths or items or selves or answers):
        raise Refused("empty", _("Dit pakket is leeg. Kies hoeveel kaarten erin zitten."))
    key = doors.kept_key(posted_key)
    known = Pack.objects.filter(posted_key=key, neighbourhood=here).first() if key else None
    if known:
        return known
    made = _inserted(
        Pack(
            neighbourhood=here, size=size, voices=voices, strengths=strengths, items=items,
            selves=selves, round=round, made_by=by.person, made_at=at, posted_key=key,
            **_handed(invitation, by=by, at=at),
        )
    )  # fmt: skip
    doors.seal("packs.print", made, "Er is een pakket papier gemaakt.", by=by, at=at, rows=[made])
    return made


@transaction.atomic
def begin(*, pack: Pack, kind: str, keep_days: int, by: Standing, at: datetime, posted_key: str = "") -> Batch:
    """A pile of one kind out of this pack, to type back; its paper is kept so many days.

    The same form sent twice is one pile. Refused: "kind" (the pack has none of these), "keep-days".
    """
    network.require_here(by, pack.neighbourhood_id, right="host", act="packs.begin", subject=doors.subject(pack))
    has = {rules.VOICES: pack.voices, rules.STRENGTHS: pack.strengths, rules.STICKERS: len(pack.items)}
    has |= {rules.SELVES: pack.selves, rules.ANSWERS: pack.answers}
    if not has.get(kind):
        raise Refused("kind", _("Dit zit niet in dit pakket. Kies iets anders uit de lijst."))
    if keep_days not in rules.KEEP_DAYS:
        raise Refused("keep-days", _("Kies hoe lang het papier bewaard blijft."))
    key = doors.kept_key(posted_key)
    known = Batch.objects.filter(posted_key=key, pack=pack).first() if key else None
    if known:
        return known
    made = Batch.objects.create(
        pack=pack, kind=kind, keep_days=keep_days, begun_by=by.person, begun_at=at, posted_key=key
    )
    doors.seal("packs.begin", pack, "Iemand begint een stapel papier over te typen.", by=by, at=at, rows=[made])
    return made


def _handed(invitation: Invitation | None, *, by: Standing, at: datetime) -> dict[str, Any]:
    if invitation is None or not invitation.many:
        return {}
    given: dict[str, Any] = {
        "activity": invitation.activity,
        "language": invitation.language,
        "street": invitation.street,
    }
    handed = gatherings.hand_out(many=invitation.many, by=by, at=at, **given)
    return {"answers": invitation.many, "sending": handed.sending, "block": handed.block}


def _inserted(made: Pack) -> Pack:
    for _try in range(_TRIES):
        made.number = receipts.new_number()
        try:
            with transaction.atomic():
                made.save(force_insert=True)
            return made
        except IntegrityError:
            continue
    raise Refused("no-number", _("Het lukte niet een nummer te maken. Verstuur het nog eens."))
