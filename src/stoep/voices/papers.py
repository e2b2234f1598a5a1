"""Paper of voices: the slip that an author takes home, and the empty card for the table."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import formats

from stoep.places.models import Neighbourhood
from stoep.shared import printing, receipts
from stoep.voices.models import Voice


def slip(voice: Voice, secret: str) -> bytes:
    """The receipt as an A6 PDF. The QR code carries number and secret in the fragment, which no server ever sees."""
    follow = f"{settings.STOEP_URL}{reverse('voices:follow')}"
    data = {
        "number": voice.spoken,
        "secret": receipts.spoken_secret(secret),
        "due": formats.date_format(voice.due_on, "j F Y"),
        "place": voice.neighbourhood.name,
        "address": follow,
        "qr": printing.qr_svg(f"{follow}#{voice.number}.{secret}"),
    }
    return printing.pdf("voices/templates/voices/slip.typ", data)


def blank_card(neighbourhood: Neighbourhood, size: str) -> bytes:
    """An empty card of size "a5" or "a6" to fill in by hand, with where to bring it and where to say it instead."""
    address = f"{settings.STOEP_URL}{reverse('voices:post', args=[neighbourhood.slug])}"
    data = {
        "size": size,
        "place": neighbourhood.name,
        "weeks": settings.STOEP_ANSWER_WEEKS,
        "address": address,
        "qr": printing.qr_svg(address),
    }
    return printing.pdf("voices/templates/voices/card.typ", data)
