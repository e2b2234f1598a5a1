"""Who lives in these stories, how they hold their telephone, and a clock that can go on to the next day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from unittest.mock import patch
from zlib import crc32

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from tests.builders import a_neighbourhood, a_person, a_post, a_seat, an_organisation, sign_in
from tests.journeys.walk import Complaints

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
LONGEST = "test_twelve_people_divide_money"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each story is lived with scripts on one database and without on the other, in turn; with --long in all ways.

    The longest one, which takes as long as ten others, is lived in one way, and with --long in all.
    """
    if config.getoption("--long"):
        return
    for item in items:
        script = getattr(getattr(item, "callspec", None), "params", {}).get("door")
        if script is not None:
            here = script == bool(crc32(item.originalname.encode()) % 2)  # type: ignore[attr-defined]
            item.add_marker(pytest.mark.once if here else pytest.mark.elsewhere)
            if item.originalname == LONGEST and not here:  # type: ignore[attr-defined]
                item.add_marker(pytest.mark.long)


@dataclass
class Clock:
    """The day on which everybody in the story lives; `go_to` another one."""

    at: datetime = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)

    def go_to(self, day: date) -> None:
        """It is ten o'clock in the morning of this day, for everybody."""
        self.at = datetime.combine(day, time(10), tzinfo=UTC)

    @property
    def today(self) -> date:
        return self.at.date()


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Tuesday 1 September 2026, ten in the morning, for views and acts; it stands still until the story goes on."""
    told = Clock()
    with patch.object(timezone, "now", lambda: told.at):
        yield told


@dataclass
class Wijk:
    """De Meerpaal and the people of the stories: a name on their account, a seat or a post, a second factor."""

    place: Neighbourhood
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where the addresses of this wijk begin."""
        return f"/wijk/{self.place.slug}/"

    def standing(self, name: str, today: date) -> Standing:
        """Who somebody is here, for an act that the story does not do on a page."""
        from stoep.network import queries

        account = self.people[name].account
        return queries.standing(account=account, neighbourhood=self.place, today=today, second_factor=True)


@pytest.fixture
def wijk(transactional_db: None, clock: Clock) -> Wijk:
    """Bep chairs for residents, Ilse is of the foundation, Anouk and Karin of the municipality. Tom hosts."""
    cache.clear()  # how often an address asked for a code is counted there, from one story to the next
    place = a_neighbourhood(slug="de-meerpaal", name="De Meerpaal")
    people = {
        "Bep": a_person("Bep de Jong"),
        "Ilse": a_person("Ilse Smit", side="independent"),
        "Anouk": a_person("Anouk de Vries", side="municipality"),
        "Tom": a_person("Tom Visser", email="tom@voorbeeld.example"),
        "Joost": a_person("Joost Bakker", side="care"),
        "Karin": a_person("Karin de Wit", side="municipality", email="karin@waterstad.example"),
    }
    a_seat(place, person=people["Bep"], is_chair=True)
    a_seat(place, "independent", person=people["Ilse"])
    a_seat(place, "municipality", person=people["Anouk"])
    a_post(place, "official", person=people["Anouk"], organisation=an_organisation("municipality"))
    a_post(place, "official", person=people["Karin"], organisation=an_organisation("municipality"))
    a_post(place, "host", person=people["Tom"])
    a_post(place, "worker", person=people["Joost"], organisation=an_organisation("care"))
    return Wijk(place, people)


def let_in(context: BrowserContext, server: str, person: Person, signed_in_at: float = 0) -> None:
    """Make this browser that of somebody who signed in with both locks: long ago, or then (seconds since 1970)."""
    client = Client()
    sign_in(client, person)
    if signed_in_at:
        session = client.session
        for shown in session["account_authentication_methods"]:
            shown |= {"at": signed_in_at, "reauthenticated": True}
        session.save()
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])


@dataclass
class Door:
    """Opens browsers: `visit()` for somebody without an account, `visit("Joost")` for somebody who signed in."""

    browser: Browser
    server: str
    wijk: Wijk
    script: bool
    opened: list[BrowserContext] = field(default_factory=list)
    complaints: Complaints = field(default_factory=Complaints)

    def visit(
        self, name: str = "", *, window: dict[str, int] | None = None, script: bool | None = None, speaks: str = "nl-NL"
    ) -> Page:
        """A page of somebody's own telephone, in Dutch; with `window=DESK` a wide one.

        `script`: whether this browser alone runs scripts, whatever the story does. `speaks`: what it asks pages in.
        """
        context = self.browser.new_context(
            base_url=self.server,
            locale=speaks,
            timezone_id="Europe/Amsterdam",
            viewport=window or PHONE,  # type: ignore[arg-type]  # Playwright's own dictionary of two numbers
            java_script_enabled=self.script if script is None else script,
        )
        self.opened.append(context)
        self.complaints.listen(context)
        if name:
            let_in(context, self.server, self.wijk.people[name])
        return context.new_page()


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def door(request: Any, browser: Browser, live_server: Any, wijk: Wijk) -> Iterator[Door]:
    """The same story twice: smoothed by scripts, and with none at all. No page may make the browser complain."""
    opened = Door(browser, live_server.url, wijk, script=request.param)
    yield opened
    for context in opened.opened:
        context.close()
    assert opened.complaints.said == []
