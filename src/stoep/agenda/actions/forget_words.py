"""Forget words: when a voice is erased, what its author said about items goes too."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stoep.agenda.models import Origin
from stoep.record import actions as record
from stoep.shared.actor import CLOCK, VISITOR, Actor
from stoep.shared.each import each
from stoep.voices.models import Voice

# The author's words about an item, as the log commits to them under the voice's own subject.
FIELDS = ("author_words",)


@transaction.atomic
def forget_words(*, voice: Voice, by: Actor = VISITOR, at: datetime) -> int:
    """Empty the author's words in every origin of this voice; their yes or no stays. Gives how many were emptied.

    web.actions.wipe_voice calls it beside voices.actions.erase_words, which takes the openings in the log along; the
    clock does it too (`sweep_words`).
    """
    emptied = list(Origin.objects.filter(voice=voice).exclude(author_words=""))
    Origin.objects.filter(pk__in=[origin.pk for origin in emptied]).update(author_words="", words_read_at=None)
    if emptied:
        record.erase(
            neighbourhood=voice.neighbourhood,
            subject=f"voice:{voice.number}",
            fields=FIELDS,
            ground="gevraagd door de maker",
            by=by,
            at=at,
            rows=emptied,
        )
    return len(emptied)


def sweep_words(*, today: date, at: datetime) -> int:
    """Forget the words about every voice that was erased; the clock does this daily. Gives how many were emptied."""
    erased = Voice.objects.filter(erased_at__isnull=False, origins__in=Origin.objects.exclude(author_words=""))
    found = erased.select_related("neighbourhood").distinct().order_by("pk")
    return each(list(found), lambda voice: forget_words(voice=voice, by=CLOCK, at=at))
