"""Where a count runs: at once when it is short, else in a thread of this very process: the sheets travel nowhere.

A thread and no process beside this one: what three counters typed opens every ballot, and may lie in no file, no
argument and no environment. Whoever kills the process loses a minute of counting, and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Thread

from django.db import connections

from stoep.budgeting import actions
from stoep.budgeting.models import Box, Count, Round
from stoep.network.standing import Standing

AT_ONCE = 300  # envelopes that are counted while the page waits
log = logging.getLogger(__name__)


def count(*, round: Round, sheets: Sequence[str], by: Standing, clock: Callable[[], datetime]) -> bool:
    """Begin to count; whether it is done already. Refused as by `actions.begin_count` and `actions.open_box`."""
    begun = actions.begin_count(round=round, sheets=sheets, by=by, at=clock())
    if (Box.objects.get(round=round).closed_count or 0) <= AT_ONCE:
        actions.run_count(count=begun, sheets=sheets, by=by, clock=clock)
        return True
    Thread(target=_run, args=(begun, tuple(sheets), by, clock), name=f"count-{round.pk}", daemon=True).start()
    return False


def _run(begun: Count, sheets: Sequence[str], by: Standing, clock: Callable[[], datetime]) -> None:
    try:
        actions.run_count(count=begun, sheets=sheets, by=by, clock=clock)
    except Exception as error:
        # No traceback: a report of one could show what was typed.
        log.error("the count of round %s broke off: %s", begun.round_id, type(error).__name__)
    finally:
        connections.close_all()
