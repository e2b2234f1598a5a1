"""Where the story plays: who stands where, what has happened, and what is still to come, in order of time."""

from __future__ import annotations

import heapq
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from stoep.agenda.models import Item
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.voices.actions import Receipt
from stoep.web.demonstration.story import Story

DAYS_A_MONTH = 30.4
Act = Callable[[datetime], object]


@dataclass
class Stage:
    """Where the story plays: the neighbourhood, who stands where, what was said so far, and what is still to come."""

    neighbourhood: Neighbourhood
    story: Story
    today: date
    rng: random.Random
    chair: Standing
    independent: Standing
    host: Standing
    worker: Standing
    promisers: dict[str, Standing]
    organisations: dict[str, Organisation]
    to_come: list[tuple[datetime, int, Act]] = field(default_factory=list)
    counter: itertools.count[int] = field(default_factory=itertools.count)
    items: dict[str, Item] = field(default_factory=dict)
    receipts: dict[int, Receipt] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)

    def at(self, month: float) -> datetime:
        """A moment in that month, by day; never after today."""
        day = min(self.today - timedelta(days=1), self.day(month))
        moment = time(self.rng.randrange(9, 21), self.rng.randrange(60))
        return datetime.combine(day, moment, tzinfo=timezone.get_current_timezone())

    def day(self, month: float) -> date:
        """The day that many months from today."""
        return self.today + timedelta(days=round(month * DAYS_A_MONTH))

    def plan(self, at: datetime, act: Act) -> None:
        """Let an act happen at a moment; what would lie in the future does not happen."""
        if timezone.localdate(at) < self.today:
            heapq.heappush(self.to_come, (at, next(self.counter), act))

    def later(self, at: datetime, least: int, most: int) -> datetime:
        """A moment some days after another one, between `least` and `most` days."""
        return at + timedelta(days=self.rng.randint(least, most), minutes=self.rng.randrange(240))
