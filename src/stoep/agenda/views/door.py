"""What the pages of this room share: who stands here, and a refused form that keeps what was typed."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from stoep.agenda import queries
from stoep.agenda.models import Item
from stoep.network import access
from stoep.shared import receipts


def item_or_404(request: HttpRequest, code: str) -> Item:
    """The item with this code, when the visitor may see it: a draft is there for nobody but who leads."""
    try:
        item = queries.item_by_code(receipts.tidy(code))
    except Item.DoesNotExist:
        raise Http404 from None
    if not queries.may_read(item, access.standing_of(request, item.neighbourhood)):
        raise Http404
    return item
