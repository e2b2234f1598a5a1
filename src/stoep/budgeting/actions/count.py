"""Begin the count and run it to its end, telling how far it is. The words of the sheets are in memory only.

The count runs in the process that was handed the sheets: not in one beside it, since then the words would travel. When
that process is killed nothing is written, and the sheets are typed again. Of two that begin one is refused.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.actions import close, doors
from stoep.budgeting.actions.open_box import closed, open_box, three_fit
from stoep.budgeting.models import Box, Count, Round
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused

EVERY = 1.0  # seconds between two times that it is written how far the count is
_ACT = "budgeting.open_box"


def begin_count(*, round: Round, sheets: Sequence[str], by: Standing, at: datetime) -> Count:
    """The one who counts this round from now on. Refused: "counting" while another one does, and as by `open_box`."""
    with transaction.atomic():
        doors.theirs(round, by, act=_ACT)
    close.close_box(round=round, at=at)
    with transaction.atomic():
        round = doors.theirs(round, by, act=_ACT)
        three_fit(closed(round, at), sheets)
        if queries.is_counting(round, at):
            raise Refused("counting", _("Er wordt al geteld. Wacht op de uitslag."))
        said = {"begun_at": at, "begun_by": by.person, "beat_at": at, "percentage": 0, "trouble": ""}
        return Count.objects.update_or_create(round=round, defaults=said)[0]


def run_count(
    *,
    count: Count,
    sheets: Sequence[str],
    by: Standing,
    clock: Callable[[], datetime],
    chance: random.Random | None = None,
) -> Box:
    """Count to the end. What breaks off leaves no result, and says in its row why; then it can be begun anew."""
    try:
        beat = _Beat(count, clock)
        said: dict[str, Any] = {"round": count.round, "sheets": sheets, "by": by, "at": count.begun_at}
        box = open_box(**said, told=beat, clock=clock, chance=chance)
    except BaseException as error:
        trouble = error.code if isinstance(error, Refused) else "broke-off"
        Count.objects.filter(pk=count.pk, begun_at=count.begun_at).update(trouble=trouble[:20], beat_at=clock())
        raise
    Count.objects.filter(pk=count.pk).delete()
    return box


class _Beat:
    """Writes down how far the count is, once a second at most. That it cannot be written stops no count."""

    def __init__(self, count: Count, clock: Callable[[], datetime]) -> None:
        self._count, self._clock, self._last = count, clock, time.monotonic()

    def __call__(self, share: float) -> None:
        now = time.monotonic()
        if now - self._last < EVERY:
            return
        self._last = now
        mine = Count.objects.filter(pk=self._count.pk, begun_at=self._count.begun_at)
        try:
            mine.update(percentage=min(99, int(100 * share)), beat_at=self._clock())
        except DatabaseError:
            return
