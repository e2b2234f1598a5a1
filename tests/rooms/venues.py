"""What the tests of the whole house need of places where anybody can walk in."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.network.models import Post
from stoep.network.queries import standing
from stoep.venues import actions as venues
from tests.builders import NOW, TODAY

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from stoep.venues.models import Booking, Room, Venue
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
venues:list                    ..............  mmmmmmmmmmmmmm
venues:venue                   ..............  mmmmmmmmmmmmmm
venues:feed                    ..............  mmmmmmmmmmmmmm
venues:week                    ..............  mmmmmmmmmmmmmm
venues:register                xxxx.....xxxxx  xxxx>>>>>xxxxx
venues:change                  xxxx.....xxxxx  xxxx>>>>>xxxxx
venues:shut                    xxxx.....xxxxx  xxxx>>>>>xxxxx
venues:other_day               xxxx.....xxxxx  xxxx>>>>>xxxxx
venues:drop_other_day          mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
venues:welcome                 mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
venues:leave                   mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
venues:add_room                xxxx.....xxxxx  xxxx>>>>>xxxxx
venues:end_room                mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
venues:book                    xxxx.......xxx  xxxx>>>>>>>xxx
venues:cancel                  xxxx.......xxx  xxxx>>>>>xxxxx
"""
VALUES: dict[str, list[str]] = {}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "when a place is open": "UPDATE venues_venue SET hours = '{}' WHERE is_front",
    "what can be done on paper": "UPDATE venues_venue SET on_paper = 'Niets.' WHERE is_front",
    "who is a host at a place": "DELETE FROM venues_welcome",
    "a day with other hours": "UPDATE venues_otherday SET why = 'Zomaar.'",
    "how many people fit in a room": "UPDATE venues_room SET holds = 1",
    "for whom a room is kept": "UPDATE venues_booking SET booked_for = 'de gemeente'",
}
NOT_SEALED: dict[str, str] = {}
FILES: frozenset[str] = frozenset({"venues:feed", "venues:week"})
ACTS: frozenset[str] = frozenset({"venues:drop_other_day", "venues:welcome", "venues:leave", "venues:end_room"})
MIDWAY: frozenset[str] = frozenset()
HOURS = {"1": [("10:00", "12:00")], "3": [("10:00", "12:00"), ("14:00", "17:00")]}
CLOSED_ON = TODAY + timedelta(days=30)


def a_venue(here: Neighbourhood, by: Standing, name: str = "Buurthuis De Eik", **given: Any) -> Venue:
    """A place that is open on Tuesday and Thursday."""
    usual: dict[str, Any] = {
        "address": "Eikstraat 1",
        "on_paper": "Een kaart invullen. Horen wat er met uw inbreng gebeurt.",
        "step_free": "yes",
        "toilet": "wide",
        "hours": HOURS,
        "languages": "Nederlands, Tigrinya",
        "at": NOW,
    }
    return venues.register(neighbourhood=here, name=name, by=by, **usual | given)


def a_room(venue: Venue, by: Standing, name: str = "Grote zaal", at: Any = NOW) -> Room:
    """A room for forty people."""
    return venues.add_room(venue=venue, name=name, holds=40, step_free="yes", equipped="tafels", by=by, at=at)


def a_booking(room: Room, by: Standing, **given: Any) -> Booking:
    """A room kept for the sewing club, an evening some days from now."""
    usual: dict[str, Any] = {
        "day": given.get("today", TODAY) + timedelta(days=3),
        "begins": time(19, 30),
        "ends": time(21, 0),
        "title": "Naaiavond",
        "booked_for": "de naaiclub",
        "is_public": True,
        "at": NOW,
        "today": TODAY,
    }
    return venues.book(room=room, by=by, **usual | given)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    now: dict[str, Any] = {"at": NOW, "today": TODAY}
    post = Post.objects.filter(neighbourhood=here, kind=Post.Kind.HOST, until_on__isnull=True).first()
    assert post
    host = standing(account=post.person.account, neighbourhood=here, today=TODAY, second_factor=True)
    venue = a_venue(here, one)
    venues.welcome(venue=venue, by=host, **now)
    venues.set_other_day(venue=venue, day=CLOSED_ON, hours=[], why="Feest in de straat.", by=other, **now)
    room = a_room(venue, one)
    a_booking(room, other)
    given_back = a_booking(room, one, begins=time(9), ends=time(10), is_public=False)
    venues.cancel(booking=given_back, why="De club is ziek.", by=one, at=NOW)
    old = a_venue(here, other, "De Linde", is_front=True)
    venues.welcome(venue=old, by=host, **now)
    gone = a_room(old, other)
    venues.end_room(room=gone, by=other, **now)
    venues.set_other_day(venue=old, day=CLOSED_ON, hours=[("10:00", "11:00")], why="Kort open.", by=other, **now)
    venues.drop_other_day(venue=old, day=CLOSED_ON, by=one, at=NOW)
    venues.leave(venue=old, by=host, **now)
    venues.shut(venue=old, why="Het dak lekt.", by=one, **now)
    venues.change(
        venue=venue, name=venue.name, address="Eikstraat 3", on_paper=venue.on_paper, step_free="helped", toilet="yes",
        hours=HOURS, is_front=True, by=other, at=NOW,
    )  # fmt: skip


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    venue, empty = a_venue(world.here, world.resident), a_venue(world.here, world.resident, "De Linde")
    room, spare = a_room(venue, world.resident), a_room(venue, world.resident, "Keuken")
    venues.set_other_day(venue=venue, day=CLOSED_ON, hours=[], why="Feest.", by=world.resident, at=NOW, today=TODAY)
    booking = a_booking(room, world.resident)
    world.found |= {"venue": venue, "empty_venue": empty, "spare_room": spare, "booking": booking, "room": room}


