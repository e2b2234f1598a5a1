"""Hide: take words out of the open for good reason, or show them again. Two keys stand before it (room conflicts)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.voices import queries, search
from stoep.voices.actions.lock import locked, subject
from stoep.voices.models import Hidden, Voice


@transaction.atomic
def hide(*, voice: Voice, kind: str, why: str, by: Actor, at: datetime) -> Voice:
    """The voice, its words, name and picture read by nobody but the holders of the two keys; `why` stands instead.

    It asks for no right itself: conflicts.actions.second_hiding calls it once both keys are turned. It still counts,
    and is still owed an answer. Twice is once.
    """
    held = locked(voice)
    if held.hidden_at:
        return held
    search.take_out(held)
    held.hidden_at, held.hidden_kind, held.hidden_why = at, Hidden(kind).value, why
    return _kept(held, "voices.hide", f"De woorden van inbreng {held.spoken} zijn verborgen.", by, at)


@transaction.atomic
def unhide(*, voice: Voice, by: Actor, at: datetime) -> Voice:
    """The voice as it stood before it was hidden; called once both keys are turned. Twice is once."""
    held = locked(voice)
    if not held.hidden_at:
        return held
    held.hidden_at, held.hidden_kind, held.hidden_why = None, "", ""
    search.put(held)
    return _kept(held, "voices.unhide", f"De woorden van inbreng {held.spoken} staan er weer.", by, at)


def _kept(held: Voice, act: str, told: str, by: Actor, at: datetime) -> Voice:
    held.save(update_fields=["hidden_at", "hidden_kind", "hidden_why"])
    record.seal(
        neighbourhood=held.neighbourhood,
        act=act,
        subject=subject(held),
        by=by,
        at=at,
        facts={
            "number": held.number,
            "open": held.is_shown,
            "answers": queries.standing_answers(held),
            "ground": held.hidden_kind,
            "told": told,
        },
        personal={"why": held.hidden_why},
        rows=[held],
    )
    return held
