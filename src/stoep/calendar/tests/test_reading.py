"""What another party's calendar says is read as it is meant, and nothing in it can keep the reader busy for ever."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.calendar import reading
from stoep.calendar.reading import Unreadable
from tests.examples import examples

TODAY = date(2026, 9, 1)
HERE = ZoneInfo("Europe/Amsterdam")
_BETWEEN = (datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-01"))
pytestmark = pytest.mark.once


def a_file(*events: str, head: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//\n{head}{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def an_event(
    start: str = "DTSTART;TZID=Europe/Amsterdam:20260910T193000", more: str = "", uid: str = "1", what: str = "Avond"
) -> str:
    return f"UID:{uid}\nDTSTAMP:20260101T000000Z\n{start}\nSUMMARY:{what}\n{more}"


def read(*events: str, today: date = TODAY, head: str = "") -> reading.Read:
    return reading.read(a_file(*events, head=head), today=today, zone=HERE)


def days(*events: str) -> list[str]:
    return [thing.first_on.isoformat() for thing in read(*events).things]


def test_one_evening_with_its_place_words_and_length() -> None:
    more = (
        "DTEND;TZID=Europe/Amsterdam:20260910T210000\nLOCATION:De Eik\nDESCRIPTION:<b>Hoe</b> verder?\\nTwee.\n"
        "URL:https://w.example/a\nORGANIZER;CN=Jan Jansen:mailto:jan@w.example\nATTENDEE:mailto:piet@w.example"
    )
    thing = read(an_event(more=more)).things[0]
    assert (thing.what, thing.begins, thing.ends, thing.minutes) == ("Avond", "19:30", "21:00", 90)
    assert (thing.place, thing.about, thing.link) == ("De Eik", "Hoe verder?\nTwee.", "https://w.example/a")
    assert "jan" not in repr(thing).lower() and "piet" not in repr(thing)


@pytest.mark.parametrize(
    ("start", "begins", "day"),
    [
        ("DTSTART:20260910T173000Z", "19:30", "2026-09-10"),
        ("DTSTART:20261110T183000Z", "19:30", "2026-11-10"),
        ("DTSTART;TZID=America/New_York:20260910T200000", "02:00", "2026-09-11"),
        ("DTSTART:20260910T193000", "19:30", "2026-09-10"),
        ("DTSTART;VALUE=DATE:20260910", "", "2026-09-10"),
    ],
)
def test_every_zone_is_told_by_the_clock_here(start: str, begins: str, day: str) -> None:
    thing = read(an_event(start)).things[0]
    assert (thing.begins, thing.first_on.isoformat()) == (begins, day)


def test_a_zone_of_its_own_is_read_too() -> None:
    head = (
        "BEGIN:VTIMEZONE\nTZID:Eigen\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0000\n"
        "END:STANDARD\nEND:VTIMEZONE\n"
    )
    thing = read(an_event("DTSTART;TZID=Eigen:20260910T173000"), head=head).things[0]
    assert thing.begins == "19:30"


def test_days_and_nights() -> None:
    whole = read(an_event("DTSTART;VALUE=DATE:20260910", "DTEND;VALUE=DATE:20260913")).things[0]
    assert (whole.first_on.day, whole.last_on.day, whole.minutes) == (10, 12, None)
    late = read(an_event(more="DTEND;TZID=Europe/Amsterdam:20260911T010000")).things[0]
    assert (late.last_on.day, late.begins, late.ends, late.minutes) == (10, "19:30", "", 330)
    long = read(an_event(more="DURATION:P3D")).things[0]
    assert (long.first_on.day, long.last_on.day, long.begins) == (10, 13, "")


def test_what_repeats_for_ever_is_read_until_five_months_ahead_and_stays_half_past_seven() -> None:
    found = read(an_event(more="RRULE:FREQ=WEEKLY\nDTEND;TZID=Europe/Amsterdam:20260910T210000")).things
    assert found[0].first_on == date(2026, 9, 10) and found[-1].first_on == date(2027, 2, 25)
    assert {thing.begins for thing in found} == {"19:30"} and {thing.ends for thing in found} == {"21:00"}
    assert len({thing.key for thing in found}) == len(found) and len({thing.family for thing in found}) == 1
    later = read(an_event(more="RRULE:FREQ=WEEKLY"), today=date(2026, 9, 20)).things
    assert {thing.key for thing in later} & {thing.key for thing in found} == {thing.key for thing in found[2:]}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=2TH;COUNT=3", ["2026-09-10", "2026-10-08", "2026-11-12"]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20260914T220000Z", ["2026-09-10", "2026-09-12", "2026-09-14"]),
        ("FREQ=WEEKLY;BYDAY=TH,FR;UNTIL=20260918", ["2026-09-10", "2026-09-11", "2026-09-17", "2026-09-18"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["2026-09-30", "2026-10-30"]),
        ("FREQ=YEARLY", ["2026-09-10"]),
    ],
)
def test_a_rule_is_read_as_it_is_meant(rule: str, expected: list[str]) -> None:
    assert days(an_event(more=f"RRULE:{rule}")) == expected


def test_a_time_that_was_moved_called_off_or_left_out() -> None:
    series = an_event(
        more="RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Amsterdam:20260924T193000\n"
        "RDATE;TZID=Europe/Amsterdam:20260912T193000"
    )
    moved = an_event(
        "DTSTART;TZID=Europe/Amsterdam:20260918T200000", "RECURRENCE-ID;TZID=Europe/Amsterdam:20260917T193000"
    )
    off = an_event(
        "DTSTART;TZID=Europe/Amsterdam:20261001T193000",
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20261001T193000\nSTATUS:CANCELLED",
    )
    found = read(series, moved, off).things
    told = [(thing.first_on.isoformat(), thing.begins, thing.is_off) for thing in found]
    assert told == [
        ("2026-09-10", "19:30", False), ("2026-09-12", "19:30", False), ("2026-09-18", "20:00", False),
        ("2026-10-01", "19:30", True), ("2026-10-08", "19:30", False),
    ]  # fmt: skip
    assert len({thing.key for thing in found}) == 5


def test_the_same_number_again_is_the_same_thing_and_the_newest_counts() -> None:
    older = an_event(more="SEQUENCE:1", what="Oud")
    newer = an_event("DTSTART:20260920T100000Z", "SEQUENCE:2", what="Nieuw")
    found = read(newer, older).things
    assert [thing.what for thing in found] == ["Nieuw"]
    assert found[0].key == read(older).things[0].key


def test_what_is_over_far_away_private_or_without_a_number_is_left_out() -> None:
    assert days(an_event("DTSTART:20260831T100000Z")) == days(an_event("DTSTART:20290831T100000Z")) == []
    assert days(an_event(more="CLASS:PRIVATE")) == days(an_event(more="CLASS:CONFIDENTIAL;X=1")) == []
    for broken in (
        "SUMMARY:Zonder nummer\nDTSTART:20260910T100000Z", an_event("X-NIETS:1"), an_event("DTSTART:gisteren"),
        an_event(what=""), an_event(more="DTEND:20260801T100000Z"), an_event(more="RRULE:FREQ=SECONDLY"),
        an_event(more="RRULE:FREQ=DAILY;INTERVAL=0"), an_event(more="RRULE:FREQ=DAILY;BYHOUR=1"),
        an_event(more="RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), an_event(more="RRULE:nooit"),
        an_event(more="RRULE:FREQ=DAILY;UNTIL=99999999"), an_event(more="DURATION:P999999999D"),
    ):  # fmt: skip
        found = read(broken, an_event(uid="goed"))
        assert [thing.family for thing in found.things] == [found.things[0].family], broken
        assert found.left <= 1


def test_names_in_arabic_with_emoji_and_with_tags_that_would_run() -> None:
    found = read(an_event(what="ليلة الحي 🌙 <script>alert(1)</script>")).things[0]
    assert found.what == "ليلة الحي 🌙 alert(1)"
    assert read(an_event(what="x" * 5000)).things[0].what.endswith("…")
    assert read(an_event(more="URL:javascript:alert(1)")).things[0].link == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-calendar"), (b"<html></html>", "no-calendar"), (b"BEGIN:VCALENDAR", "no-calendar"),
        (b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", "no-calendar"), (b"\x00\xff\xfe" * 100, "no-calendar"),
        (b"BEGIN:VCALENDAR\r\n" * 5000, "no-calendar"), (b"END:VCALENDAR\r\n", "no-calendar"),
        (b"x" * 1_000_001, "too-large"),
        (a_file(*[f"UID:{number}" for number in range(3001)]), "too-many"),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        reading.read(data, today=TODAY, zone=HERE)
    assert refused.value.code == code and code in reading.WHY


def test_rules_that_nothing_fits_do_not_keep_the_reader_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_READ", 0.2)
    never = [an_event(more="RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO", uid=str(number)) for number in range(50)]
    began = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read(*never)
    assert refused.value.code == "too-slow"
    assert time.monotonic() - began < 30  # fifty of them would take minutes


@settings(max_examples=examples(60), deadline=None)
@given(st.binary(max_size=400), st.integers(0, 400))
def test_a_broken_file_is_refused_or_read_and_nothing_else(noise: bytes, where: int) -> None:
    whole = a_file(an_event(more="RRULE:FREQ=WEEKLY;COUNT=4"), an_event(uid="2"))
    try:
        found = reading.read(whole[:where] + noise + whole[where:], today=TODAY, zone=HERE)
    except Unreadable as refused:
        assert refused.code in reading.WHY
    else:
        assert len(found.things) <= reading.MOST_KEPT


@settings(max_examples=examples(100), deadline=None)
@given(
    st.datetimes(*_BETWEEN),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 5),
)
def test_every_time_lies_between_today_and_the_horizon_and_comes_once(
    start: datetime, frequency: str, interval: int
) -> None:
    event = an_event(f"DTSTART:{start:%Y%m%dT%H%M%S}", f"RRULE:FREQ={frequency};INTERVAL={interval}")
    found = read(event).things
    assert all(TODAY - timedelta(days=1) < thing.last_on and thing.first_on <= date(2027, 2, 28) for thing in found)
    assert len({thing.key for thing in found}) == len(found) <= reading.MOST_TIMES
