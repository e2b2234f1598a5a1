"""The door between a request and the rules: who stands here, and did they show a second factor."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from stoep.network import actions, queries
from stoep.network.standing import Right, Standing
from stoep.people.models import Account
from stoep.places.models import Neighbourhood


def standing_of(request: HttpRequest, neighbourhood: Neighbourhood) -> Standing:
    """Who the visitor is in this neighbourhood now; asked once a request."""
    known: dict[int, Standing] = request.__dict__.setdefault("stoep_standings", {})
    if neighbourhood.pk not in known:
        account = request.user if isinstance(request.user, Account) else None
        known[neighbourhood.pk] = queries.standing(
            account=account,
            neighbourhood=neighbourhood,
            today=timezone.localdate(),
            second_factor=has_second_factor(request),
        )
    return known[neighbourhood.pk]


def stand(request: HttpRequest, here: Neighbourhood, *, right: Right, act: str, subject: str = "") -> Standing:
    """Who the visitor is, when they have this right; else NotAllowed, which becomes a page with 403 that says why."""
    standing = standing_of(request, here)
    actions.require(standing, right=right, act=act, subject=subject)
    return standing


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a passkey, or confirmed by an app or recovery code."""
    if not request.user.is_authenticated:
        return False
    if settings.DEMO and request.session.get("demo_second_factor") is True:
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
