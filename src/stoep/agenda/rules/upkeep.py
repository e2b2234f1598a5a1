"""Where the keeping up of what got better stands: known, time to look back, slipping, or taken up again (R24)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from stoep.agenda.rules.dates import add_months

MOST_YEARS = 20
UpkeepStanding = Literal["unknown", "kept", "look-back", "slipping", "again"]


def standing_of_upkeep(
    *, kind: str, kept_by: str, look_back_on: date | None, taken_up_again: bool, today: date
) -> UpkeepStanding:
    """What is asked of an item that was closed. `kind` is that of the last word ("" when nobody said anything).

    As long as nobody is named to keep it up, or no day to look back, it asks: there is no end to keeping it up.
    """
    if taken_up_again:
        return "again"
    if kind == "slipping":
        return "slipping"
    if look_back_on is not None and look_back_on <= today:
        return "look-back"
    if not kept_by or look_back_on is None:
        return "unknown"
    return "kept"


def may_look_back_on(day: date, today: date) -> bool:
    """Whether this is a day to look back on: after today, and within twenty years."""
    return today < day <= add_months(today, 12 * MOST_YEARS)
