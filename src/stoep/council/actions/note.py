"""Note: what residents say beside an advice or its answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council.actions import doors
from stoep.council.actions.reply import locked, subject_of
from stoep.council.models import Advice, Note
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record

ACT = "council.note"


@transaction.atomic
def note(*, advice: Advice, words: str, by: Standing, at: datetime) -> Note:
    """Residents' words beside it; the same words twice give the same note. Only with the residents' key."""
    network.require_here(by, advice.neighbourhood_id, right="residents-key", act=ACT, subject=subject_of(advice))
    advice = locked(advice)
    words = doors.needed(words, _("Schrijf wat bewoners hierbij willen zeggen."))
    if known := Note.objects.filter(advice=advice, words=words).first():
        return known
    made = Note.objects.create(advice=advice, words=words, written_by=by.person, written_at=at)
    record.seal(
        neighbourhood=advice.neighbourhood,
        act=ACT,
        subject=subject_of(advice),
        by=by.actor(),
        at=at,
        facts={"told": "Bewoners schreven een kanttekening."},
        personal={"words": words},
        rows=[made],
    )
    return made
