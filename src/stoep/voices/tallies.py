"""The counts of a day, kept up in the act itself. Only acts call this, inside their own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import F

from stoep.places.models import Neighbourhood
from stoep.voices.models import Tally, Voice


def received(voice: Voice, on: date) -> None:
    """Count a voice that came in on this day, and the day by which it wants an answer."""
    spoken_or_paper = int(voice.channel != Voice.Channel.SCREEN)
    _add(voice, on, received=1, on_paper_or_spoken=spoken_or_paper)
    _add(voice, voice.due_on, due=1)


def answered(voice: Voice, on: date | None) -> None:
    """Set the day on which this voice first had an answer (None: it has none), and move the counts along."""
    before = voice.first_answered_on
    if before == on:
        return
    if before is not None:
        _count_answer(voice, before, -1)
    if on is not None:
        _count_answer(voice, on, 1)
    voice.first_answered_on = on
    voice.save(update_fields=["first_answered_on"])


def contradicted(voice: Voice, *, before: date | None, on: date | None) -> None:
    """Move along the day on which its author last said no to what became of it (None: they did not)."""
    if before == on:
        return
    for day, step in ((before, -1), (on, 1)):
        if day is not None:
            _add(voice, day, contradicted=step)


def recounted(neighbourhood: Neighbourhood, days: Mapping[date, int]) -> None:
    """Write down how often an author said no on each of these days, and on no other."""
    rows = {row.day: row for row in Tally.objects.filter(neighbourhood=neighbourhood)}
    fresh = [Tally(neighbourhood=neighbourhood, day=day) for day in days if day not in rows]
    rows |= {row.day: row for row in Tally.objects.bulk_create(fresh)}
    otherwise = [row for day, row in rows.items() if row.contradicted != days.get(day, 0)]
    for row in otherwise:
        row.contradicted = days.get(row.day, 0)
    Tally.objects.bulk_update(otherwise, ["contradicted"], batch_size=500)


def _count_answer(voice: Voice, on: date, step: int) -> None:
    _add(voice, on, answered=step, answered_in_time=step if on <= voice.due_on else 0)
    _add(voice, voice.due_on, due_answered=step)


def _add(voice: Voice, day: date, **steps: int) -> None:
    row, _made = Tally.objects.get_or_create(neighbourhood_id=voice.neighbourhood_id, day=day)
    Tally.objects.filter(pk=row.pk).update(**{field: F(field) + step for field, step in steps.items() if step})
