"""The sheets of the count key as paper: made in one answer, and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from stoep.budgeting.models import Round
from stoep.shared import printing


def pdf(round: Round, words: Sequence[str]) -> bytes:
    """A page for each counter with the words of that sheet."""
    own = reverse("budgeting:sheet", args=[round.neighbourhood.slug, round.number])
    moment = timezone.localtime(round.count_at)
    counters = round.counters.order_by("order")
    data = {
        "title": round.title,
        "place": round.neighbourhood.name,
        "page": f"{settings.STOEP_URL}{own}".split("://", 1)[-1],
        "counting": f"{moment:%d-%m-%Y %H:%M}, {round.count_where}",
        "sheets": [
            {"order": counter.order, "called": counter.called, "words": sheet.split()}
            for counter, sheet in zip(counters, words, strict=True)
        ],
    }
    return printing.pdf("budgeting/templates/budgeting/sheets.typ", data)
