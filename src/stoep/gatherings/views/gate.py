"""How often one network may try a code. What was right takes no turn: a host types over fifty cards in a row."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from stoep.people import actions as people
from stoep.people.models import Person
from stoep.shared import visitor

TRIES = 30
LISTS = 12


def knock_to_answer(request: HttpRequest, *, at: datetime) -> None:
    """Refused("too-often") after thirty tries in ten minutes. It counts who asks, never which code."""
    people.knock(key=_answering(request), limit=TRIES, span=timedelta(minutes=10), at=at)


def knock_for_photos(request: HttpRequest, *, at: datetime) -> None:
    """The same for the code of a round of photos."""
    key = f"gatherings.photos:{visitor.address_of(request)}"
    people.knock(key=key, limit=TRIES, span=timedelta(minutes=10), at=at)


def knock_to_ring(person: Person, *, at: datetime) -> None:
    """Refused("too-often") after twelve lists of one host in a day: nobody tries out every number there is."""
    people.knock(key=f"gatherings.ring:{person.pk}", limit=LISTS, span=timedelta(days=1), at=at)


def forgive_answer(request: HttpRequest) -> None:
    """A code that was right takes no turn."""
    people.forgive(key=_answering(request))


def _answering(request: HttpRequest) -> str:
    return f"gatherings.answer:{visitor.address_of(request)}"
