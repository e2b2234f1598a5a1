"""How often one network may give an idea or an argument. What was refused takes no turn; hosts pass freely."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from stoep.people import actions as people
from stoep.shared import visitor

PER_DAY = 60  # a flat, a school or a library stands behind one address
TRIES = 60  # refused ones too, in ten minutes: looking at photos costs work


def knock(request: HttpRequest, *, at: datetime) -> None:
    """Refused("too-often") after sixty a day from one network, or sixty tries in ten minutes."""
    people.knock(key=f"{_key(request)}:tries", limit=TRIES, span=timedelta(minutes=10), at=at)
    people.knock(key=_key(request), limit=PER_DAY, span=timedelta(days=1), at=at)


def forgive(request: HttpRequest) -> None:
    """What was refused says nothing, and takes no turn of the day."""
    people.forgive(key=_key(request))


def _key(request: HttpRequest) -> str:
    return f"budgeting.give:{visitor.address_of(request)}"
