"""Read words: a host has read what an author says of an item, so that everybody may read it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stoep.agenda.models import Origin
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record


@transaction.atomic
def read_words(*, origin: Origin, by: Standing, at: datetime) -> Origin:
    """The origin, its author's words shown from now on wherever the voice itself may be read."""
    origin = (
        Origin.objects.select_for_update(of=["self"]).select_related("voice", "item__neighbourhood").get(pk=origin.pk)
    )
    subject = f"voice:{origin.voice.number}"
    network.require_here(by, origin.item.neighbourhood_id, right="host", act="agenda.read_words", subject=subject)
    if origin.words_read_at is None and origin.author_words:
        origin.words_read_at = at
        origin.save(update_fields=["words_read_at"])
        record.seal(
            neighbourhood=origin.item.neighbourhood,
            act="agenda.read_words",
            subject=subject,
            by=by.actor(),
            at=at,
            facts={
                "told": "Een gastheer of gastvrouw las wat een schrijver van een punt vindt.",
                "item": origin.item.code,
            },
            rows=[origin],
        )
    return origin
