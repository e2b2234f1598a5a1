"""When an item asks whether it is still current, when a line is quiet, and how long the second key is waited for."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

CURRENT_MONTHS = 12  # R15: untouched for longer than this, an item asks "nog actueel?"
QUIET_MONTHS = 6  # R25: a long line without a stroke for this long says so in public
KEY_DAYS = 14


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def asks_whether_current(last_touched_on: date, today: date) -> bool:
    """Whether nobody touched the item for twelve months. On the very day it asks."""
    return today >= add_months(last_touched_on, CURRENT_MONTHS)


def quiet_since(started_on: date, stroke_days: Iterable[date], today: date) -> date | None:
    """Since when a long line has had no visible stroke, if that is six months or more ago; else None.

    `stroke_days`: the days on which its strokes started, were touched and were closed. A new line has six months too.
    """
    last = max([started_on, *stroke_days])
    return last if today >= add_months(last, QUIET_MONTHS) else None


def expires_on(today: date, days: int = KEY_DAYS) -> date:
    """The last day on which the second key can be turned."""
    return today + timedelta(days=days)


def standing_of_decision(
    *, seconded: bool, withdrawn: bool, expires_on: date, today: date
) -> Literal["done", "withdrawn", "lapsed", "waiting"]:
    """Where a decision stands. After its last day it has lapsed, and can be proposed anew."""
    if seconded:
        return "done"
    if withdrawn:
        return "withdrawn"
    return "lapsed" if today > expires_on else "waiting"
