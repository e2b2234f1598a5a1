"""How often one network may give an idea or an argument, or try the secret code of a slip; hosts pass freely."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from stoep.budgeting.models import Idea
from stoep.network import access
from stoep.people import actions as people
from stoep.shared import visitor
from stoep.voices import access as authors
from stoep.voices import queries as voices

PER_DAY = 60  # a flat, a school or a library stands behind one address
TRIES = 60  # refused ones too, in ten minutes: looking at photos costs work
SECRETS = 20  # codes of slips, an hour


def knock(request: HttpRequest, *, at: datetime) -> None:
    """Refused("too-often") after sixty a day from one network, or sixty tries in ten minutes."""
    people.knock(key=f"{_key(request)}:tries", limit=TRIES, span=timedelta(minutes=10), at=at)
    people.knock(key=_key(request), limit=PER_DAY, span=timedelta(days=1), at=at)


def forgive(request: HttpRequest) -> None:
    """What was refused says nothing, and takes no turn of the day."""
    people.forgive(key=_key(request))


def _key(request: HttpRequest) -> str:
    return f"budgeting.give:{visitor.address_of(request)}"


def secret_of(request: HttpRequest, idea: Idea) -> Callable[[str], bool] | None:
    """Tells whether a code is the secret of this idea, so many times an hour: Refused("too-often") after that.

    None when no code is asked for: this browser has shown it, or a host writes down what the author says.
    """
    if authors.holds_secret(request, idea.voice) or access.standing_of(request, idea.round.neighbourhood).hosts:
        return None

    def proves(typed: str) -> bool:
        key = f"budgeting.secret:{visitor.address_of(request)}"
        people.knock(key=key, limit=SECRETS, span=timedelta(hours=1), at=timezone.now())
        return voices.proves(idea.voice, typed)

    return proves
