"""The register, the wall list and the file: every promise once, in few questions, without a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stoep.places.models import Neighbourhood
from stoep.promises import actions, queries, sheet
from stoep.promises.tests.ground import address
from stoep.record.models import Entry
from tests.builders import (
    NOW,
    TODAY,
    a_neighbourhood,
    a_person,
    a_promise,
    a_seat,
    a_standing,
    an_item,
    an_organisation,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_september")]


def several(place: Neighbourhood, count: int = 45) -> None:
    host = a_standing(place, seat=False, posts=("host",))
    chair, officer = a_standing(place), a_standing(place, "municipality")
    item = an_item(place, by=chair)
    for number in range(count):
        promise = a_promise(
            place,
            by=host,
            words=f"Belofte {number}",
            item=item if number % 2 else None,
            said_on=date(2026, 6, 1),
            due_on=date(2026, 8, 1) + timedelta(days=number * 3),
            organisation=an_organisation("municipality") if number % 3 else None,
        ).promise
        if number % 5 == 0 and promise.organisation:
            actions.change(
                promise=promise, words="Anders", due_on=date(2027, 3, 1), why="Zo.", by=officer, at=NOW, today=TODAY
            )
        if number % 7 == 0:
            kind = "kept" if number % 2 else "broken"
            actions.judge(promise=promise, kind=kind, words="Zo is het.", by=chair, at=NOW, today=TODAY)


def _questions(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        read()
    return len([one for one in asked.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


@pytest.mark.parametrize("name", ["register", "wall", "csv"])
def test_reading_changes_nothing_and_reading_pages_take_no_post(client: Client, name: str) -> None:
    place = a_neighbourhood()
    a_promise(place)
    before = Entry.objects.count()
    assert client.get(address(name, place)).status_code == 200
    assert client.post(address(name, place)).status_code == 405
    assert Entry.objects.count() == before


def test_every_promise_stands_on_exactly_one_page_of_the_register(client: Client) -> None:
    place = a_neighbourhood()
    several(place)
    for which in ("running", "all", "kept", "late", "open", "broken", "changed"):
        seen: list[str] = []
        query = f"?staat={which}"
        while query:
            page = client.get(address("register", place) + query).content.decode()
            seen += re.findall(r'href="/b/([A-Z2-9]{7})/"', page)
            older = re.search(r'rel="next" href="([^"]+)"', page)
            query = older[1].replace("&amp;", "&") if older else ""
        wanted = {line.promise.code for line in queries.register(place, TODAY, which=which, limit=500)}
        assert len(seen) == len(set(seen))
        assert set(seen) == wanted


def test_what_was_judged_counts_by_its_last_word_and_what_is_late_stands_beside_it() -> None:
    place = a_neighbourhood()
    several(place)
    chair = a_standing(place)
    lines = queries.register(place, TODAY, which="all", limit=500)
    twice = next(line.promise for line in lines if line.standing == "broken")
    actions.judge(promise=twice, kind="kept", words="Toch wel.", by=chair, at=NOW + timedelta(hours=1), today=TODAY)
    lines = queries.register(place, TODAY, which="all", limit=500)

    def found(since: int, until: int) -> list[tuple[str, str]]:
        span = (NOW + timedelta(minutes=since), NOW + timedelta(minutes=until))
        judged, late = queries.judged_and_late(place, *span, today=TODAY)
        assert [line.promise.pk for line in late] == [
            line.promise.pk for line in queries.register(place, TODAY, which="late")
        ]
        assert {line.standing for line in late} == {"late"}
        return [(line.promise.code, line.standing) for line in judged]

    whole = [(line.promise.code, line.standing) for line in lines if line.verdict]
    assert found(-1, 90) == whole[: queries.PAGE]
    assert found(30, 90) == [each for each in whole if each[0] == twice.code]
    # Its last word was given after these moments: it no longer says what the first one said.
    assert found(-1, 30) == [each for each in whole if each[0] != twice.code]
    assert found(100, 200) == []


def test_the_counts_agree_with_counting_by_hand(client: Client) -> None:
    place = a_neighbourhood()
    several(place)
    lines = queries.register(place, TODAY, which="all", limit=500)
    tallies = queries.by_organisation(place, TODAY)
    for tally in tallies:
        own = [line for line in lines if line.promise.organisation_id == tally.organisation]
        standings = [line.standing for line in own]
        assert tally.open == standings.count("open")
        assert tally.late == standings.count("late")
        assert tally.kept == standings.count("kept") + standings.count("kept-late")
        assert tally.broken == standings.count("broken")
        assert tally.changed == len([line for line in own if line.is_changed])
    page = client.get(address("register", place)).content.decode()
    assert "Bewoners zelf" in page
    assert "Gemeente Waterstad" in page
    assert "%" not in re.sub(r"<[^>]+>", "", page[page.index("<table") : page.index("</table>")])


def test_the_overview_stands_in_the_order_of_the_alphabet_residents_among_them() -> None:
    place = a_neighbourhood()
    for kind in ("school", "municipality", "resident", "housing"):
        a_promise(place, organisation=an_organisation(kind))
    names = [tally.name for tally in queries.by_organisation(place, TODAY)]
    assert names == sorted(names)
    assert "Bewonersnetwerk" in names


@pytest.mark.parametrize("name", ["register", "wall", "csv"])
def test_a_page_asks_at_most_eight_questions_however_many_promises(client: Client, name: str) -> None:
    place = a_neighbourhood()
    several(place, 8)
    few = _questions(lambda: client.get(address(name, place)))
    several(place, 30)
    many = _questions(lambda: client.get(address(name, place)))
    assert many <= 8
    assert many == few


@pytest.mark.parametrize("query", ["?na=2026", "?na=x.y", "?na=2026-10-01.99999999999999999999999999", "?na=.1"])
def test_a_broken_page_address_is_a_bad_request_and_no_crash(client: Client, query: str) -> None:
    assert client.get(address("register", a_neighbourhood()) + query).status_code in (200, 400)


@pytest.mark.parametrize("query", ["?staat=wat", "?van=99999", "?van=x' OR 1=1 --", "?staat=late&van=resident"])
def test_an_unknown_choice_shows_what_runs(client: Client, query: str) -> None:
    place = a_neighbourhood()
    a_promise(place)
    assert client.get(address("register", place) + query).status_code == 200


def test_the_wall_list_shows_what_runs_with_short_addresses(client: Client) -> None:
    place = a_neighbourhood()
    promise = a_promise(place, said_on=date(2026, 8, 1), due_on=date(2026, 8, 31)).promise
    page = client.get(address("wall", place)).content.decode()
    assert "1 dag te laat" in page
    assert f"/b/{promise.code}/" in page


def test_a_file_for_a_spreadsheet_holds_no_formula(client: Client) -> None:
    place = a_neighbourhood()
    for number, words in enumerate(("=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", "gewoon")):
        a_promise(place, words=words, called=f"={number}")
    rows = list(csv.reader(io.StringIO(client.get(address("csv", place)).content.decode("utf-8-sig"))))
    assert len(rows) == 8
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert sheet.plain_cell("2026-10-01") == "2026-10-01"


def test_a_link_shows_its_host_and_hands_on_nothing(client: Client) -> None:
    promise = a_promise(a_neighbourhood(), evidence_link="https://raad.waterstad.example/verslag").promise
    page = client.get(promise.get_absolute_url()).content.decode()
    link = re.search(r'<a[^>]*href="https://raad.waterstad.example/verslag"[^>]*>([^<]*)</a>', page)
    assert link
    assert "raad.waterstad.example" in link[1]
    assert re.search(r'rel="[^"]*noopener nofollow', link[0])


def test_what_someone_owes_and_what_waits_for_them_stands_on_one_page(client: Client) -> None:
    place = a_neighbourhood()
    chair = a_person()
    a_seat(place, person=chair)
    a_promise(place, words="Stoeptegels recht", said_on=date(2026, 8, 1), due_on=date(2026, 8, 31))
    a_promise(place, words="Ik maak de flyer", called=chair.name, organisation=None, promiser=chair)
    sign_in(client, chair)
    page = client.get(address("mine", place)).content.decode()
    assert "Is dit nagekomen? Stoeptegels recht" in page
    assert "Zeg of dit klopt: Ik maak de flyer" in page
    assert Client().get(address("mine", place)).status_code == 403
