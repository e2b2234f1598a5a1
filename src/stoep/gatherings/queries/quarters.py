"""The ledger of a quarter: sums of what was told of its gatherings, and of the small ones together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncQuarter
from django.utils import timezone
from django.utils.translation import gettext as _

from stoep.core.margins.rounding import rounded
from stoep.gatherings.models import Activity, Edition, QuarterEdition
from stoep.gatherings.queries.after import STEPS, Line, Part, called
from stoep.gatherings.rules import ledger, quarters
from stoep.gatherings.rules.quarters import Key, Sum
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask

MOST = 40  # quarters in the list: ten years


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter: how many gatherings were closed in it, how many in all by step, and the parts."""

    begins_on: date
    gatherings: int
    totals: list[str]
    parts: list[Part]

    @property
    def year(self) -> int:
        """Its year."""
        return self.begins_on.year

    @property
    def number(self) -> int:
        """Which of the four quarters of its year it is."""
        return quarters.number(self.begins_on)


def told_quarters(here: Neighbourhood, today: date) -> dict[tuple[int, int], int]:
    """The quarters that are over in which a gathering was closed, as year and number, the newest first, and how many
    were. One question.
    """
    found = {}
    for moment, many in ask(_begun, None, here=here.pk):
        day = timezone.localdate(moment)
        if quarters.ends(day) <= today:
            found[day.year, quarters.number(day)] = many
    return found


def _begun(_shape: None, *, here: int) -> QuerySet[Activity, tuple[datetime, int]]:
    closed = Activity.objects.filter(neighbourhood=here, closed_at__isnull=False)
    begun = closed.annotate(begun=TruncQuarter("closed_at")).values("begun").annotate(many=Count("pk"))
    return begun.order_by("-begun").values_list("begun", "many")[: MOST + 1]


def quarter(here: Neighbourhood, begins_on: date, many: int) -> Quarter:
    """What may be told of it; `many` gatherings were closed in it (told_quarters). Two questions."""
    first, after = _midnight(begins_on), _midnight(quarters.ends(begins_on))
    own = ask(_own, None, here=here.pk, first=first, after=after)
    small = ask(_small, None, here=here.pk, begins_on=begins_on)
    totals, sums = [], {}
    for step in STEPS:
        single = [row for row in own if row.step == step]
        together = [row for row in small if row.step == step]
        pooled = together[0].gatherings if together else 0
        counted = [row for row in single if row.marks] + together
        totals.append(_said(_total(single, all_told=len(single) == many)))
        has_tables = sum(1 for row in single if row.marks) + pooled
        marks = [{(question, answer): mark for question, answer, mark in row.marks} for row in counted]
        sums[step] = quarters.summed(marks, all_told=has_tables == many)
    return Quarter(begins_on, many, totals, _parts(sums))


def _own(_shape: None, *, here: int, first: datetime, after: datetime) -> QuerySet[Edition]:
    closed = {"activity__closed_at__gte": first, "activity__closed_at__lt": after}
    return Edition.objects.filter(activity__neighbourhood=here, **closed).order_by("pk")


def _small(_shape: None, *, here: int, begins_on: date) -> QuerySet[QuarterEdition]:
    return QuarterEdition.objects.filter(neighbourhood=here, begins_on=begins_on).order_by("pk")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _total(rows: list[Edition], *, all_told: bool) -> Sum | None:
    return Sum(sum(row.total for row in rows), not all_told) if rows else None


def _said(found: Sum | None) -> str:
    if found is None:
        return str(_("niet te vertellen"))
    many = rounded(found.many)
    return str(_("minstens %(many)s") % {"many": many}) if found.is_least else str(many)


def _parts(sums: dict[Edition.Step, dict[Key, Sum]]) -> list[Part]:
    parts = []
    for question in ledger.ASKED:
        answers = sorted({key[1] for step in STEPS for key in sums[step] if key[0] == question})
        lines = [
            Line(called(question, each), [_said(sums[step].get((question, each))) for step in STEPS])
            for each in answers
        ]
        if lines:
            parts.append(Part(called(question), lines))
    return parts
