"""Settle: work out again on which day a voice first had an answer, after anything that bears on it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from stoep.voices import queries, tallies
from stoep.voices.models import Answer, Joining, Voice

_COUNTS = [Answer.Kind.TAKEN_UP, Answer.Kind.ANSWERED, Answer.Kind.PASSED_ON]


def settle(voice: Voice) -> None:
    """Set the day of the first answer of this voice and of all that were joined into it. News alone is no answer."""
    for each in [voice, *queries.joined_to(voice)]:
        fresh = Voice.objects.get(pk=each.pk)
        tallies.answered(fresh, _first_answered_on(fresh))


def _first_answered_on(voice: Voice) -> date | None:
    moments = list(_answers(voice).values_list("given_at", flat=True))
    lead = queries.lead_of(voice)
    if lead.pk != voice.pk:
        joining = Joining.objects.get(voice=voice, split_at__isnull=True)
        moments += [max(moment, joining.joined_at) for moment in _answers(lead).values_list("given_at", flat=True)]
    return _day(min(moments)) if moments else None


def _answers(voice: Voice) -> QuerySet[Answer]:
    return Answer.objects.filter(voice=voice, revoked_at__isnull=True, kind__in=_COUNTS)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
