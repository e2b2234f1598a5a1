"""What goes into the feed for other servers."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from stoep.exchange import feed
from stoep.exchange.models import Card, Takeover
from stoep.exchange.queries.cards import figures_of
from stoep.places.models import Neighbourhood
from stoep.record.models import Log


def origin_of(here: Neighbourhood) -> str:
    """The name of the log of this neighbourhood, under which its feed is signed too."""
    known = Log.objects.filter(neighbourhood=here).values_list("origin", flat=True).first()
    if known:
        return known
    site = urlsplit(getattr(settings, "STOEP_URL", ""))  # set in web/environment.py, out of sight of the type checker
    return f"{settings.STOEP_DOMAIN or site.hostname or 'localhost'}/wijk/{here.slug}"


def told(here: Neighbourhood, today: date, *, site: str) -> dict[str, Any]:
    """The feed before it is signed: cards whose writer lets them travel, and what was taken over from elsewhere."""
    size = Log.objects.filter(neighbourhood=here).values_list("size", flat=True).first() or 0
    cards = Card.objects.filter(
        neighbourhood=here, followed__isnull=True, withdrawn_at__isnull=True, may_travel=True
    ).select_related("neighbourhood")
    taken = Takeover.objects.filter(neighbourhood=here, followed__isnull=True, card__followed__isnull=False)
    return {
        "size": size,
        "made_on": today.isoformat(),
        "place": {
            "name": here.name, "municipality": here.municipality_name, "kind": here.kind, "figures": figures_of(here),
        },
        "cards": [
            {
                "id": str(card.pk), "address": site + card.get_absolute_url(), "title": card.title, "what": card.what,
                "spot": card.spot, "for_whom": card.for_whom, "failed": card.failed, "took": card.took,
                "call": card.call, "theme": card.theme, "written_on": card.written_at.date().isoformat(),
            }
            for card in cards.order_by("-pk")[: feed.MOST_CARDS]
        ],
        "takeovers": [
            {
                "id": str(row.pk), "card_origin": row.card.followed.origin if row.card and row.card.followed else "",
                "card_id": row.card.their_id if row.card else "", "take": row.take, "leave": row.leave,
                "on": row.noted_at.date().isoformat(),
            }
            for row in taken.select_related("card__followed").order_by("-pk")[: feed.MOST_CARDS]
        ],
    }  # fmt: skip
