"""Twenty years of sessions in the calendar of the bench, five a week, of all parties; and cards of the exchange."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils import timezone

from stoep.calendar.models import Entry, Party
from stoep.calendar.rules import monday_of
from stoep.exchange.models import Card, Takeover, Visit
from stoep.exchange.queries import plain_of
from stoep.places.models import Neighbourhood
from stoep.web.bench import words
from stoep.web.bench.table import Table as Laid

CARDS, THEMES = 1000, ("sociaal", "wonen", "veiligheid")
YEARS, A_WEEK, STREETS = 20, 5, ("Eikstraat", "Kade", "Meerplein", "Lindelaan", "Zuidsingel")
GROUPS = ("everybody", "12-17", "parents", "older", "tenants")


def schedule(laid: Laid, chance: random.Random, at: datetime) -> None:
    """Fill the calendar."""
    last = monday_of(timezone.localdate(at)) + timedelta(days=28)
    weeks = [last - timedelta(days=7 * number) for number in range(YEARS * 52)]
    parties = [party for party in Party.values if party != Party.POLICE]
    made = []
    for monday in weeks:
        for _each in range(A_WEEK):
            first_on = monday + timedelta(days=chance.randrange(6))
            runs = chance.random() < 0.1
            last_on = first_on + timedelta(days=chance.randrange(10, 40)) if runs else first_on
            made.append(
                Entry(
                    neighbourhood=laid.neighbourhood, party=chance.choice(parties), asked_by="Partij in Waterstad",
                    what=words.title(chance)[:120], first_on=first_on, last_on=last_on,
                    days=[] if runs else [first_on.isoformat()], begins="" if runs else "19:30",
                    ends="" if runs else "21:00", place="De Eik", streets=chance.sample(STREETS, 2),
                    groups=[chance.choice(GROUPS)], asked_people=chance.randrange(20, 300), minutes=60,
                    entered_at=at,
                )
            )  # fmt: skip
    Entry.objects.bulk_create(made, batch_size=1000)


def exchange(laid: Laid, chance: random.Random, at: datetime) -> None:
    """A thousand cards in two places, and on the newest one visits and what was taken over."""
    here = laid.neighbourhood
    other = Neighbourhood.objects.exclude(pk=here.pk).order_by("pk")[0]
    made = []
    for number in range(CARDS):
        place = here if number % 2 else other
        card = Card(
            neighbourhood=place, title=words.title(chance)[:120], what=words.said(chance), failed=words.said(chance),
            theme=chance.choice(THEMES), place=place.name, municipality=place.municipality_name,
            place_kind=place.kind, figures={"share-65": chance.randrange(10, 30)}, written_at=at,
        )  # fmt: skip
        card.plain = plain_of(card)
        made.append(card)
    Card.objects.bulk_create(made, batch_size=500)
    newest = Card.objects.filter(neighbourhood=other).order_by("-pk")[0]
    Visit.objects.bulk_create(
        Visit(
            neighbourhood=here,
            card=newest,
            card_title=newest.title,
            card_place=newest.place,
            asked_by="De wijktafel",
            words=words.said(chance),
            entered_at=at,
        )
        for _each in range(100)
    )
    Takeover.objects.bulk_create(
        Takeover(
            neighbourhood=here,
            card=newest,
            card_title=newest.title,
            card_place=newest.place,
            take=words.said(chance),
            place=here.name,
            noted_at=at,
        )
        for _each in range(100)
    )
