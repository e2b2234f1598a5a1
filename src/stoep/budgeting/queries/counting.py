"""After closing: paper that waits, the result of each part, marks, and objections."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from stoep.budgeting.models import Mark, Objection, Pile, Result, Round
from stoep.core.signs import tidy


def piles(round: Round) -> Sequence[Pile]:
    """The piles of paper, in the order of their numbers."""
    rows = Pile.objects.filter(round=round).select_related("first_by", "second_by", "round__neighbourhood")
    return list(rows.order_by("number"))


def results(round: Round) -> Sequence[Result]:
    """What came out, part by part; nothing before it is counted."""
    return list(Result.objects.filter(part__round=round).select_related("part__round").order_by("part__order"))


def marked(round: Round, typed: str) -> Mark | None:
    """The ballot with this mark; None when there is none."""
    return Mark.objects.filter(part__round=round, mark=tidy(typed)[:16]).select_related("part").first()


def objections(round: Round) -> QuerySet[Objection]:
    """What was said against the vote or the count, the newest first."""
    return Objection.objects.filter(round=round).order_by("-made_at", "-pk")
