"""Calendars of other parties: taken in once, brought up to date, called off; and what goes wrong is said."""

from __future__ import annotations

from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from stoep.calendar import actions as calendar
from stoep.calendar import queries, reading
from stoep.calendar.models import Entry, Feed
from stoep.calendar.tests.test_reading import a_file, an_event
from stoep.people.models import Telling
from stoep.record.models import Entry as Sealed
from stoep.shared import fetching
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.tests.loopback import served, tell
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.calendar import an_entry

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def a_feed(by: Any, address: str = "", **given: Any) -> Feed:
    usual: dict[str, Any] = {"name": "Waterschap", "party": "water", "streets": ["Kade"], "asked_people": 40}
    return calendar.follow(neighbourhood=by.neighbourhood, address=address, by=by, at=NOW, **usual | given)


def lines() -> list[tuple[str, str, bool]]:
    rows = Entry.objects.order_by("first_on", "pk")
    return [(row.what, row.first_on.isoformat(), row.withdrawn_at is not None) for row in rows]


def test_a_file_comes_in_once_and_the_same_number_again_is_changed_and_not_doubled() -> None:
    official = a_standing(a_neighbourhood(), "municipality", seat=False, posts=("official",))
    feed = a_feed(official)
    sent = a_file(an_event(more="RRULE:FREQ=WEEKLY;COUNT=2"), an_event("DTSTART:20261001T100000Z", uid="2"))
    taken = calendar.send_file(feed=feed, data=sent, by=official, **WHEN)
    assert (taken.added, taken.changed, taken.off) == (3, 0, 0)
    one = Entry.objects.order_by("pk")[0]
    assert (one.party, one.asked_by, one.streets, one.asked_people, one.groups) == (
        "water", "Waterschap", ["Kade"], 40, ["everybody"]
    )  # fmt: skip
    sealed = Sealed.objects.count()
    assert calendar.send_file(feed=feed, data=sent, by=official, **WHEN) == calendar.Taken()
    assert Sealed.objects.count() == sealed
    moved = a_file(an_event("DTSTART:20261002T100000Z", uid="2", what="Later"))
    assert calendar.send_file(feed=feed, data=moved, by=official, **WHEN).changed == 1
    assert lines()[-1] == ("Later", "2026-10-02", False) and len(lines()) == 3
    off = a_file(an_event("DTSTART:20261002T100000Z", "STATUS:CANCELLED", uid="2", what="Later"))
    assert calendar.send_file(feed=feed, data=off, by=official, **WHEN).off == 1
    assert [line[2] for line in lines()] == [False, False, True]
    assert calendar.send_file(feed=feed, data=moved, by=official, **WHEN).changed == 1
    assert [line[2] for line in lines()] == [False, False, False]
    shorter = a_file(an_event(more="RRULE:FREQ=WEEKLY;COUNT=1"))
    assert calendar.send_file(feed=feed, data=shorter, by=official, **WHEN).off == 1
    assert [line[2] for line in lines()] == [False, True, False]


def test_who_follows_the_same_calendar_twice_has_one_and_strangers_have_none() -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    housing = a_standing(here, "housing", seat=False, posts=("official",))
    feed = a_feed(official, "webcal://w.example/a.ics")
    assert feed.address == "https://w.example/a.ics" and a_feed(housing, "https://w.example/a.ics") == feed
    assert a_feed(official, name="School") == a_feed(housing, name="school")
    for given, code in (
        ({"address": "http://w.example/"}, "no-link"), ({"address": "file:///etc/passwd"}, "no-link"),
        ({"name": " "}, "incomplete"), ({"party": "x", "name": "X"}, "no-group"),
        ({"groups": [], "name": "X"}, "no-group"), ({"asked_people": -1, "name": "X"}, "no-number"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            a_feed(official, **given)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        a_feed(a_standing(here, seat=False))
    with pytest.raises(NotAllowed):
        calendar.unfollow(feed=feed, by=housing, at=NOW)
    with pytest.raises(Refused):
        calendar.send_file(feed=feed, data=a_file(an_event()), by=official, **WHEN)
    calendar.unfollow(feed=feed, by=official, at=NOW)
    assert feed not in queries.feeds(here)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "no-calendar"), (b"\xff\xfe" * 50, "no-calendar"), (b"x" * (reading.LARGEST + 1), "too-large")],
)
def test_a_broken_file_is_refused_with_what_is_wrong_and_nothing_comes_in(data: bytes, code: str) -> None:
    official = a_standing(a_neighbourhood(), "municipality", seat=False, posts=("official",))
    with pytest.raises(Refused) as refused:
        calendar.send_file(feed=a_feed(official), data=data, by=official, **WHEN)
    assert refused.value.code == code and not Entry.objects.exists()


