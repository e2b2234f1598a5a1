"""What the pages of this room share: which card, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

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


def form_page(
    request: HttpRequest, form: Form, here: Neighbourhood, *, title: str, lead: str, send: str, back: str, **more: Any
) -> HttpResponse:
    """A page with one form; 422 when something in it must be mended."""
    page = {"neighbourhood": here, "form": form, "title": title, "lead": lead, "send": send, "back": back, **more}
    return render(request, "exchange/form.html", page, status=posted.status(form))
