"""Paper of strengths: the card for a conversation at the table or the door, and the slip that a giver takes home."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from stoep.places.models import Neighbourhood
from stoep.shared import printing, receipts
from stoep.strengths.models import Strength


def card(neighbourhood: Neighbourhood) -> bytes:
    """An empty A5 card to fill in by hand together, in the reader's language."""
    address = f"{settings.STOEP_URL}{reverse('strengths:note', args=[neighbourhood.slug])}"
    data = {"place": neighbourhood.name, "qr": printing.qr_svg(address)}
    return printing.pdf("strengths/templates/strengths/card.typ", data)


def slip(strength: Strength, secret: str) -> bytes:
    """The receipt as an A6 PDF. The QR code carries number and secret in the fragment, which no server ever sees."""
    own = f"{settings.STOEP_URL}{reverse('strengths:own')}"
    data = {
        "number": strength.spoken,
        "secret": receipts.spoken_secret(secret),
        "place": strength.neighbourhood.name,
        "address": own,
        "qr": printing.qr_svg(f"{own}#{strength.number}.{receipts.tidy(secret)}"),
    }
    return printing.pdf("strengths/templates/strengths/slip.typ", data)
