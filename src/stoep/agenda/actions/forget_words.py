"""Forget words: when a voice is erased, what its author said about items goes too."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stoep.agenda.models import Origin
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import CLOCK
from stoep.voices.models import Voice


@transaction.atomic
def forget_words(*, voice: Voice) -> int:
    """Empty the author's words in every origin of this voice; their yes or no stays. Gives how many were emptied.

    Call it beside voices.actions.erase_words; the clock does it too (`sweep_words`). The commitments of these words
    stand in the log under the same subject as the voice: record.erase takes them along.
    """
    return Origin.objects.filter(voice=voice).exclude(author_words="").update(author_words="", words_read_at=None)


@transaction.atomic
def sweep_words(*, neighbourhood: Neighbourhood, at: datetime) -> int:
    """Forget the words about every voice that was erased; what the nightly clock calls."""
    left = Origin.objects.filter(item__neighbourhood=neighbourhood, voice__erased_at__isnull=False)
    numbers = set(left.exclude(author_words="").values_list("voice__number", flat=True))
    for number in sorted(numbers):
        record.erase(neighbourhood=neighbourhood, subject=f"voice:{number}", ground="voice erased", by=CLOCK, at=at)
    return Origin.objects.filter(voice__number__in=numbers).update(author_words="", words_read_at=None)
