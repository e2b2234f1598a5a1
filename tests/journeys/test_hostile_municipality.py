"""A day of a municipality that wants the lead: by its pages, straight at addresses, from two desks at once, and by SQL.

Nothing that it tries succeeds, each attempt stands in the public log, and what it changes in the database is found.
What it can do with the server and its keys in hand: tests/long/test_hostile_server.py.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import StringIO
from typing import Any

import httpx
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from playwright.sync_api import Page, expect

from stoep.agenda.models import Item
from stoep.conflicts import actions as conflicts
from stoep.conflicts.models import Conflict
from stoep.network.models import Change, Seat
from stoep.promises.models import Promise
from stoep.record.models import Entry
from stoep.tables import actions as tables
from tests.builders import a_promise, an_item
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import post_by_hand

pytestmark = pytest.mark.journey


class Morning:
    """What residents had when the municipality came in: two items, a promise, a conflict, a plan of an alliance."""

    def __init__(self, wijk: Wijk, clock: Clock) -> None:
        when: dict[str, Any] = {"at": clock.at, "today": clock.today}
        bep, anouk = wijk.standing("Bep", clock.today), wijk.standing("Anouk", clock.today)
        self.item, self.other = (an_item(wijk.place, title, by=bep, **when) for title in ("Huiskamer", "Bankjes"))
        host = wijk.standing("Tom", clock.today)
        self.promise = a_promise(wijk.place, by=host, item=self.item, **when).promise
        self.conflict = conflicts.open_conflict(
            title="Scooters op het plein", issue="Het is te luid.", bears="Wie vroeg op moet.", items=[self.item],
            by=bep, at=clock.at,
        )  # fmt: skip
        street = conflicts.join_in(conflict=self.conflict, name="bewoners Eikstraat", by=bep, at=clock.at)
        self.said = conflicts.say(party=street, position="Wij willen slapen.", by=bep, **when)
        self.outcome = conflicts.conclude(
            conflict=self.conflict, words="Tot tien uur.", reached_on=clock.today, by=bep, **when
        )
        self.table = tables.register_table(
            neighbourhood=wijk.place, name="Alliantie", kind="alliance", convened_by="de burgemeester", about="Alles.",
            by=anouk, **when,
        )  # fmt: skip
        self.plan = tables.register_plan(
            table=self.table, title="Sloop", about="Zestig huizen gaan weg.", drafted_on=clock.today, by=anouk, **when
        )

    def attempts(self, path: str) -> dict[str, tuple[str, dict[str, str]]]:
        """What it tries straight at an address: (path, fields), by what it wants."""
        seat = Seat.objects.filter(side="resident").first()
        assert seat
        why = {"why": "Beleid.", "waarom": "Beleid."}
        order = {f"plaats-{self.other.code}": "1", f"plaats-{self.item.code}": "2", "stuur": "1"}
        person = {"name": "Piet Puk", "email": "piet@waterstad.example"}
        noise = f"{path}conflicten/{self.conflict.pk}/"
        return {
            "another order": (f"{path}agenda/volgorde/", order),
            "an item closed": (f"/a/{self.item.code}/afsluiten/", why),
            "an item merged away": (f"/a/{self.item.code}/samenvoegen/", why | {"others": self.other.code}),
            "an item in other words": (f"/a/{self.item.code}/wijzigen/", {"title": "Parkeren", "wish": "Plek."}),
            "the agenda adopted": (f"{path}agenda/vaststellen/", why),
            "a conflict closed": (f"{noise}afsluiten/", why | {"uitkomst": str(self.outcome.pk)}),
            "a conflict parked": (f"{noise}parkeren/", why | {"tot": "2026-10-01"}),
            "words hidden": (f"{path}verborgen/nieuw/?uitspraak={self.said.pk}", why | {"kind": "threat"}),
            "other rules": (f"{path}wie-beslist/voorstel/charter/", {"residents_share": "51"} | why),
            "less for residents": (f"{path}wie-beslist/voorstel/share/", {"share": "51"}),
            "a resident's seat ended": (f"{path}wie-beslist/voorstel/end-seat/?nummer={seat.pk}", why),
            "the chair": (f"{path}wie-beslist/voorstel/chair/?nummer={seat.pk}", why),
            "another server": (f"{path}wie-beslist/voorstel/move-host/", {"host": "https://waterstad.example"}),
            "a host of its own": (f"{path}wie-beslist/voorstel/add-post/", person | {"post_kind": "host"}),
            "residents' position": (f"{path}tafels/plan/{self.plan.pk}/standpunt/", {"kind": "for"}),
            "its own promise kept": (f"/b/{self.promise.code}/oordeel/", {"oordeel": "kept"}),
        }


# Told once a day for the same act on the same thing: six proposals for the table are one line.
TOLD = {
    *(f"agenda.{act}" for act in ("order", "close", "merge", "edit", "adopt")), "conflicts.close", "conflicts.park",
    "conflicts.hide", "network.propose", "tables.record_position", "tables.establish", "promises.judge",
}  # fmt: skip


def refusals() -> list[str]:
    """What the log says was tried and refused."""
    return [entry.sealed()["facts"]["tried"] for entry in Entry.objects.filter(act="network.refused").order_by("index")]


def test_nothing_that_it_tries_by_page_or_address_succeeds_and_all_of_it_is_told(
    door: Door, wijk: Wijk, clock: Clock
) -> None:
    morning = Morning(wijk, clock)
    page = door.visit("Anouk")
    finds_no_control(page, wijk, morning)
    for what, (path, fields) in morning.attempts(wijk.path).items():
        answer = post_by_hand(page, path, fields)
        assert answer.status == 403, what
    for path in (f"/a/{morning.item.code}/", f"{wijk.path}conflicten/{morning.conflict.pk}/"):
        assert page.request.delete(path).status in {403, 404, 405}

    # A plan without residents: the page says why not, and the attempt is told too.
    established = post_by_hand(
        page, f"{wijk.path}tafels/plan/{morning.plan.pk}/vaststellen/", {"held_on": "2026-09-01"}
    )
    assert established.status == 403
    backdated = {"wat": "Er komen lantaarns.", "wanneer": "1-1-2020", "waarom": "Zo was het bedoeld."}
    assert post_by_hand(page, f"/b/{morning.promise.code}/bijstellen/", backdated).status != 302

    stands_as_in_the_morning(morning)
    assert set(refusals()) >= TOLD
    log = door.visit()
    log.goto(f"{wijk.path}logboek/")
    expect(log.get_by_text("Het is geweigerd").first).to_be_visible()


def finds_no_control(page: Page, wijk: Wijk, morning: Morning) -> None:
    """None of its pages offers what it may not do."""
    for path, control in (
        (f"{wijk.path}agenda/", "a[href$='/agenda/volgorde/'], button[name=omhoog]"),
        (f"{wijk.path}wie-beslist/", "a[href*='/wie-beslist/voorstel/'], form[action$='/bevestigen/']"),
        (f"{wijk.path}conflicten/{morning.conflict.pk}/", "form[action$='/afsluiten/'], a[href$='/parkeren/']"),
        (f"{wijk.path}tafels/plan/{morning.plan.pk}/", "a[href$='/standpunt/']"),
        (f"/a/{morning.item.code}/", "a[href$='/afsluiten/'], a[href$='/samenvoegen/'], a[href$='/wijzigen/']"),
    ):
        answer = page.goto(path)
        assert answer
        assert answer.status == 200, path
        assert page.locator(f"main :is({control})").count() == 0, path


def stands_as_in_the_morning(morning: Morning) -> None:
    """Nothing moved: no proposal, no seat, no date, no word."""
    assert not Change.objects.exists()
    assert Seat.objects.filter(side="municipality").count() == 1
    assert [item.title for item in Item.objects.order_by("position", "pk")] == ["Huiskamer", "Bankjes"]
    assert Conflict.objects.get().closed_at is None
    assert Promise.objects.get().due_on == morning.promise.due_on


def test_two_desks_at_once_give_it_no_seat(door: Door, wijk: Wijk, clock: Clock) -> None:
    """Anouk and Karin ask for a seat in the same second, as residents' officials never could."""
    path = f"{wijk.path}wie-beslist/voorstel/add-seat/"

    def ready(name: str) -> tuple[httpx.Client, dict[str, str]]:
        page = door.visit(name)
        page.goto("/taal/")
        token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
        jar = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
        client = httpx.Client(base_url=door.server, cookies=jar, headers={"Referer": page.url}, timeout=30)
        seat = {"name": f"Vriend van {name}", "email": f"vriend.{name.lower()}@waterstad.example"}
        return client, seat | {"csrfmiddlewaretoken": token}

    desks = [ready("Anouk"), ready("Karin")]
    with ThreadPoolExecutor(2) as at_once:
        answers = list(at_once.map(lambda desk: desk[0].post(path, data=desk[1]).status_code, desks))
    assert answers == [403, 403]
    assert Seat.objects.filter(side="municipality").count() == 1
    assert "network.propose" in refusals()


def test_what_it_changes_with_sql_is_found(wijk: Wijk, clock: Clock) -> None:
    """The control first: these rows were laid down without acts, so only what changes afterwards may be new."""
    Morning(wijk, clock)
    before = found()
    for change in (
        "UPDATE promises_promise SET due_on = '2030-01-01'",
        "UPDATE agenda_item SET closed_at = started_at, position = NULL WHERE title = 'Huiskamer'",
        "UPDATE conflicts_statement SET position = 'Wij vinden het goed.'",
        "UPDATE tables_plan SET about = 'Niemand hoeft weg.'",
    ):
        with connection.cursor() as cursor:
            cursor.execute(change)
            assert cursor.rowcount > 0, change
        now = found()
        assert now - before, change
        before = now


def found() -> set[str]:
    """What `manage verify_log` finds, a line each."""
    out = StringIO()
    with suppress(CommandError):
        call_command("verify_log", stdout=out)
    return {line for line in out.getvalue().splitlines() if "regels bekeken" not in line}
