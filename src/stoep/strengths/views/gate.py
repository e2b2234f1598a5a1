"""How often one network may write something down, or try a secret code. Hosts pass freely."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from stoep.people import actions as people
from stoep.shared import visitor

PER_DAY = 60  # a flat, a school or a library stands behind one address
TRIES = 30


def knock_to_note(request: HttpRequest, *, at: datetime) -> None:
    """Refused("too-often") after sixty a day from one network."""
    people.knock(key=_noting(request), limit=PER_DAY, span=timedelta(days=1), at=at)


def forgive_note(request: HttpRequest) -> None:
    """What was refused says nothing, and takes no turn of the day."""
    people.forgive(key=_noting(request))


def knock_to_own(request: HttpRequest, *, at: datetime) -> None:
    """Refused("too-often") after thirty tries in ten minutes. It counts who asks, never the number asked for."""
    key = f"strengths.own:{visitor.address_of(request)}"
    people.knock(key=key, limit=TRIES, span=timedelta(minutes=10), at=at)


def _noting(request: HttpRequest) -> str:
    return f"strengths.note:{visitor.address_of(request)}"
