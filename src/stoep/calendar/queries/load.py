"""The load meter: how many hours are asked of residents in a quarter, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from stoep.calendar import rules
from stoep.calendar.models import Entry, Party
from stoep.places.models import Neighbourhood
from stoep.shared.choices import label


@dataclass(frozen=True, slots=True)
class Share:
    """What one party asks in a quarter: hours of all residents together, and in how many lines of the calendar."""

    party: str
    label: str
    hours: int
    count: int


@dataclass(frozen=True, slots=True)
class Load:
    """Hours asked of residents in a quarter, by party, the most first. `unknown`: lines that do not say how many."""

    quarter: rules.Quarter
    hours: int
    shares: list[Share]
    unknown: int

    @property
    def most(self) -> int:
        """The hours of the party that asks most; 0 when nobody asks anything."""
        return max((share.hours for share in self.shares), default=0)


def load(neighbourhood: Neighbourhood, quarter: rules.Quarter) -> Load:
    """What is asked in this quarter. What runs over its edge counts for the part that falls in it. One question."""
    first_on, last_on = quarter.first_on, quarter.last_on
    rows = Entry.objects.filter(
        neighbourhood=neighbourhood, withdrawn_at__isnull=True, last_on__gte=first_on,
        first_on__gte=first_on - rules.LONGEST, first_on__lte=last_on,
    )  # fmt: skip
    minutes: dict[str, float] = {}
    counts: dict[str, int] = {}
    unknown = 0
    said = ("party", "first_on", "last_on", "days", "asked_people", "minutes")
    for entry in rows.only(*said).order_by("pk").iterator(2000):
        if not rules.share_in(asking := entry.asking_when(), first_on, last_on):
            continue
        counts[entry.party] = counts.get(entry.party, 0) + 1
        if entry.asked_people is None or entry.minutes is None:
            unknown += 1
            continue
        asked = rules.minutes_in(asking, entry.asked_people, entry.minutes, first_on, last_on)
        minutes[entry.party] = minutes.get(entry.party, 0.0) + asked
    shares = [Share(party, label(Party, party), round(minutes.get(party, 0) / 60), counts[party]) for party in counts]
    shares.sort(key=lambda share: (-share.hours, -share.count, share.party))
    return Load(quarter, round(sum(minutes.values()) / 60), shares, unknown)
