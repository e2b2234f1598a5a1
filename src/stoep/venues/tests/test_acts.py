"""What happens at places: the first page follows the register, hosts name themselves, rooms are kept once."""

from __future__ import annotations

import threading
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from icalendar import Calendar

from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.shared.calendars import calendar
from stoep.shared.refusal import NotAllowed, Refused
from stoep.venues import actions as venues
from stoep.venues import queries
from stoep.venues.models import Booking, Venue
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.venues import a_booking, a_room, a_venue

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def test_the_first_place_takes_the_first_page_and_leaves_the_face_that_stood_there() -> None:
    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("host",))
    network.open_door(by=host, place="De Eik", address="", hours="dinsdag", contact="me", at=NOW)
    venue = a_venue(here, host)
    door = network_queries.door(here, TODAY)
    assert (door.place, door.address, door.is_from_register) == ("Buurthuis De Eik", "Eikstraat 1", True)
    assert door.hours == "dinsdag 10:00-12:00; donderdag 10:00-12:00, 14:00-17:00"
    assert door.contact == (host.person and host.person.name)
    assert network_queries.front(here, TODAY).door == door
    with pytest.raises(Refused) as refused:
        network.open_door(by=host, place="Elders", address="", hours="", contact="same", at=NOW)
    assert refused.value.code == "in-register"
    second = a_venue(here, host, "De Linde")
    assert not second.is_front
    a_venue(here, host, "De Haven", is_front=True)
    assert network_queries.door(here, TODAY).place == "De Haven"
    assert [one.name for one in Venue.objects.filter(is_front=True)] == ["De Haven"]
    venues.shut(venue=Venue.objects.get(name="De Haven"), why="Dak lekt.", by=host, **WHEN)
    door = network_queries.door(here, TODAY)
    assert (door.place, door.is_from_register) == ("", False)
    assert venue in queries.venues(here)


def test_only_a_host_puts_a_name_at_a_place_and_only_their_own() -> None:
    here = a_neighbourhood()
    leader, host = a_standing(here), a_standing(here, seat=False, posts=("host",))
    venue = a_venue(here, leader)
    with pytest.raises(Refused) as refused:
        venues.welcome(venue=venue, by=leader, **WHEN)
    assert refused.value.code == "no-task"
    assert host.person
    venues.welcome(venue=venue, by=host, **WHEN)
    assert venues.welcome(venue=venue, by=host, **WHEN).venue_id == venue.pk
    assert queries.shown([venue], TODAY)[0].hosts == [host.person.name]
    host.person.posts.update(until_on=TODAY)
    assert queries.shown([venue], TODAY)[0].hosts == []
    with pytest.raises(NotAllowed):
        venues.leave(venue=venue, by=a_standing(here, "municipality", seat=False, posts=("official",)), **WHEN)


def test_a_room_is_kept_once_and_free_again_when_it_is_given_back() -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    room = a_room(a_venue(here, leader), leader)
    first = a_booking(room, official, posted_key="k")
    assert a_booking(room, official, posted_key="k") == first
    with pytest.raises(Refused) as refused:
        a_booking(room, leader, begins=time(20), ends=time(22))
    assert refused.value.code == "taken" and "19:30" in str(refused.value)
    after = a_booking(room, leader, begins=time(21), ends=time(22))
    with pytest.raises(NotAllowed):
        venues.cancel(booking=after, why="Wij willen erin.", by=official, at=NOW)
    with pytest.raises(Refused) as kept:
        venues.shut(venue=room.venue, why="Dak lekt.", by=leader, **WHEN)
    assert kept.value.code == "has-bookings"
    venues.cancel(booking=first, why="Ziek.", by=official, at=NOW)
    assert a_booking(room, leader, begins=time(20), ends=time(21)).pk


