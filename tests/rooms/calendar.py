"""What the tests of the whole house need of the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.calendar import actions as calendar
from stoep.venues.models import Venue
from tests.builders import NOW, TODAY

if TYPE_CHECKING:
    from stoep.calendar.models import Entry
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
calendar:calendar              ..............  mmmmmmmmmmmmmm
calendar:month                 ..............  mmmmmmmmmmmmmm
calendar:entry                 ..............  mmmmmmmmmmmmmm
"""
VALUES: dict[str, list[str]] = {}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "which calendar is read": "UPDATE calendar_feed SET address = 'https://elders.example/' WHERE address <> ''",
    "how many people are asked": "UPDATE calendar_entry SET asked_people = 3 WHERE withdrawn_at IS NULL",
    "that something is off": "UPDATE calendar_entry SET withdrawn_why = 'Zomaar.' WHERE withdrawn_at IS NOT NULL",
    "what was answered to a proposal": "UPDATE calendar_joining SET is_yes = NOT is_yes WHERE is_yes IS NOT NULL",
}
NOT_SEALED: dict[str, str] = {}
FILES: frozenset[str] = frozenset()
ACTS: frozenset[str] = frozenset()
MIDWAY: frozenset[str] = frozenset()


def an_entry(here: Neighbourhood, by: Standing, what: str = "Avond over het plein", **given: Any) -> Entry:
    """An evening ten days from now, for everybody in two streets."""
    today = given.setdefault("today", TODAY)
    usual: dict[str, Any] = {
        "party": "municipality",
        "asked_by": "Gemeente Waterstad, afdeling Ruimte",
        "first_on": today + timedelta(days=10),
        "begins": "19:30",
        "ends": "21:00",
        "place": "De Eik",
        "streets": ["Eikstraat", "Kade"],
        "groups": ["everybody"],
        "asked_people": 120,
        "minutes": 90,
        "at": NOW,
    }
    return calendar.enter(neighbourhood=here, by=by, what=what, **usual | given)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    now: dict[str, Any] = {"at": NOW, "today": TODAY}
    venue = Venue.objects.filter(neighbourhood=here).first()
    first = an_entry(here, one, venue=venue, about="Hoe moet het plein worden?", party="resident")
    second = an_entry(here, other, "Vragen over het groen", first_on=TODAY + timedelta(days=8))
    calendar.change(
        entry=second, party="water", asked_by="Waterschap", what="Vragen over het groen", about="En over het water.",
        first_on=TODAY + timedelta(days=9), last_on=TODAY + timedelta(days=30), groups=["tenants", "12-17"],
        asked_people=200, minutes=10, is_known=True, why_still_needed="De sloot is nieuw.", link="https://w.example/a",
        by=other, **now,
    )  # fmt: skip
    joining = calendar.propose_joining(entry=second, other=first, words="Samen op één avond?", by=other, at=NOW)
    calendar.answer_joining(joining=joining, is_yes=True, answer="Graag, dat scheelt.", by=one, at=NOW)
    now_read: dict[str, Any] = {"streets": ["Kade"], "asked_people": 300}
    calendar.follow(
        neighbourhood=here, name="Netbeheer Zuid", party="grid", address="https://w.example/a.ics", by=one, at=NOW,
        **now_read,
    )  # fmt: skip
    files = calendar.follow(neighbourhood=here, name="De school", party="school", by=other, at=NOW)
    calendar.unfollow(feed=files, by=other, at=NOW)
    off = an_entry(here, one, "Koffie in de straat")
    calendar.withdraw(entry=off, why="De spreker is ziek.", by=one, at=NOW)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    entry = an_entry(world.here, world.resident)
    other = an_entry(world.here, world.independent, "Wandeling langs het water")
    calendar.propose_joining(entry=entry, other=other, words="Samen?", by=world.resident, at=NOW)
    world.found |= {"entry": entry, "other_entry": other}


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    return {"calendar:month": [slug, 2026, 9], "calendar:entry": [slug, it["entry"].pk]}


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    return {}


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    wijk = walk.wijk
    now: dict[str, Any] = {"at": clock.at, "today": clock.today}
    chair, host = wijk.standing("Bep", clock.today), wijk.standing("Tom", clock.today)
    mine = an_entry(wijk.place, host, about="Hoe moet het plein worden?", party="resident", **now)
    other = an_entry(wijk.place, chair, "Wandeling langs het water", party="water", asked_by="Waterschap", **now)
    calendar.propose_joining(entry=mine, other=other, words="Op één avond, in De Eik?", by=host, at=clock.at)
    off = an_entry(wijk.place, host, "Koffie in de straat", **now)
    calendar.withdraw(entry=off, why="De spreker is ziek.", by=host, at=clock.at)
    walk.found |= {"entry": mine.pk, "other_entry": other.pk, "off_entry": off.pk}


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    return {
        "calendar:month": [reverse("calendar:month", args=[slug, 2026, 9])],
        "calendar:entry": [reverse("calendar:entry", args=[slug, it[which]]) for which in ("entry", "off_entry")],
    }
