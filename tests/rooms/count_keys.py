"""A count key of which a sheet was shown, and a new one by two keys."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from stoep.budgeting import actions as budgeting
from stoep.budgeting.models import Counter
from tests.builders import NOW

if TYPE_CHECKING:
    from stoep.budgeting.models import Round
    from stoep.network.standing import Standing


def shown(round: Round, sheets: tuple[str, ...], by: Standing, at: datetime) -> None:
    """The first counter showed to hold the sheet, so a new key asks two."""
    counter = Counter.objects.get(round=round, order=1)
    budgeting.confirm_sheet(counter=counter, words=sheets[0], by=by, at=at)


def anew(round: Round, one: Standing, other: Standing, *, at: datetime = NOW, **more: Any) -> tuple[str, ...]:
    """Two keys for a new count key, and the five sheets of it."""
    today = at.date()
    decision = budgeting.propose_count_key(round=round, why="Er is een blad weg.", by=one, at=at, today=today, **more)
    budgeting.second(decision=decision, by=other, at=at, today=today)
    return budgeting.make_count_key(round=round, by=one, at=at)