def test_what_comes_back_is_kept_on_all_days_or_on_none_and_given_back_from_a_day_on() -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    room = a_room(a_venue(here, leader), leader)
    day = TODAY + timedelta(days=3)
    in_the_way = a_booking(room, leader, day=day + timedelta(days=14), begins=time(20), ends=time(22))
    weekly: dict[str, Any] = {"repeat": "weekly", "until": day + timedelta(days=35)}
    with pytest.raises(Refused) as refused:
        a_booking(room, leader, **weekly)
    assert refused.value.code == "taken-then" and "er is niets opgeschreven" in str(refused.value).lower()
    assert Booking.objects.count() == 1
    venues.cancel(booking=in_the_way, why="Ziek.", by=leader, at=NOW)
    first = a_booking(room, leader, posted_key="k", **weekly)
    assert a_booking(room, leader, posted_key="k", **weekly) == first
    days = [each.day for each in Booking.objects.filter(cancelled_at__isnull=True).order_by("day")]
    assert days == [day + timedelta(days=7 * number) for number in range(6)]
    third = Booking.objects.get(day=days[2], cancelled_at__isnull=True)
    venues.cancel(booking=third, why="Vakantie.", by=leader, at=NOW)
    venues.cancel(booking=Booking.objects.get(day=days[3]), why="Zomer.", by=leader, at=NOW, and_later=True)
    assert [each.day for each in Booking.objects.filter(cancelled_at__isnull=True).order_by("day")] == days[:2]
    for given in ({"repeat": "weekly"}, {"repeat": "weekly", "until": day - timedelta(days=1)}, {"repeat": "often"}):
        with pytest.raises(Refused) as refused:
            a_booking(room, leader, **given)
        assert refused.value.code == "no-end"


def test_nobody_but_a_host_keeps_a_room_for_half_a_year_ahead() -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    host = a_standing(here, seat=False, posts=("host",))
    room = a_room(a_venue(here, leader), leader)
    year: dict[str, Any] = {"repeat": "weekly", "until": TODAY + timedelta(days=300)}
    with pytest.raises(Refused) as refused:
        a_booking(room, official, **year)
    assert refused.value.code == "enough"
    assert not Booking.objects.exists()
    a_booking(room, host, **year)
    assert Booking.objects.count() == 43


def test_a_place_is_not_written_down_by_the_municipality_nor_twice_nor_thinly() -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    a_venue(here, leader, posted_key="k")
    assert a_venue(here, leader, "Andere naam", posted_key="k").name == "Buurthuis De Eik"
    for given, code in (
        ({}, "known-venue"), ({"name": "X", "on_paper": " "}, "incomplete"), ({"name": "X", "toilet": ""}, "no-choice"),
        ({"name": "X", "hours": {"0": [("12:00", "10:00")]}}, "no-hours"), ({"name": "x" * 121}, "too-long"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            a_venue(here, leader, **given)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        a_venue(here, a_standing(here, "municipality"), "Stadhuis")
    with pytest.raises(NotAllowed):
        a_venue(a_neighbourhood(), leader, "Elders")


def test_the_calendar_tells_the_week_but_not_on_other_days_and_no_private_booking() -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    venue = a_venue(here, leader)
    closed = TODAY + timedelta(days=7)
    venues.set_other_day(venue=venue, day=closed, hours=[("09:00", "10:00")], why="Feest.", by=leader, **WHEN)
    room = a_room(venue, leader)
    a_booking(room, leader)
    a_booking(room, leader, title="Geheim overleg", begins=time(8), ends=time(9), is_public=False)
    made = calendar(
        "De Eik", queries.happenings(venue, TODAY, link="https://w.example/p"), at=NOW, site="https://w.example/p"
    )
    events: list[Any] = list(Calendar.from_ical(made).walk("VEVENT"))
    assert b"Geheim" not in made
    weekly = [event for event in events if "rrule" in event]
    assert len(weekly) == 3
    tuesday = next(event for event in weekly if event.decoded("dtstart").weekday() == 1)
    assert [moment.dt.date() for moment in tuesday["exdate"].dts] == [closed]
    assert {str(event["summary"]) for event in events if "rrule" not in event} == {
        "Buurthuis De Eik is open", "Naaiavond (de naaiclub)",
    }  # fmt: skip
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert str(tuesday["dtstart"].dt.tzinfo) == "Europe/Amsterdam" and b"BEGIN:VTIMEZONE" in made


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_for_a_room_at_once_do_not_both_get_it() -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    room = a_room(a_venue(here, leader), leader)
    start, outcomes = threading.Barrier(3), []

    def ask(minute: int) -> None:
        try:
            start.wait(timeout=30)
            a_booking(room, leader, begins=time(19, minute))
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(minute,)) for minute in (0, 15, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["done", "taken", "taken"]
    assert Booking.objects.count() == 1
