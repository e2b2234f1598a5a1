"""The author's proof, kept by the browser for two hours: whoever showed the secret may act as the author.

Only the fact that it was shown is kept (signed, with its time), never the secret. Pages of upper rooms ask
`holds_secret`, and hand `proof(request, voice)` to any act that asks for a secret.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from stoep.voices.actions import Receipt
from stoep.voices.models import Voice
from stoep.voices.rules import Proof

HOLDS_FOR = 2 * 60 * 60
_SALT = "stoep.voices.held"
_MOST = 20  # a host's desk may follow many; the oldest fall off


def remember(request: HttpRequest, voice: Voice) -> None:
    """Let this browser act as the author of this voice for two hours. The session gets a new key (no fixation)."""
    request.session.cycle_key()
    held = [kept for kept in request.session.get(_SALT, []) if _number(kept) not in {"", voice.number}]
    request.session[_SALT] = [*held, signing.dumps(voice.number, salt=_SALT)][-_MOST:]


def forget(request: HttpRequest) -> None:
    """Let go of every proof in this browser, for whoever leaves a shared computer."""
    if _SALT in request.session:
        del request.session[_SALT]
        request.session.cycle_key()


def holds_secret(request: HttpRequest, voice: Voice) -> bool:
    """Whether this browser has shown the secret of this voice in the last two hours."""
    return any(_number(kept) == voice.number for kept in request.session.get(_SALT, []))


def held(request: HttpRequest) -> list[str]:
    """The numbers whose secret this browser has shown in the last two hours; mostly none."""
    return [number for kept in request.session.get(_SALT, []) if (number := _number(kept))]


def proof(request: HttpRequest, voice: Voice) -> Proof | str:
    """What to hand to an act as `secret`: a proof when this browser holds one, else "" which proves nothing."""
    return Proof(voice.number) if holds_secret(request, voice) else ""


def _number(kept: object) -> str:
    try:
        found = signing.loads(str(kept), salt=_SALT, max_age=HOLDS_FOR)
    except signing.BadSignature:
        return ""
    return found if isinstance(found, str) else ""


# The receipt with its secret stays in the author's own browser, for half an hour, and goes along to its own
# addresses only. The server keeps no secret, and no secret stands in an address (ASVS 14.2.1).
_RECEIPT_FOR = 30 * 60


def _cookie(number: str) -> str:
    return f"stoep_bewijs_{number}"


def keep_receipt(response: HttpResponse, receipt: Receipt) -> HttpResponse:
    """Let this browser show the receipt at voices:receipt; an upper room whose form gave one redirects there."""
    response.set_signed_cookie(
        _cookie(receipt.number),
        receipt.secret,
        salt="stoep.voices.receipt",
        max_age=_RECEIPT_FOR,
        path=reverse("voices:receipt", args=[receipt.number]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def receipt_secret(request: HttpRequest, number: str) -> str:
    """The secret of the receipt that this browser may show; "" when it may not."""
    found = request.get_signed_cookie(_cookie(number), default="", salt="stoep.voices.receipt", max_age=_RECEIPT_FOR)
    return str(found or "")


def drop_receipt(response: HttpResponse, number: str) -> None:
    """Leave nothing of the receipt on this device."""
    response.delete_cookie(_cookie(number), path=reverse("voices:receipt", args=[number]), samesite="Lax")
