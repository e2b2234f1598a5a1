"""What happens in the calendar: it is entered, changed and withdrawn, it clashes, and two are done together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stoep.calendar import actions as calendar
from stoep.calendar import queries, rules
from stoep.calendar.models import Entry, Joining
from stoep.people.models import Telling
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.calendar import an_entry
from tests.rooms.venues import a_venue

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def test_an_official_enters_what_is_asked_and_twice_is_once() -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    entry = an_entry(here, official, posted_key="k", begins="19u30")
    assert an_entry(here, official, "Iets anders", posted_key="k") == entry
    assert (entry.begins, entry.days, entry.first_on) == ("19:30", [entry.first_on.isoformat()], entry.last_on)
    kept = an_entry(here, official, kept_by="gatherings.gathering:7", path="/wijk/x/")
    assert an_entry(here, official, "Weer", kept_by="gatherings.gathering:7") == kept
    with pytest.raises(Refused) as refused:
        calendar.withdraw(entry=kept, why="Ziek.", by=official, at=NOW)
    assert refused.value.code == "kept-elsewhere"
    assert calendar.withdraw(entry=kept, why="Ziek.", by=official, at=NOW, kept_by=kept.kept_by).withdrawn_at == NOW
    calendar.withdraw(entry=entry, why="Ziek.", by=official, at=NOW)
    assert calendar.withdraw(entry=entry, why="", by=official, at=NOW).withdrawn_why == "Ziek."


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"what": " "}, "incomplete"), ({"asked_by": ""}, "incomplete"), ({"groups": []}, "no-group"),
        ({"groups": ["everybody", "honden"]}, "no-group"), ({"party": "hond"}, "no-party"),
        ({"first_on": TODAY - timedelta(days=1)}, "past"), ({"first_on": TODAY + timedelta(days=900)}, "too-far"),
        ({"last_on": TODAY}, "backwards"), ({"last_on": TODAY + timedelta(days=500)}, "too-long"),
        ({"begins": "half acht"}, "no-time"), ({"begins": "", "ends": "21:00"}, "no-time"),
        ({"begins": "21:00", "ends": "19:30"}, "backwards"), ({"asked_people": 0}, "no-number"),
        ({"minutes": 9999}, "no-number"), ({"link": "http://w.example"}, "no-link"),
        ({"link": "javascript:alert(1)"}, "no-link"), ({"is_known": True}, "why-still"),
        ({"what": "🙂" * 161}, "too-long"), ({"days": [TODAY + timedelta(days=n) for n in range(61)]}, "too-many-days"),
    ],
)  # fmt: skip
def test_what_must_be_mended_is_said_and_nothing_is_stored(given: dict[str, Any], code: str) -> None:
    here = a_neighbourhood()
    with pytest.raises(Refused) as refused:
        an_entry(here, a_standing(here), **given)
    assert refused.value.code == code and not Entry.objects.exists()


def test_names_in_arabic_and_with_emoji_stay_as_they_are() -> None:
    here = a_neighbourhood()
    entry = an_entry(here, a_standing(here), "ليلة الحي 🌙", asked_by="مسجد النور", streets=["شارع البلوط 🌳"])
    assert (entry.what, entry.asked_by, entry.streets) == ("ليلة الحي 🌙", "مسجد النور", ["شارع البلوط 🌳"])


def test_nobody_outside_the_network_enters_and_nobody_changes_what_another_asks() -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    housing = a_standing(here, "housing", seat=False, posts=("official",))
    host = a_standing(here, seat=False, posts=("host",))
    for nobody in (a_standing(here, seat=False), a_standing(a_neighbourhood()), a_standing(here, second_factor=False)):
        with pytest.raises(NotAllowed):
            an_entry(here, nobody)
    entry = an_entry(here, official)
    with pytest.raises(NotAllowed):
        calendar.withdraw(entry=entry, why="Wij zijn eerst.", by=housing, at=NOW)
    colleague = a_standing(here, "municipality", seat=False, posts=("official",))
    same: dict[str, Any] = {
        "party": "municipality", "asked_by": "Gemeente", "groups": ["older"], "asked_people": None, "minutes": None,
        "first_on": entry.first_on, **WHEN,
    }  # fmt: skip
    assert calendar.change(entry=entry, what="Later", by=colleague, **same).what == "Later"
    assert calendar.change(entry=entry, what="Weer", by=host, **same).groups == ["older"]
    elsewhere = a_neighbourhood()
    with pytest.raises(Refused) as refused:
        an_entry(here, official, venue=a_venue(elsewhere, a_standing(elsewhere)))
    assert refused.value.code == "other-venue"


def test_what_clashes_is_found_with_its_reason_and_what_is_off_does_not_count() -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    first = an_entry(here, official)
    second = an_entry(here, official, "Groen", first_on=first.first_on, streets=["eikstr. 4"], groups=["tenants"])
    an_entry(here, official, "Elders", streets=["Lindelaan"])
    an_entry(here, official, "Later", first_on=first.first_on + timedelta(days=14))
    elsewhere = a_neighbourhood()
    an_entry(elsewhere, a_standing(elsewhere), "Andere wijk")
    clash = queries.clashes_of(first)
    assert [one.entry for one in clash] == [second]
    assert "huurders" in clash[0].reason and "Eikstraat" in clash[0].reason and "september" in clash[0].reason
    assert [one.entry for one in queries.clashes(here, first_on=first.first_on)] != []
    calendar.withdraw(entry=second, why="Samen.", by=official, at=NOW)
    assert queries.clashes_of(first) == []
    long = an_entry(here, official, "Hele zomer", first_on=TODAY, last_on=TODAY + timedelta(days=365))
    assert long in [one.entry for one in queries.clashes_of(first)]


def test_a_month_is_told_week_by_week_and_the_past_is_not_read() -> None:
    here = a_neighbourhood()
    chair = a_standing(here)
    entry = an_entry(here, chair, first_on=TODAY + timedelta(days=1))
    long = an_entry(here, chair, "Brief", first_on=TODAY, last_on=TODAY + timedelta(days=20))
    weeks = queries.of_month(here, 2026, 9)
    assert [week.monday.day for week in weeks] == [31, 7, 14, 21, 28]
    assert [[one.what for one in week.entries] for week in weeks] == [
        [entry.what, long.what], [long.what], [long.what], [long.what], []
    ]  # fmt: skip


def test_the_load_is_counted_per_party_and_what_nobody_said_is_not_guessed() -> None:
    here = a_neighbourhood()
    chair = a_standing(here)
    assert queries.load(here, rules.quarter_of(TODAY)).hours == 0
    an_entry(here, chair)
    an_entry(here, chair, "Brief", party="water", first_on=TODAY, last_on=TODAY + timedelta(days=59), minutes=10)
    an_entry(here, chair, "Iets", asked_people=None)
    off = an_entry(here, chair, "Af", asked_people=5000)
    calendar.withdraw(entry=off, why="Ziek.", by=chair, at=NOW)
    told = queries.load(here, rules.quarter_of(TODAY))
    # 120 people for ninety minutes; 120 for ten, of which 30 of the 60 days fall in September.
    assert [(share.party, share.hours, share.count) for share in told.shares] == [
        ("municipality", 180, 2), ("water", 10, 1)
    ]  # fmt: skip
    assert (told.hours, told.unknown, told.most) == (190, 1, 180)
    assert queries.load(here, rules.quarter_of(TODAY).later(1)).hours == 10


def test_two_are_done_together_when_both_say_so_and_both_are_told() -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    housing = a_standing(here, "housing", seat=False, posts=("official",))
    host = a_standing(here, seat=False, posts=("host",))
    mine, theirs = an_entry(here, official), an_entry(here, housing, "Onderhoud", party="housing")
    with pytest.raises(NotAllowed):
        calendar.propose_joining(entry=mine, other=theirs, words="Samen?", by=housing, at=NOW)
    with pytest.raises(Refused):
        calendar.propose_joining(entry=mine, other=mine, words="Samen?", by=official, at=NOW)
    asked: dict[str, Any] = {"entry": mine, "other": theirs, "words": "Op één avond?", "by": official, "at": NOW}
    joining = calendar.propose_joining(**asked, posted_key="k")
    assert calendar.propose_joining(**asked, posted_key="k") == joining
    with pytest.raises(Refused) as refused:
        calendar.propose_joining(entry=theirs, other=mine, words="Samen?", by=housing, at=NOW)
    assert refused.value.code == "asked-already"
    told = Telling.objects.get()
    assert "Op één avond?" in told.body and theirs.get_absolute_url() in told.body
    for not_them in (official, host):
        with pytest.raises(NotAllowed):
            calendar.answer_joining(joining=joining, is_yes=True, answer="Ja.", by=not_them, at=NOW)
    with pytest.raises(Refused):
        calendar.answer_joining(joining=joining, is_yes=False, answer=" ", by=housing, at=NOW)
    calendar.answer_joining(joining=joining, is_yes=False, answer="Onze bewoners huren.", by=housing, at=NOW)
    assert Telling.objects.count() == 3
    with pytest.raises(Refused) as again:
        calendar.answer_joining(joining=joining, is_yes=True, answer="Toch.", by=housing, at=NOW)
    assert again.value.code == "answered"
    assert Joining.objects.get().is_yes is False and queries.joinings(theirs) == queries.joinings(mine) == [joining]