def test_what_comes_out_of_a_calendar_is_changed_there_and_clashes_here() -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    feed = a_feed(official)
    calendar.send_file(feed=feed, data=a_file(an_event()), by=official, **WHEN)
    taken = Entry.objects.get()
    with pytest.raises(Refused) as refused:
        calendar.withdraw(entry=taken, why="Ziek.", by=official, at=NOW)
    assert refused.value.code == "of-a-feed"
    own = an_entry(here, official, first_on=taken.first_on)
    assert [clash.entry for clash in queries.clashes_of(own)] == [taken]
    calendar.propose_joining(entry=own, other=taken, words="Samen?", by=official, at=NOW)
    assert Telling.objects.count() == 1  # whoever lets it be read hears of it
    calendar.unfollow(feed=feed, by=official, at=NOW)
    assert calendar.withdraw(entry=taken, why="Ziek.", by=official, at=NOW).withdrawn_at == NOW


def test_an_address_is_read_by_the_clock_and_what_is_gone_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    official = a_standing(a_neighbourhood(), "municipality", seat=False, posts=("official",))
    told = [a_file(an_event(), an_event("DTSTART:20261001T100000Z", uid="2"))]
    with served(lambda request: tell(request, told[-1])) as (address, way):
        monkeypatch.setattr(fetching, "OUTWARD", way)
        feed = a_feed(official, address)
        assert calendar.read_daily(**WHEN) == 0 and len(lines()) == 2
        told.append(a_file(an_event()))
        calendar.read_daily(at=NOW + timedelta(days=1), today=TODAY + timedelta(days=1))
        assert lines() == [("Avond", "2026-09-10", False), ("Avond", "2026-10-01", True)]
        told.append(a_file())
        calendar.read_daily(at=NOW + timedelta(days=30), today=TODAY + timedelta(days=30))
        assert lines()[0] == ("Avond", "2026-09-10", False)  # what has been, has been
        with pytest.raises(Refused) as refused:
            calendar.look_now(feed=feed, by=official, at=NOW + timedelta(days=30), today=TODAY)
        assert refused.value.code == "just-now"
    sides = {entry.sealed()["by"]["side"] for entry in Sealed.objects.filter(act="calendar.take_in")}
    assert sides == {"clock"}


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (lambda request: tell(request, b"<html>Log in</html>"), "no-calendar"),
        (lambda request: tell(request, b"", 500), "status"),
        (lambda request: tell(request, b"", 302, Location="http://127.0.0.1/"), "no-address"),
        (lambda request: tell(request, b"x" * (reading.LARGEST + 1)), "too-large"),
    ],
)
def test_an_address_that_fails_is_told_once_and_what_stood_there_stays(
    monkeypatch: pytest.MonkeyPatch, answer: Any, fault: str
) -> None:
    official = a_standing(a_neighbourhood(), "municipality", seat=False, posts=("official",))
    answers: list[Any] = [lambda request: tell(request, a_file(an_event()))]

    def now(request: BaseHTTPRequestHandler) -> None:
        answers[-1](request)

    with served(now) as (address, way):
        monkeypatch.setattr(fetching, "OUTWARD", way)
        feed = a_feed(official, address)
        calendar.read_daily(**WHEN)
        answers.append(answer)
        assert calendar.read_daily(**WHEN) == calendar.read_daily(**WHEN) == 1
        with pytest.raises(Refused) as refused:
            calendar.look_now(feed=feed, by=official, at=NOW + timedelta(hours=1), today=TODAY)
        with pytest.raises(CommandError):
            call_command("read_calendars", "--wijk", feed.neighbourhood.slug)
    feed.refresh_from_db()
    assert feed.fault == refused.value.code == fault and calendar.why(fault)
    assert Telling.objects.count() == 1 and len(lines()) == 1
    assert "Waterschap" in Telling.objects.get().body


def test_an_address_inside_is_never_asked() -> None:
    official = a_standing(a_neighbourhood(), "municipality", seat=False, posts=("official",))
    feed = a_feed(official, "https://127.0.0.1.nip.example/a.ics")
    Feed.objects.filter(pk=feed.pk).update(address="https://127.0.0.1/a.ics")
    calendar.read_daily(**WHEN)
    feed.refresh_from_db()
    assert feed.fault == "inward"
