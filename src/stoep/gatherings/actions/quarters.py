"""A quarter is over: what may be told of its small gatherings together is told, and their counts are gone."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import partial

from django.db import transaction

from stoep.gatherings.models import Activity, QuarterEdition, Small
from stoep.gatherings.rules import ledger, quarters
from stoep.gatherings.rules.ledger import Cell, Counted
from stoep.people import sealing
from stoep.record import actions as record
from stoep.shared.actor import CLOCK
from stoep.shared.each import each

_TOLD = "Een kwartaal is voorbij. Wat er van kleine bijeenkomsten samen verteld mag worden, staat erbij."
Lines = dict[str, list[tuple[str, str, str, int]]]


def put_together(activity: Activity, counted: Counted, *, today: date) -> None:
    """Keep the counts of a small gathering until its quarter is told; inside the close."""
    begins_on = quarters.begins(today)
    row, _made = Small.objects.get_or_create(
        neighbourhood=activity.neighbourhood, begins_on=begins_on, defaults={"kept": _closed([])}
    )
    steps = ledger.within(counted)
    row.kept = _closed([*_opened(row), {step: _lines(steps[step]) for step in quarters.POOLED}])
    row.save(update_fields=["kept"])


def tell_quarters(*, today: date, at: datetime) -> int:
    """Tell each quarter that is over; how many. Of fewer than three small gatherings nothing is told."""
    over = [row for row in Small.objects.select_related("neighbourhood") if quarters.ends(row.begins_on) <= today]
    return each(over, partial(_tell, today=today, at=at))


def _tell(row: Small, *, today: date, at: datetime) -> bool:
    found = Small.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        return False
    every = _opened(found)
    told = quarters.pooled([{step: _cells(one[step]) for step in quarters.POOLED} for one in every])
    made = [
        QuarterEdition.objects.create(
            neighbourhood=row.neighbourhood, begins_on=row.begins_on, step=step, gatherings=len(every),
            total=edition.total, marks=ledger.kept(edition), told_on=today,
        )
        for step, edition in told.items()
    ]  # fmt: skip
    found.delete()
    record.mark_erased()
    transaction.on_commit(partial(record.wipe, "default"))
    if made:
        record.seal(
            neighbourhood=row.neighbourhood, act="gatherings.tell_quarter",
            subject=f"neighbourhood:{row.neighbourhood.slug}", by=CLOCK, at=at,
            facts={"told": _TOLD, "quarter": row.begins_on.isoformat()}, rows=made,
        )  # fmt: skip
    return True


def _lines(cells: dict[Cell, int]) -> list[tuple[str, str, str, int]]:
    return [(*cell, many) for cell, many in sorted(cells.items()) if many]


def _cells(lines: list[tuple[str, str, str, int]]) -> dict[Cell, int]:
    return {(channel, language, street): many for channel, language, street, many in lines}


def _closed(every: list[Lines]) -> bytes:
    """In the order of what they hold, not in that of their closing; without a moment."""
    return sealing.seal_undated(json.dumps(sorted(every, key=json.dumps), ensure_ascii=False))


def _opened(row: Small) -> list[Lines]:
    return list(json.loads(sealing.unseal(row.kept)))
