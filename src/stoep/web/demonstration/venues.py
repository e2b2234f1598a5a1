"""Where the people of the story walk in: the place with its week, its hosts, its rooms, and a day that is otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from stoep.venues import actions as venues
from stoep.venues.models import Venue
from stoep.venues.rules import Week
from stoep.web.demonstration.stage import Stage


@dataclass(frozen=True, slots=True)
class Place:
    """A place as its host writes it down."""

    name: str
    address: str
    hours: Week
    on_paper: str
    about: str
    languages: str
    step_free: str
    room: str
    holds: int
    group: str


_MORNING = [("09:00", "12:00")]
FIRST = {
    "wijk": Place(
        "Buurtkamer De Ark", "Eikstraat 40", {"0": _MORNING, "2": _MORNING, "4": [*_MORNING, ("13:00", "16:00")]},
        "Een kaart invullen, of uw woorden laten opschrijven. Uw brief ophalen. Horen wat er met uw inbreng gebeurt.",
        "Koffie, thee, en een hoek waar kinderen kunnen spelen.", "Nederlands, Turks, Tigrinya", "yes",
        "De achterkamer", 24, "de naaiclub",
    ),
    "village-core": Place(
        "Het dorpshuis", "Hoofdweg 2", {"1": [("14:00", "16:00")]},
        "Een kaart invullen. De dorpsagenda lezen. Iemand laten bellen.",
        "De ruilkast met boeken.", "Nederlands, Gronings", "helped", "De zaal", 80, "de toneelclub",
    ),
}  # fmt: skip
SECOND = Place(
    "Bibliotheek Meerplein", "Meerplein 3", {"1": [("10:00", "20:00")], "5": [("10:00", "16:00")]},
    "Een kaart invullen. Vragen wat er op de agenda staat.", "Stil werken, en elke dinsdag taalles.",
    "Nederlands, Engels, Arabisch", "yes", "De leeszaal", 40, "het taalcafé",
)  # fmt: skip


def plan(stage: Stage) -> None:
    """The host writes her place down in spring; a wijk has a second one, and rooms are kept for the days to come."""
    stage.plan(stage.at(-10), lambda at: begin(stage, FIRST[stage.story.kind], at, welcomes=True))
    if stage.story.kind == "wijk":
        stage.plan(stage.at(-6), lambda at: begin(stage, SECOND, at))
    stage.plan(stage.at(-0.1), lambda at: the_coming_days(stage, at))


def begin(stage: Stage, place: Place, at: datetime, *, welcomes: bool = False) -> None:
    """The place with its room; the host of the wijk says that she is there."""
    today = timezone.localdate(at)
    venue = venues.register(
        neighbourhood=stage.neighbourhood, name=place.name, address=place.address, on_paper=place.on_paper,
        about=place.about, step_free=place.step_free, toilet="wide" if place.step_free == "yes" else "yes",
        hours=place.hours, languages=place.languages, by=stage.host, at=at,
    )  # fmt: skip
    venues.add_room(
        venue=venue, name=place.room, holds=place.holds, step_free=place.step_free, equipped="tafels en stoelen",
        by=stage.host, at=at + timedelta(minutes=5),
    )  # fmt: skip
    if welcomes:
        venues.welcome(venue=venue, by=stage.host, at=at + timedelta(minutes=9), today=today)


def the_coming_days(stage: Stage, at: datetime) -> None:
    """A club meets, a family rents the room, and one day the place is closed."""
    now: dict[str, Any] = {"at": at, "today": timezone.localdate(at)}
    here = Venue.objects.get(neighbourhood=stage.neighbourhood, is_front=True)
    room, place = here.rooms.get(), FIRST[stage.story.kind]
    evening: dict[str, Any] = {"begins": time(19, 30), "ends": time(21, 30), "by": stage.host}
    for days in (5, 12, 19):
        venues.book(
            room=room, day=stage.today + timedelta(days=days), title="Clubavond", booked_for=place.group,
            is_public=True, **evening, **now,
        )  # fmt: skip
    venues.book(
        room=room, day=stage.today + timedelta(days=7), title="Feest", booked_for="een gezin uit de buurt",
        is_public=False, **evening, **now,
    )  # fmt: skip
    day = stage.today + timedelta(days=16)
    venues.set_other_day(venue=here, day=day, hours=[], why="De gastvrouw heeft vrij.", by=stage.host, **now)
