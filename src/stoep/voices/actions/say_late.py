"""Say late: the day after a voice should have had its answer, its author hears that it is late."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from stoep.record import actions as record
from stoep.shared.actor import CLOCK
from stoep.shared.asked import ask
from stoep.shared.each import each
from stoep.voices.actions import texts
from stoep.voices.actions.follow import tell_followers
from stoep.voices.actions.lock import locked, subject
from stoep.voices.models import Voice


def say_late(*, today: date, at: datetime) -> int:
    """Tell the authors whose day has passed without an answer, once each, and seal it. Returns how many voices."""
    return each(ask(_late, None, today=today), lambda voice: _say_one(voice, today, at))


def _late(_shape: None, *, today: date) -> QuerySet[Voice]:
    rows = Voice.objects.filter(first_answered_on__isnull=True, late_told_on__isnull=True, erased_at__isnull=True)
    return rows.filter(due_on__lt=today).order_by("due_on", "id")


@transaction.atomic
def _say_one(voice: Voice, today: date, at: datetime) -> bool:
    held = locked(voice)
    if held.late_told_on or held.first_answered_on:
        return False
    held.late_told_on = today
    held.save(update_fields=["late_told_on"])
    tell_followers(
        voice=held, subject=partial(texts.news_subject, held), body=partial(texts.news_of_lateness, held), at=at
    )
    record.seal(
        neighbourhood=held.neighbourhood,
        act="voices.say_late",
        subject=subject(held),
        by=CLOCK,
        at=at,
        facts={
            "number": held.number,
            "told": f"Inbreng {held.spoken} heeft na {held.due_on:%d-%m-%Y} nog geen antwoord.",
        },
        rows=[held],
    )
    return True
