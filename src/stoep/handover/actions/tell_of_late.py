"""A hundred days after a change of power: what was not answered is told to both sides, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from stoep.handover import queries, rules
from stoep.handover.actions import doors, telling
from stoep.handover.models import Line, Power
from stoep.record import actions as record
from stoep.shared.actor import CLOCK
from stoep.shared.asked import ask
from stoep.shared.each import each

ACT = "handover.late"


def tell_of_late(*, today: date, at: datetime) -> int:
    """Tell of every change of power with lines unanswered after a hundred days, exactly once; gives of how many.

    May run as often as one likes, and twice at the same time: whoever writes `told_late_at` first tells.
    """
    before = today - timedelta(days=rules.DAYS_TO_ANSWER)
    return each([key for (key,) in ask(_passed, None, before=before)], lambda key: _tell_once(key, today, at))


def _passed(_shape: None, *, before: date) -> QuerySet[Power, tuple[int]]:
    """One question for all: most changes were answered years ago, and this is looked at every night."""
    late = Exists(Line.objects.filter(queries.unanswered(), power=OuterRef("pk")))
    rows = Power.objects.filter(late, told_late_at__isnull=True, on__lt=before, recorded_on__lt=before)
    return rows.order_by("pk").values_list("pk")


@transaction.atomic
def _tell_once(key: int, today: date, at: datetime) -> bool:
    power = Power.objects.select_related("neighbourhood", "organisation").get(pk=key)
    late = queries.dossier(power, today).late
    if not late or not Power.objects.filter(pk=key, told_late_at__isnull=True).update(told_late_at=at):
        return False
    last_on = rules.answer_by(power.on, power.recorded_on)
    record.seal(
        neighbourhood=power.neighbourhood,
        act=ACT,
        subject=doors.subject_of(power),
        by=CLOCK,
        at=at,
        facts={
            "told": f"Na 100 dagen gaf {power.organisation.name} op {len(late)} regels geen antwoord.",
            "organisation": power.organisation.name,
            "unanswered": len(late),
            "lines": [telling.name_of(shown.line) for shown in late],
            "answer_by": last_on.isoformat(),
        },
        rows=[power],
    )
    telling.tell_of_late(power, len(late), today=today, at=at)
    return True
