"""Days over twenty years, and over every switch to and from summer time: what is late, and what asks "nog actueel?"."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from stoep.agenda import rules as agenda
from stoep.people.management.commands import work
from stoep.promises import actions as promises
from stoep.promises import rules
from stoep.record.models import Entry
from stoep.voices import rules as voices
from tests.builders import a_neighbourhood, a_promise, a_seat, an_organisation

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2046, 12, 31)
days = st.dates(FIRST, LAST)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - DAY
    return last - timedelta(days=(last.weekday() + 1) % 7)


# Directive 2000/84/EC: on the last Sundays of March and October, at one o'clock UTC.
SWITCHES = [_last_sunday(year, month) for year in range(2026, 2047) for month in (3, 10)]
around = st.sampled_from(SWITCHES).flatmap(lambda day: st.sampled_from([day - DAY, day, day + DAY]))


def _moments_of(day: date) -> tuple[datetime, datetime]:
    """The first and the last microsecond of a day in Amsterdam, in UTC."""
    first = datetime.combine(day, time.min, AMSTERDAM).astimezone(UTC)
    return first, datetime.combine(day + DAY, time.min, AMSTERDAM).astimezone(UTC) - timedelta(microseconds=1)


def _today(at: datetime) -> date:
    """What the views and the clock take for today at this moment."""
    with time_machine.travel(at, tick=False):
        return timezone.localdate()


def test_the_switches_are_those_of_the_law() -> None:
    lengths = {day: _moments_of(day)[1] - _moments_of(day)[0] for day in SWITCHES}
    for day, length in lengths.items():
        hours = 23 if day.month == 3 else 25
        assert length + timedelta(microseconds=1) == timedelta(hours=hours), day
    assert len(SWITCHES) == 42


@given(due_on=st.one_of(days, around), seconds=st.integers(0, 86_399))
@example(due_on=date(2046, 10, 28), seconds=0)
def test_a_promise_is_late_from_the_first_moment_of_the_next_day_in_amsterdam(due_on: date, seconds: int) -> None:
    """Not an hour sooner or later because the clock was set meanwhile, and not by the day of another country."""
    first, last = _moments_of(due_on)
    for at in (first, first + timedelta(seconds=min(seconds, 82_799)), last):
        assert rules.standing_of(due_on, None, _today(at)) == "open"
    assert rules.standing_of(due_on, None, _today(last + timedelta(microseconds=1))) == "late"


@given(said_on=st.one_of(days, around))
def test_an_answer_is_due_the_same_weekday_eight_weeks_on(said_on: date) -> None:
    due_on = voices.due_on(said_on, 8)
    assert (due_on - said_on, due_on.weekday()) == (timedelta(weeks=8), said_on.weekday())


@given(touched_on=st.one_of(days, around), later=st.integers(0, 800))
@example(touched_on=date(2028, 2, 29), later=365)
@example(touched_on=date(2044, 2, 29), later=366)
def test_an_item_asks_each_year_whether_it_is_current_and_not_a_day_sooner(touched_on: date, later: int) -> None:
    today = touched_on + timedelta(days=later)
    year_on = agenda.add_months(touched_on, 12)
    assert agenda.asks_whether_current(touched_on, today) == (today >= year_on)
    assert year_on.year == touched_on.year + 1
    # Leap day comes back on the last day of February, so that it is asked every year.
    assert (year_on.month, year_on.day) in {
        (touched_on.month, touched_on.day),
        (2, 28) if (touched_on.month, touched_on.day) == (2, 29) else (touched_on.month, touched_on.day),
    }


@given(touched_on=days)
def test_twenty_years_of_saying_that_it_is_current_ask_twenty_times(touched_on: date) -> None:
    asked, day = 0, touched_on
    while day.year < touched_on.year + 20:
        day = agenda.add_months(day, 12)
        assert agenda.asks_whether_current(agenda.add_months(day, -12), day)
        assert not agenda.asks_whether_current(day, day)
        asked += 1
    assert asked == 20


@given(proposed_on=st.one_of(days, around))
def test_the_second_key_can_be_turned_on_the_fourteenth_day_and_not_on_the_next(proposed_on: date) -> None:
    until = agenda.expires_on(proposed_on)
    kept: dict[str, Any] = {"seconded": False, "withdrawn": False, "expires_on": until}
    assert agenda.standing_of_decision(**kept, today=until) == "waiting"
    assert agenda.standing_of_decision(**kept, today=until + DAY) == "lapsed"


@pytest.mark.django_db
@pytest.mark.parametrize("due_on", [date(2026, 10, 24), date(2027, 3, 27), date(2046, 3, 24), date(2046, 10, 27)])
def test_the_clock_tells_of_lateness_on_the_day_of_the_switch_itself(due_on: date) -> None:
    """Due on the Saturday: told at the first round of the Sunday, at midnight in Amsterdam, and once."""
    here = a_neighbourhood()
    a_seat(here)
    said = datetime.combine(due_on - timedelta(days=60), time(12), AMSTERDAM)
    municipality = an_organisation("municipality")
    a_promise(here, due_on=due_on, at=said, today=said.date(), organisation=municipality)
    midnight = _moments_of(due_on)[1] + timedelta(microseconds=1)
    for at, told in [(midnight - timedelta(seconds=1), 0), (midnight, 1), (midnight + timedelta(hours=3), 1)]:
        with time_machine.travel(at, tick=False):
            work.do_duty("stoep.promises.actions.tell_of_late", today=timezone.localdate(), at=timezone.now())
        assert Entry.objects.filter(act="promises.late").count() == told
    assert promises.tell_of_late(today=LAST, at=midnight + timedelta(hours=4)) == 0
