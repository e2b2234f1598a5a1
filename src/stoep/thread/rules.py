"""When a line has ended: then nobody has to be told anything any more, and their address can go. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

# Long enough to come back on an answer; after that an address has no purpose any more (GDPR, article 5(1)(e)).
KEPT_AFTER_END = timedelta(days=60)


def has_ended(
    kind: str,
    answered_on: date | None,
    items_closed_on: Sequence[date | None],
    promises_judged: Sequence[bool],
    today: date,
) -> bool:
    """Whether nothing more is to come of a voice.

    `kind` is its fate. An answer with a reason ends it; what was taken up ends when every item is closed and every
    promise on it was judged; what was passed on, or is still open, has not ended. Always some time after.
    """
    if kind == "answered":
        last = answered_on
    elif kind == "taken-up" and items_closed_on and all(items_closed_on) and all(promises_judged):
        last = max(day for day in items_closed_on if day)
    else:
        return False
    return last is not None and last + KEPT_AFTER_END < today
