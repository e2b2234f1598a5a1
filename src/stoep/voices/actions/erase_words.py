"""Erase: an author wipes their words for good, from every place where they stand."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from stoep.record import actions as record
from stoep.shared.actor import VISITOR
from stoep.voices import pictures, search
from stoep.voices.actions.lock import locked, of_author, subject
from stoep.voices.models import Photo, Voice
from stoep.voices.rules import Proof

# The last one is what the author said of an item: agenda seals it under the same subject.
PERSONAL = ("words", "called", "already", "author_words")


@transaction.atomic
def erase_words(*, voice: Voice, secret: str | Proof, at: datetime) -> None:
    """Wipe words, name, buurt, band of years and picture, from the row, the index and the log's openings.

    The number, the day and the answers stay, so that the line can be followed; proofs of the log keep holding.
    Twice is once.
    """
    held = locked(voice)
    of_author(held, secret, "voices.erase_words")
    if held.erased_at:
        return
    search.take_out(held)
    photos = list(Photo.objects.filter(voice=held))
    gone = [Photo(pk=photo.pk) for photo in photos]
    for photo in photos:
        transaction.on_commit(partial(pictures.remove, str(photo.image.name)))
        photo.delete()
    held.words = held.already = held.called = held.buurt_code = held.year_band = held.held_back_why = ""
    held.erased_at = at
    held.save()
    record.erase(
        neighbourhood=held.neighbourhood,
        subject=subject(held),
        fields=PERSONAL,
        ground="gevraagd door de maker",
        by=VISITOR,
        at=at,
    )
    record.seal(
        neighbourhood=held.neighbourhood,
        act="voices.erase_words",
        subject=subject(held),
        by=VISITOR,
        at=at,
        facts={
            "number": held.number,
            "open": False,
            "named": False,
            "added": False,
            "told": f"De maker wiste de woorden van inbreng {held.spoken}.",
        },
        rows=[held, *gone],
    )
