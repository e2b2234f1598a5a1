"""What is asked of the people of the story: by the municipality, the grid company, the school, and by each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from stoep.calendar import actions as calendar
from stoep.calendar.models import Entry, Joining
from stoep.calendar.rules import monday_of
from stoep.venues.models import Venue
from stoep.web.demonstration.stage import Stage


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is asked: `begins` so many days from the Monday before it is put in, for `lasts` days."""

    what: str
    party: str
    asked_by: str
    begins: int
    groups: tuple[str, ...]
    people: int
    minutes: int
    lasts: int = 1
    clock: tuple[str, str] = ("19:30", "21:00")
    streets: tuple[str, ...] = ()
    at_venue: bool = True
    why: str = ""
    new: str = ""


_DAY = ("", "")
EARLIER = (
    Asked("Wat vindt u van de nieuwe lantaarns?", "municipality", "Gemeente Waterstad, beheer", 9, ("everybody",),
          400, 5, lasts=14, clock=_DAY, at_venue=False),
    Asked("Praten over het wijkplan", "resident", "Bewonersnetwerk", 16, ("everybody",), 60, 90),
    Asked("Ouderavond over oversteken", "school", "De basisschool", 23, ("parents",), 45, 75, at_venue=False),
)  # fmt: skip
COMING = (
    Asked("Meedenken over het plein", "municipality", "Gemeente Waterstad, ruimte", 17, ("everybody",), 250, 90,
          streets=("Eikstraat", "Kade"),
          new="Het plan van bewoners voor het plein is er al. Hier gaat het om wat de gemeente ervan betaalt."),
    Asked("Wandeling langs het water", "water", "Waterschap", 18, ("everybody",), 120, 60, clock=("14:00", "15:00"),
          streets=("Kade", "Lindelaan"), at_venue=False,
          why="De sloot is pas verlegd. Wat bewoners eerder zeiden, ging over de oude sloot."),
    Asked("Waar kan een nieuw stroomhuisje staan?", "grid", "Netbeheer Waterland", 20, ("owners", "tenants"), 300, 20,
          lasts=21, clock=_DAY, streets=("Eikstraat",), at_venue=False),
    Asked("Jongeren over het veldje", "resident", "Jongeren van de wijk", 16, ("12-17",), 25, 60,
          clock=("16:00", "17:00")),
    Asked("Onderhoud van de flat", "housing", "Woonstichting De Sluis", 26, ("tenants",), 90, 45),
)  # fmt: skip


def plan(stage: Stage) -> None:
    """In each of the last two quarters something was asked; now five things are coming, and two of them meet."""
    if stage.story.kind != "wijk":
        stage.plan(stage.at(-1), lambda at: put_in(stage, COMING[0], at))
        return
    for month in (-6, -3):
        stage.plan(stage.at(month), lambda at: [put_in(stage, asked, at) for asked in EARLIER])
    stage.plan(stage.at(-0.2), lambda at: the_coming_weeks(stage, at))


def put_in(stage: Stage, asked: Asked, at: datetime) -> Entry:
    """The host puts it in the calendar, also for who rings her about it."""
    today = timezone.localdate(at)
    first_on = monday_of(today) + timedelta(days=asked.begins)
    venue = Venue.objects.filter(neighbourhood=stage.neighbourhood, is_front=True).first() if asked.at_venue else None
    line: dict[str, Any] = {
        "what": asked.what, "party": asked.party, "asked_by": asked.asked_by, "groups": asked.groups,
        "asked_people": asked.people, "minutes": asked.minutes, "streets": asked.streets, "venue": venue,
        "first_on": first_on, "last_on": first_on + timedelta(days=asked.lasts - 1), "begins": asked.clock[0],
        "ends": asked.clock[1], "is_known": bool(asked.why), "why_still_needed": asked.why,
        "why_new": asked.new,
    }  # fmt: skip
    return calendar.enter(neighbourhood=stage.neighbourhood, by=stage.host, at=at, today=today, **line)


def the_coming_weeks(stage: Stage, at: datetime) -> None:
    """Two evenings in one week: the one proposes to join the other, and hears yes."""
    square, walk, _power, young, _flat = [put_in(stage, asked, at) for asked in COMING]
    joining = calendar.propose_joining(
        entry=square, other=young, words="Samen op het plein beginnen? Eerst de jongeren, daarna iedereen.",
        by=stage.host, at=at,
    )  # fmt: skip
    calendar.propose_joining(
        entry=square, other=walk, words="Kan de wandeling eindigen bij onze avond?", by=stage.host, at=at
    )
    stage.plan(at + timedelta(hours=3), lambda at: _say_yes(stage, joining, at))


def _say_yes(stage: Stage, joining: Joining, at: datetime) -> None:
    calendar.answer_joining(
        joining=joining, is_yes=True, answer="Graag. Dan horen de anderen ook wat wij willen.", by=stage.chair, at=at
    )
