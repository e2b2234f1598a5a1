"""The gate before a post: how often one device and one network may say something on a day. Hosts pass freely."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.shared import visitor

A_DAY = timedelta(days=1)
PER_DEVICE = 5
PER_NETWORK = 60  # a flat, a school or a library stands behind one address
PER_NUMBER_TRIES = 30
TRIES = 60  # refused ones too, of one network in ten minutes: looking at photos costs work
_COOKIE = "stoep_toestel"


def know_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give this device a random mark for a day, so that the limit is its own and not its neighbours'."""
    if _device(request):
        return response
    response.set_signed_cookie(
        _COOKIE,
        secrets.token_urlsafe(16),
        salt=_COOKIE,
        max_age=int(A_DAY.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def knock_to_post(request: HttpRequest, standing: Standing, *, at: datetime) -> None:
    """Refused("too-often") after five a day from one device, or sixty from one network.

    Without the device's mark the five are shared with everybody who sends none: programs mostly do.
    """
    if standing.hosts:
        return
    device, network = _keys(request)
    people.knock(key=f"{network}:tries", limit=TRIES, span=timedelta(minutes=10), at=at)
    people.knock(key=device, limit=PER_DEVICE, span=A_DAY, at=at)
    people.knock(key=network, limit=PER_NETWORK, span=A_DAY, at=at)


def forgive_post(request: HttpRequest, standing: Standing) -> None:
    """A post that was refused says nothing: a slip in an address or a wrong photo takes no turn of the day."""
    if standing.hosts:
        return
    for key in _keys(request):
        people.forgive(key=key)


def _keys(request: HttpRequest) -> tuple[str, str]:
    """By what this device's posts are counted, and this network's."""
    network = visitor.address_of(request)
    return f"voices.post:{_device(request) or 'none:' + network}", f"voices.post.network:{network}"


def knock_to_follow(request: HttpRequest, *, at: datetime) -> None:
    """Refused("too-often") after thirty tries in ten minutes.

    It counts who asks, never the number that is asked for: nobody can lock an author out of their own line.
    """
    key = f"voices.follow:{visitor.address_of(request)}"
    people.knock(key=key, limit=PER_NUMBER_TRIES, span=timedelta(minutes=10), at=at)


def _device(request: HttpRequest) -> str:
    found = request.get_signed_cookie(_COOKIE, default="", salt=_COOKIE, max_age=A_DAY)
    return str(found or "")
