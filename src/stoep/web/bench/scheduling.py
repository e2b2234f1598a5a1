"""Twenty years of sessions in the calendar of the bench: five a week, of all parties, until a month ahead."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils import timezone

from stoep.calendar.models import Entry, Party
from stoep.calendar.rules import monday_of
from stoep.web.bench import words
from stoep.web.bench.table import Table as Laid

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
