"""What the pages of this room share: which place, who stands here, and a form that keeps what was typed."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest

from stoep.network import access
from stoep.network.standing import Right, Standing
from stoep.shared import posted
from stoep.venues import queries
from stoep.venues.models import Venue


def venue_or_404(slug: str, pk: int) -> Venue:
    """The place with this number in this very neighbourhood."""
    try:
        return queries.found(slug, pk)
    except Venue.DoesNotExist:
        raise Http404 from None


def may(request: HttpRequest, slug: str, pk: int, *, right: Right, act: str) -> tuple[Venue, Standing]:
    """The same, for who has this right, and who they are."""
    venue = venue_or_404(slug, pk)
    return venue, access.stand(request, venue.neighbourhood, right=right, act=act, subject=f"venue:{venue.pk}")


form_page = partial(posted.form_page, "venues/form.html")
