"""What a whole neighbourhood can see of itself: what goes well, what was taken up, what is late, who heard in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item
from stoep.budgeting import queries as budgeting
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.promises import queries as promises
from stoep.shared.asked import ask
from stoep.strengths import queries as strengths
from stoep.voices import queries as voices
from stoep.voices.models import Answer, Voice

FEW = 6
SOME = 20


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page of a neighbourhood, in the order in which it is shown: strengths first."""

    strengths: Sequence[Voice]
    items: Sequence[Item]
    promises: Sequence[promises.Line]
    counts: voices.Counts
    since_on: date


def of_neighbourhood(neighbourhood: Neighbourhood, *, standing: Standing, today: date) -> Overview:
    """What the page of a neighbourhood shows; five queries, whatever the number of voices."""
    since_on = today.replace(day=1)
    return Overview(
        strengths=list(voices.strengths(neighbourhood, standing, limit=FEW)),
        items=agenda.first_items(neighbourhood, FEW),
        promises=promises.soonest(neighbourhood, today=today, limit=FEW),
        counts=voices.counts(neighbourhood, since_on=since_on, until_on=today),
        since_on=since_on,
    )


@dataclass(frozen=True, slots=True)
class Period:
    """What came of it in a month or a year: counts, and the newest of each kind.

    `items` are (item, whether it was closed in these days).
    """

    since_on: date
    until_on: date
    counts: voices.Counts
    answers: Sequence[Answer]
    items: Sequence[tuple[Item, bool]]
    judged: Sequence[promises.Line]
    late: Sequence[promises.Line]


def where_something_is(slug: str, today: date) -> tuple[Neighbourhood, list[str]]:
    """The neighbourhood at this address, and which of the six kinds of strength stand in its list; one question.

    The neighbourhood carries `round_number` and `round_title` when residents divide money now (else None).
    Raises Neighbourhood.DoesNotExist.
    """
    found = ask(_with_strengths, None, slug=slug, today=today)
    if not found:
        raise Neighbourhood.DoesNotExist(slug)
    return found[0], [str(kind.label) for kind in strengths.KINDS if vars(found[0])[f"has_{kind.value}"]]


def _with_strengths(_shape: None, *, slug: str, today: date) -> QuerySet[Neighbourhood]:
    asked = strengths.which_are_here(OuterRef("pk")) | budgeting.front(OuterRef("pk"), today)
    return Neighbourhood.objects.filter(slug=slug).annotate(**asked)


def where_somebody_waits(slug: str, *, today: date) -> tuple[Neighbourhood, bool]:
    """The neighbourhood at this address, and whether somebody there waits too long for an answer; one question.

    Raises Neighbourhood.DoesNotExist.
    """
    found = ask(_place, None, slug=slug, today=today)
    if not found:
        raise Neighbourhood.DoesNotExist(slug)
    return found[0], bool(vars(found[0])["has_unanswered"])


def _place(_shape: None, *, slug: str, today: date) -> QuerySet[Neighbourhood]:
    waits = Exists(voices.unanswered(OuterRef("pk"), today))
    return Neighbourhood.objects.filter(slug=slug).annotate(has_unanswered=waits)


def of_period(
    neighbourhood: Neighbourhood, *, since_on: date, until_on: date, standing: Standing, today: date
) -> Period:
    """What was said, answered, taken up, promised and kept between two days (both included); six questions."""
    days = span(since_on, until_on)
    moved = ask(_moved, None, here=neighbourhood.pk, since_at=days[0], until_at=days[1])
    judged, late = promises.judged_and_late(neighbourhood, *days, today=today, limit=SOME)
    return Period(
        since_on=since_on,
        until_on=until_on,
        counts=voices.counts(neighbourhood, since_on=since_on, until_on=until_on),
        answers=voices.answered(neighbourhood, standing, *days, limit=SOME),
        items=[(item, bool(item.closed_at and days[0] <= item.closed_at <= days[1])) for item in moved],
        judged=judged,
        late=late,
    )


def _moved(_shape: None, *, here: int, since_at: datetime, until_at: datetime) -> QuerySet[Item]:
    begun_or_closed = Q(started_at__range=(since_at, until_at)) | Q(closed_at__range=(since_at, until_at))
    moved = Item.objects.filter(begun_or_closed, neighbourhood=here, is_draft=False)
    return moved.order_by("-last_touched_on", "-id").only("code", "title", "closed_at")[:SOME]


def span(since_on: date, until_on: date) -> tuple[datetime, datetime]:
    """From the first moment of a day up to the last moment of another, on the clock of the neighbourhood."""
    zone = timezone.get_current_timezone()
    return (
        datetime.combine(since_on, time.min, tzinfo=zone),
        datetime.combine(until_on + timedelta(days=1), time.min, tzinfo=zone) - timedelta(microseconds=1),
    )


def month(today: date) -> tuple[date, date]:
    """From the first of this month to today."""
    return today.replace(day=1), today


def year(today: date) -> tuple[date, date]:
    """From the first of January to today."""
    return today.replace(month=1, day=1), today