_ON_VENUE = ("venue", "feed", "week", "change", "other_day", "welcome", "leave", "add_room", "book")
_CLOSED = [CLOSED_ON.year, CLOSED_ON.month, CLOSED_ON.day]


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    return {f"venues:{name}": [slug, it["venue"].pk] for name in _ON_VENUE} | {
        "venues:shut": [slug, it["empty_venue"].pk],
        "venues:drop_other_day": [slug, it["venue"].pk, *_CLOSED],
        "venues:end_room": [slug, it["spare_room"].pk],
        "venues:cancel": [slug, it["booking"].pk],
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


_VENUE = {
    "name": "De Haven", "address": "Kade 2", "on_paper": "Een kaart invullen.", "step_free": "no", "toilet": "no",
    "hours_1": "10 tot 12",
}  # fmt: skip


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    return {
        "venues:register": _VENUE,
        "venues:change": _VENUE | {"name": "De Eik"},
        "venues:shut": {"why": "Het dak lekt."},
        "venues:other_day": {"day": (TODAY + timedelta(days=9)).isoformat(), "hours": "", "why": "Feest."},
        "venues:add_room": {"name": "Zolder", "holds": "8", "step_free": "no"},
        "venues:book": {
            "room": world.found["room"].pk, "day": (TODAY + timedelta(days=8)).isoformat(), "begins": "10:00",
            "ends": "12:00", "title": "Koffie", "booked_for": "de koffiegroep", "is_public": "ja",
        },
        "venues:cancel": {"why": "De club is ziek."},
    }  # fmt: skip


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    wijk = walk.wijk
    now: dict[str, Any] = {"at": clock.at, "today": clock.today}
    chair, host = wijk.standing("Bep", clock.today), wijk.standing("Tom", clock.today)
    venue = a_venue(wijk.place, host, at=clock.at, about="Koffie, en een hoek voor kinderen.")
    venues.welcome(venue=venue, by=host, **now)
    closed_on = clock.today + timedelta(days=12)
    venues.set_other_day(venue=venue, day=closed_on, hours=[], why="Feest in de straat.", by=host, **now)
    room = a_room(venue, host, at=clock.at)
    booking = a_booking(room, chair, **now)
    a_booking(room, host, begins=time(9), ends=time(10), is_public=False, **now)
    old = a_venue(wijk.place, host, "De Linde", at=clock.at)
    venues.shut(venue=old, why="Het dak lekt.", by=host, **now)
    walk.found |= {"venue": venue.pk, "old_venue": old.pk, "booking": booking.pk, "room": room.pk}
    walk.found |= {"venue_closed_on": [closed_on.year, closed_on.month, closed_on.day]}


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    paths = {f"venues:{name}": [reverse(f"venues:{name}", args=[slug, it["venue"]])] for name in (*_ON_VENUE, "shut")}
    return paths | {
        "venues:venue": [reverse("venues:venue", args=[slug, it[what]]) for what in ("venue", "old_venue")],
        "venues:drop_other_day": [reverse("venues:drop_other_day", args=[slug, it["venue"], *it["venue_closed_on"]])],
        "venues:end_room": [reverse("venues:end_room", args=[slug, it["room"]])],
        "venues:cancel": [reverse("venues:cancel", args=[slug, it["booking"]])],
    }
