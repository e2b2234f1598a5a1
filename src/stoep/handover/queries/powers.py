"""The changes of power in a neighbourhood, each with how far the answers are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from stoep.handover import rules
from stoep.handover.models import Power, Reply
from stoep.places.models import Neighbourhood
from stoep.promises.models import Verdict
from stoep.shared.asked import ask

PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One change of power: how many lines it found, on how many nothing was said yet, and the last day to answer."""

    power: Power
    total: int
    unanswered: int
    last_on: date
    today: date

    @property
    def days_left(self) -> int:
        return rules.days_left(self.last_on, self.today)

    @property
    def is_late(self) -> bool:
        """Whether the hundred days are over while something is still unanswered."""
        return self.unanswered > 0 and self.days_left < 0


def powers(neighbourhood: Neighbourhood, today: date) -> list[Listed]:
    """The changes of power here, the newest first. One question, whatever the number of lines."""
    rows = ask(_powers, None, here=neighbourhood.pk)
    return [_listed(power, today) for power in rows]


def late_powers(neighbourhood: Neighbourhood, today: date) -> list[Listed]:
    """Those of which the hundred days are over, and something is still unanswered."""
    return [listed for listed in powers(neighbourhood, today) if listed.is_late]


def _listed(power: Power, today: date) -> Listed:
    total, open_lines = power.line_count, power.open_count  # type: ignore[attr-defined]  # annotated in _powers
    return Listed(power, total, open_lines, rules.answer_by(power.on, power.recorded_on), today)


def _powers(_shape: None, *, here: int) -> QuerySet[Power]:
    replied = Reply.objects.filter(line=OuterRef("lines"))
    judged = Verdict.objects.filter(promise=OuterRef("lines__promise"))
    still_open = ~Exists(replied) & ~Exists(judged) & Q(lines__isnull=False, lines__item__closed_at__isnull=True)
    still_open &= Q(lines__link__ended_at__isnull=True)
    found = Power.objects.filter(neighbourhood=here).select_related("organisation", "neighbourhood")
    counted = found.annotate(line_count=Count("lines"), open_count=Count("lines", filter=still_open))
    return counted.order_by("-on", "-pk")[:PAGE]
