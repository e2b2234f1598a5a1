"""Let go: a voice turns out not to belong to an item. It keeps its history, and is open again for an answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stoep.agenda.actions import doors, doubts, take_up
from stoep.agenda.models import Origin
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.voices import actions as voices


@transaction.atomic
def let_go(*, origin: Origin, why: str, by: Standing, at: datetime) -> Origin:
    """The origin, released with its reason. In no other item: the answer "taken up" is revoked and the author hears."""
    origin = Origin.objects.select_related("voice", "item__neighbourhood", "answer").get(pk=origin.pk)
    item, subject = origin.item, f"item:{origin.item.code}"
    network.require_here(by, item.neighbourhood_id, right="lead", act="agenda.let_go", subject=subject)
    doors.lock(item.neighbourhood_id)
    origin.refresh_from_db(fields=["released_at", "author_agrees"])
    why = doors.asked(why)
    if origin.released_at is not None:
        return origin
    origin.released_at, origin.released_why = at, why
    origin.save(update_fields=["released_at", "released_why"])
    take_up.count(item, -1, at=at)
    doubts.count(item, -int(origin.author_agrees is False))
    elsewhere = Origin.objects.filter(voice=origin.voice, released_at__isnull=True).exists()
    if origin.answer and origin.answer.revoked_at is None and not elsewhere:
        voices.revoke(answer=origin.answer, why=why, by=by, at=at)
    record.seal(
        neighbourhood=item.neighbourhood,
        act="agenda.let_go",
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": f"Inbreng {receipts.spoken(origin.voice.number)} hoort niet meer bij een agendapunt.",
            "voice": origin.voice.number,
            "voices": item.origin_count,
        },
        personal={"why": why},
        rows=[origin, item],
    )
    return origin
