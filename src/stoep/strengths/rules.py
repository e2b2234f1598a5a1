"""What may be written of a strength, and who sees it. Plain values in, plain answer out."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

MOST_WORDS = 600  # characters: a card at the table holds no more
MOST_WHY = 400
MOST_WHERE = 160
MOST_REACH = 120
MOST_NAME = 80
# Every use that is shown to everybody: as long as one of them is agreed to, the words stand in the open.
OPEN_USES = frozenset({"list", "item"})
# What stands for a person: it is never put on a point of the map.
OF_PEOPLE = frozenset({"gift", "wish"})
DAYS_TO_ANSWER = 28  # two people whom a connector wants to introduce have four weeks
DAYS_TO_MEET = 90  # how long they see how to reach each other
DAYS_NOT_AGAIN = 365  # and so long the same two are not laid side by side again

Answer = Literal["", "yes", "no"]

# What turns the direction of a text around, and control characters without newline and tab.
_DROPPED = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text as it is kept: one kind of line end, no control characters, no marks that turn the reading around."""
    plain = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", plain).strip()


def is_open(uses: Iterable[str]) -> bool:
    """Whether the words leave the lock: somebody agreed to at least one use that others see."""
    return not OPEN_USES.isdisjoint(uses)


def point(spot: str) -> tuple[float, float] | None:
    """The point (longitude, latitude in degrees) that this spot of the map names; None when it names none."""
    parts = spot.split(",")
    if len(parts) != 2:
        return None
    try:
        lon, lat = (float(part) for part in parts)
    except ValueError:
        return None
    return (lon, lat) if math.isfinite(lon) and math.isfinite(lat) else None


def spot_of(lon: float, lat: float) -> str:
    """A point as it is kept: degrees with five decimals, about a metre."""
    return f"{lon:.5f},{lat:.5f}"


def seen_by_side(mine: Answer, other: Answer, *, today: date, until_on: date) -> str:
    """What one of two people sees of an introduction: "asked", "waiting", "both", "over", or "" for nothing.

    A no of the other looks like no answer, until the last day: nobody learns who said no.
    """
    if mine == "no":
        return ""
    if today > until_on:
        return "over" if mine == "yes" else ""
    if mine == "yes":
        return "both" if other == "yes" else "waiting"
    return "asked"


def seen_by_connector(first: Answer, second: Answer, *, today: date, until_on: date) -> str:
    """What a connector sees: "both" said yes, it is still "waiting", or it is "over". Never who said what."""
    if today > until_on:
        return "over"
    return "both" if (first, second) == ("yes", "yes") else "waiting"


def until(laid_on: date) -> date:
    """The last day on which two people can say yes to meeting each other."""
    return laid_on + timedelta(days=DAYS_TO_ANSWER)
