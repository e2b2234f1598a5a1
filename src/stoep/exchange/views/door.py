"""What the pages of this room share: which card, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from functools import partial

from django.http import Http404

from stoep.exchange import queries
from stoep.exchange.models import Card, Visit
from stoep.places.models import Neighbourhood
from stoep.shared import posted


def card_or_404(here: Neighbourhood, pk: int) -> Card:
    """A card that is found from this neighbourhood: of this server, or of one that it follows."""
    try:
        card = queries.found(pk)
    except Card.DoesNotExist:
        raise Http404 from None
    if card.followed_id is not None and card.neighbourhood_id != here.pk:
        raise Http404
    return card


def visit_or_404(slug: str, pk: int) -> Visit:
    """The visit with this number of this very neighbourhood."""
    try:
        return queries.visit(slug, pk)
    except Visit.DoesNotExist:
        raise Http404 from None


form_page = partial(posted.form_page, "exchange/form.html")
