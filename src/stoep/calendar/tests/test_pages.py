"""The pages of the calendar, also with wrong input: nothing that was typed is lost, nothing stands there twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from stoep.calendar import actions as calendar
from stoep.calendar.models import Entry, Feed, Joining
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, sign_in
from tests.rooms.calendar import A_FILE, an_entry
from tests.rooms.venues import a_venue

pytestmark = pytest.mark.django_db
TYPED = {
    "what": "ليلة الحي 🌙", "asked_by": "Waterschap", "party": "water", "groups": ["everybody"], "streets": "Eikstr. 3",
    "first_on": (TODAY + timedelta(days=10)).isoformat(), "begins": "19.30", "asked_people": "40", "minutes": "60",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _still() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _path(name: str, here: Any, *args: object) -> str:
    return reverse(f"calendar:{name}", args=[here.slug, *args])


def test_what_clashes_is_shown_before_it_is_stored_and_can_be_sent_all_the_same(client: Any) -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    other = an_entry(here, a_standing(here))
    assert official.person
    sign_in(client, official.person)
    first = client.post(_path("enter", here), TYPED | {"key": "k"})
    text = first.content.decode()
    assert first.status_code == 200 and Entry.objects.count() == 1
    assert other.what in text and "Allebei vragen het aan" in text and "ليلة الحي 🌙" in text
    assert 'name="seen" value="ja"' in text
    for _twice in range(2):
        sent = client.post(_path("enter", here), TYPED | {"key": "k", "seen": "ja"}, follow=True)
        assert "Stel voor om het samen te doen" in sent.content.decode()
    entry = Entry.objects.exclude(pk=other.pk).get()
    assert (entry.begins, entry.streets) == ("19:30", ["Eikstr. 3"])
    asked = client.post(_path("propose", here, entry.pk, other.pk), {"words": "Eén avond?"}, follow=True)
    assert "Eén avond?" in asked.content.decode() and "Er is nog geen antwoord" in asked.content.decode()
    changed = client.post(_path("change", here, entry.pk), TYPED | {"what": "Anders", "seen": "ja"}, follow=True)
    assert "Anders" in changed.content.decode()
    off = client.post(_path("withdraw", here, entry.pk), {"why": "De spreker is ziek."}, follow=True)
    assert "De spreker is ziek." in off.content.decode()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"what": ""}, "utrecht-form-field--invalid"),
        ({"begins": "half acht"}, "19:30"), ({"days": "gisteren"}, "21-04-2026"),
        ({"first_on": "31-02-2026"}, "21-04-2026"), ({"groups": ["honden"]}, "honden"), ({"minutes": "-3"}, "1"),
        ({"streets": "x" * 90}, "eigen regel"), ({"venue": "99999"}, "99999"), ({"link": "http://x.example"}, "https://"),
        ({"is_known": "on"}, "waarom u het toch"), ({"first_on": "2020-01-01"}, "voorbij"),
        ({"asked_by": "x" * 121}, "120"),
    ],
)  # fmt: skip
def test_what_must_be_mended_is_told_and_what_was_typed_stays(client: Any, given: Any, told: str) -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    assert official.person
    sign_in(client, official.person)
    answer = client.post(_path("enter", here), TYPED | given)
    text = answer.content.decode()
    assert answer.status_code == 422 and told in text and given.get("streets", "Eikstr. 3") in text
    assert not Entry.objects.exists()


def test_a_month_a_quarter_a_line_the_calendar_and_the_sheet_are_for_everybody(client: Any) -> None:
    here = a_neighbourhood()
    chair = a_standing(here)
    venue = a_venue(here, chair)
    for number in range(25):
        an_entry(here, chair, f"Avond {number}", venue=venue, first_on=TODAY + timedelta(days=number))
    an_entry(here, chair, "Brief", party="grid", first_on=TODAY, last_on=TODAY + timedelta(days=80), begins="", ends="")
    off = an_entry(here, chair, "Afgezegd")
    calendar.withdraw(entry=off, why="Ziek.", by=chair, at=NOW)
    month = client.get(_path("calendar", here)).content.decode()
    assert "Avond 1<" in month and "Afgezegd" not in month and "?bladzijde=2" in month
    second = client.get(_path("calendar", here) + "?bladzijde=2").content.decode()
    assert "Avond 24" in second and "Avond 24" not in month
    assert client.get(_path("calendar", here) + "?bladzijde=🙂").status_code == 200
    quiet = client.get(_path("month", here, 2027, 3)).content.decode()
    assert quiet.count("Deze week wordt er niets gevraagd.") == 5
    quarter = client.get(_path("quarter", here, 2026, 3)).content.decode()
    assert "gemeente" in quarter and "netbeheerder" in quarter and "<svg" in quarter and "uur" in quarter
    assert "niets in de kalender" in client.get(_path("quarter", here, 2030, 1)).content.decode()
    for wrong in (_path("month", here, 2026, 13), _path("month", here, 1, 1), _path("quarter", here, 2026, 5)):
        assert client.get(wrong).status_code == 404
    told = list(Calendar.from_ical(client.get(_path("feed", here)).content).walk("VEVENT"))
    assert len(told) == 27 and sum(str(event.get("STATUS", "")) == "CANCELLED" for event in told) == 1
    assert client.get(_path("paper", here, 2026, 9)).content.startswith(b"%PDF")
    assert client.get(_path("entry", a_neighbourhood(), off.pk)).status_code == 404


def test_few_people_are_not_told_by_number(client: Any) -> None:
    here = a_neighbourhood()
    entry = an_entry(here, a_standing(here), asked_people=7)
    text = client.get(entry.get_absolute_url()).content.decode()
    assert "minder dan tien" in text and "ongeveer 7" not in text


def test_an_answer_stands_for_everybody_and_a_second_one_is_refused(client: Any) -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    housing = a_standing(here, "housing", seat=False, posts=("official",))
    mine, theirs = an_entry(here, official), an_entry(here, housing, party="housing")
    joining = calendar.propose_joining(entry=mine, other=theirs, words="Samen?", by=official, at=NOW)
    assert housing.person
    sign_in(client, housing.person)
    page = client.get(theirs.get_absolute_url()).content.decode()
    assert "Zeg ja of nee" in page
    path = _path("answer", here, joining.pk)
    assert client.post(path, {"is_yes": "misschien", "answer": "Ja."}).status_code == 422
    done = client.post(path, {"is_yes": "ja", "answer": "Graag, één avond."}, follow=True).content.decode()
    assert "Ja, samen." in done and "Graag, één avond." in done
    again = client.post(path, {"is_yes": "nee", "answer": "Toch niet."})
    assert again.status_code == 422 and Joining.objects.get().is_yes
    assert client.get(path).status_code == 302


def test_a_file_of_another_calendar_is_sent_and_a_broken_one_says_so(client: Any) -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    assert official.person
    sign_in(client, official.person)
    typed = {"name": "De school", "party": "school", "groups": ["parents"], "streets": ""}
    page = client.post(_path("follow", here), typed, follow=True)
    assert "De school" in page.content.decode()
    feed = Feed.objects.get()
    for data in (A_FILE, A_FILE):
        sent = client.post(_path("send", here, feed.pk), {"file": SimpleUploadedFile("a.ics", data)}, follow=True)
        assert "Het bestand is gelezen." in sent.content.decode()
    assert Entry.objects.count() == 1
    for data in (b"", b"\x00" * 90, b"x" * 1_000_001):
        broken = client.post(_path("send", here, feed.pk), {"file": SimpleUploadedFile("a.ics", data)})
        assert broken.status_code == 422 and "agenda" in broken.content.decode()
    assert client.post(_path("send", here, feed.pk), {}).status_code == 422
    listed = client.get(_path("feeds", here)).content.decode()
    assert "De school" in listed and "Lees deze agenda niet meer" in listed
    assert client.post(_path("unfollow", here, feed.pk), follow=True).status_code == 200
    assert "Er wordt nog geen andere agenda gelezen." in client.get(_path("feeds", here)).content.decode()


def test_an_address_that_may_be_secret_is_not_shown_to_others(client: Any) -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    calendar.follow(
        neighbourhood=here,
        name="Waterschap",
        party="water",
        address="https://w.example/geheim.ics",
        by=official,
        at=NOW,
    )
    assert "geheim" not in client.get(_path("feeds", here)).content.decode()
    assert official.person
    sign_in(client, official.person)
    assert "geheim" in client.get(_path("feeds", here)).content.decode()


@pytest.mark.parametrize("name", ["calendar", "quarter", "entry", "feeds"])
def test_a_page_asks_as_much_with_many_lines_as_with_few(client: Any, name: str) -> None:
    here = a_neighbourhood()
    chair = a_standing(here)
    entry = an_entry(here, chair)
    path = _path(name, here, *{"quarter": (2026, 3), "entry": (entry.pk,)}.get(name, ()))
    counts = []
    for more in (1, 15):
        for number in range(more):
            an_entry(here, chair, f"Avond {number}")
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8
