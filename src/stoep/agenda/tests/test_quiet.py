"""A long line without a short stroke: who looks after it hears, once each time that it falls quiet (R25)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from stoep.agenda import actions
from stoep.people import queries as people
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from tests.builders import TODAY, a_person, a_seat, a_standing, an_item

pytestmark = pytest.mark.django_db
SEVEN_MONTHS = TODAY + timedelta(days=7 * 31)


def morning(day: int) -> datetime:
    """Eight in the morning, so many days after seven months have passed."""
    return datetime.combine(SEVEN_MONTHS + timedelta(days=day), time(8), tzinfo=ZoneInfo("Europe/Amsterdam"))


def told_on(day: int) -> int:
    """What the clock does on that day."""
    return actions.tell_of_quiet(today=SEVEN_MONTHS + timedelta(days=day), at=morning(day))


def test_after_seven_months_without_a_stroke_its_owner_hears_once_and_the_log_tells(place: Neighbourhood) -> None:
    bep = a_person("Bep de Boer", email="bep@voorbeeld.example")
    a_seat(place, person=bep)
    a_seat(place, person=a_person(email="ander@voorbeeld.example"))
    line = an_item(place, "Huiskamer na schooltijd", horizon="long", owner="Bep de Boer")
    assert told_on(-60) == 0
    assert [told_on(0), told_on(0), told_on(1)] == [1, 0, 0]
    told = Telling.objects.get()
    assert people.address_of(told.contact) == "bep@voorbeeld.example"
    assert "Huiskamer na schooltijd" in told.subject
    assert "1 september 2026" in told.body
    assert f"/a/{line.code}/" in told.body
    entry = Entry.objects.get(act="agenda.tell_of_quiet")
    assert (entry.subject, entry.sealed()["by"]) == (f"item:{line.code}", {"side": "clock"})


def test_a_group_without_an_account_hears_through_the_residents_at_the_table(place: Neighbourhood) -> None:
    a_seat(place, person=a_person(email="truus@voorbeeld.example"))
    a_seat(place, "municipality", person=a_person(side="municipality", email="ambtenaar@voorbeeld.example"))
    an_item(place, horizon="long", owner="Werkgroep Huiskamer", by=a_standing(place, "independent"))
    assert told_on(0) == 1
    assert [people.address_of(told.contact) for told in Telling.objects.all()] == ["truus@voorbeeld.example"]


def test_a_stroke_breaks_the_quiet_and_falling_quiet_again_is_told_again(place: Neighbourhood) -> None:
    resident = a_standing(place)
    line = an_item(place, by=resident, horizon="long")
    assert told_on(0) == 1
    day = SEVEN_MONTHS + timedelta(days=10)
    an_item(place, by=resident, line=line, at=morning(10), today=day)
    assert told_on(11) == 0
    assert told_on(10 + 200) == 1
    assert Entry.objects.filter(act="agenda.tell_of_quiet").count() == 2


def test_a_short_stroke_and_a_closed_line_are_never_told_of(place: Neighbourhood) -> None:
    an_item(place, horizon="short")
    line = an_item(place, horizon="long")
    line.closed_at = morning(0)
    line.position = None
    line.save()
    assert told_on(300) == 0
