"""Overrides for the general interest: every use is listed, with its ground, and with what the council says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from stoep.council import rules
from stoep.council.models import Appeal, Document, Override
from stoep.places.models import Neighbourhood
from stoep.shared import leaves
from stoep.shared.asked import ask
from stoep.shared.links import link_host


@dataclass(frozen=True)
class OverrideLine:
    """An override on one day: whether it holds, and the appeals against it."""

    override: Override
    today: date

    @cached_property
    def appeals(self) -> list[Appeal]:
        return list(self.override.appeals.all())

    @property
    def open_appeal(self) -> Appeal | None:
        return next((each for each in self.appeals if not each.outcome), None)

    @property
    def appeal_late_by(self) -> int:
        """How many days the council is late with its answer; 0 when it is not."""
        return rules.days_late(self.open_appeal.answer_due_on, None, self.today) if self.open_appeal else 0

    @property
    def was_ended(self) -> bool:
        """Whether the council undid it."""
        return any(each.outcome == Appeal.Outcome.ENDS for each in self.appeals)

    @property
    def holds(self) -> bool:
        return not self.was_ended and self.override.since_on <= self.today <= self.override.until_on

    @property
    def link_host(self) -> str:
        return link_host(self.override.link)


def _wide(rows: QuerySet[Override]) -> QuerySet[Override]:
    return rows.select_related("neighbourhood", "organisation", "item", "advice").prefetch_related(
        Prefetch("appeals", Appeal.objects.order_by("pk")),
        Prefetch("documents", Document.objects.select_related("organisation").order_by("pk")),
    )


def overrides(neighbourhood: Neighbourhood, today: date, number: int = 1) -> list[OverrideLine]:
    """A leaf of every override that was ever used here, and one more, the newest first; two questions."""
    return [OverrideLine(each, today) for each in ask(_overrides, number, here=neighbourhood.pk)]


def _overrides(number: int, *, here: int) -> QuerySet[Override]:
    rows = Override.objects.filter(neighbourhood=here).select_related("neighbourhood", "organisation")
    appeals = Prefetch("appeals", Appeal.objects.order_by("pk"))
    return rows.prefetch_related(appeals).order_by("-pk")[leaves.part(number)]


def override_here(neighbourhood: Neighbourhood, pk: int, today: date) -> OverrideLine:
    """The override of this neighbourhood. Raises Override.DoesNotExist."""
    return OverrideLine(_wide(Override.objects.filter(neighbourhood=neighbourhood)).get(pk=pk), today)
