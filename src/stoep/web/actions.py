"""Acts that no single room can do alone: the rooms that hold a part of it, called in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stoep.agenda import actions as agenda
from stoep.budgeting import actions as budgeting
from stoep.handover import actions as handover
from stoep.promises import actions as promises
from stoep.voices import actions as voices
from stoep.voices.models import Voice
from stoep.voices.rules import Proof


@transaction.atomic
def wipe_voice(*, voice: Voice, secret: str | Proof, at: datetime) -> None:
    """Everything that the author of a voice wrote is wiped, in every room; raises NotAllowed for anybody else.

    Number, dates, answers, their yes or no, and kept or broken stay: the line can still be followed.
    """
    voices.erase_words(voice=voice, secret=secret, at=at)
    agenda.forget_words(voice=voice, at=at)
    promises.forget_words(voice=voice, at=at)
    budgeting.forget_words(voice=voice, at=at)
    handover.forget_words(voice=voice, at=at)
