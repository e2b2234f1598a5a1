"""What came of a card: visits, reports and what was taken over, read from both sides; questions with their clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from stoep.exchange import rules
from stoep.exchange.models import Card, Followed, Question, Reply, Takeover, Visit
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask

A_PAGE, A_FEW = 20, 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers, and whether it is late today."""

    question: Question
    replies: list[Reply]
    is_late: bool


def visits_of(card: Card) -> list[Visit]:
    """Who came, or asked to come, to see this; the newest first."""
    return ask(_visits_of, None, key=card.pk)


def _visits_of(_shape: None, *, key: int) -> QuerySet[Visit]:
    rows = Visit.objects.filter(card=key).select_related("neighbourhood", "answer", "report")
    return rows.order_by("-pk")[:A_FEW]


def visits_by(here: Neighbourhood) -> list[Visit]:
    """Where this neighbourhood went, or asked to go; the newest first."""
    return ask(_visits_by, None, key=here.pk)


def _visits_by(_shape: None, *, key: int) -> QuerySet[Visit]:
    rows = Visit.objects.filter(neighbourhood=key).select_related("neighbourhood", "card", "answer", "report")
    return rows.order_by("-pk")[:A_FEW]


def visit(slug: str, pk: int) -> Visit:
    """The visit with this number of this very neighbourhood; Visit.DoesNotExist when there is none."""
    rows = Visit.objects.select_related("neighbourhood", "card__neighbourhood", "answer", "report")
    return rows.get(neighbourhood__slug=slug, pk=pk)


def takeovers_of(card: Card) -> list[Takeover]:
    """Who took something over from this, here and elsewhere; the newest first."""
    return ask(_takeovers_of, None, key=card.pk)


def _takeovers_of(_shape: None, *, key: int) -> QuerySet[Takeover]:
    rows = Takeover.objects.filter(card=key).select_related("neighbourhood", "item", "followed")
    return rows.order_by("-pk")[:A_FEW]


def takeovers_by(here: Neighbourhood) -> list[Takeover]:
    """What this neighbourhood took over from others; the newest first."""
    return ask(_takeovers_by, None, key=here.pk)


def _takeovers_by(_shape: None, *, key: int) -> QuerySet[Takeover]:
    rows = Takeover.objects.filter(neighbourhood=key, followed__isnull=True).select_related(
        "card__neighbourhood", "item"
    )
    return rows.order_by("-pk")[:A_FEW]


def questions(here: Neighbourhood, today: date, *, before: int | None = None) -> list[Asked]:
    """What this neighbourhood asked knowledge institutes, the newest first: twenty and one more."""
    rows = Question.objects.filter(neighbourhood=here).select_related("neighbourhood")
    rows = rows.filter(pk__lt=before) if before else rows
    rows = rows.prefetch_related(Prefetch("replies", Reply.objects.order_by("pk")))
    return [_asked(question, today) for question in rows.order_by("-pk")[: A_PAGE + 1]]


def replies(question: Question, today: date) -> Asked:
    """One question with its answers."""
    return _asked(question, today)


def _asked(question: Question, today: date) -> Asked:
    given = sorted(question.replies.all(), key=lambda reply: reply.pk)
    return Asked(question, given, rules.is_late(question.due_on, bool(given), today))


def follows(here: Neighbourhood) -> list[Followed]:
    """The neighbourhoods on other servers that are followed, by name."""
    rows = Followed.objects.filter(neighbourhood=here, ended_at__isnull=True)
    return list(rows.order_by("place", "pk")[:50])
