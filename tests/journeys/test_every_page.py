"""Every address of the house, looked at by a visitor, a host and the chair: no barrier, nothing too wide, no complaint.

An address without an example fails: whoever makes a page gives it one in world.py.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import Clock, Wijk, let_in
from tests.journeys.walk import Complaints, barriers_at_both_widths, make_a_passkey
from tests.journeys.world import ACTS, FILES, World, fill, named_addresses

pytestmark = [pytest.mark.journey, pytest.mark.once]
ROLES = {"visitor": "", "host": "Tom", "chair": "Bep"}
AUTHORS = {"voices", "thread"}  # rooms with pages for whoever holds the secret of a receipt
LOOKS = {
    "Dutch, Stoep": ("nl-NL", "stoep"),
    "English, Stoep": ("en-GB", "stoep"),
    "Dutch, Waterstad": ("nl-NL", "waterstad"),
    "English, Waterstad": ("en-GB", "waterstad"),
}
ROOMS = ("web and places", "record", "promises", "voices", "agenda", "thread", "network", "people")
MAIN = ("thread:neighbourhood", "voices:post", "agenda:agenda", "promises:register", "thread:item", "network:desk")
# Pages in the midst of something; test_signing_in.py and test_samira_phone.py look at them.
MIDWAY = {"account_confirm_login_code", "mfa_authenticate", "voices:receipt"}


@pytest.fixture
def world(wijk: Wijk, clock: Clock) -> World:
    return fill(wijk, clock)


@pytest.fixture
def house(browser: Browser, live_server: Any, world: World) -> Iterator[House]:
    opened = House(browser, live_server.url, world)
    yield opened
    for context in opened.contexts:
        context.close()


class House:
    """The pages by role; each page is looked at once, however many roles see the same."""

    def __init__(self, browser: Browser, server: str, world: World) -> None:
        self.browser, self.server, self.world = browser, server, world
        self.contexts: list[BrowserContext] = []
        self.complaints = Complaints()
        self.looked_at: set[str] = set()

    def enter(self, role: str, language: str) -> Page:
        """A page of this role."""
        context = self.browser.new_context(base_url=self.server, locale=language)
        self.contexts.append(context)
        self.complaints.listen(context)
        if person := self.world.wijk.people.get(ROLES.get(role, "")):
            let_in(context, self.server, person, time.time())
        page = context.new_page()
        if role == "author":
            page.goto("/volg/")
            page.locator("[name=number]").fill(self.world.found["voice"])
            page.locator("[name=secret]").fill(self.world.found["secret"])
            page.locator("main button").click()
            page.wait_for_url("**/nr/*/")
        return page

    def look(self, page: Page, path: str) -> tuple[int, list[str]]:
        """The status, and what is wrong with it."""
        self.complaints.said.clear()
        answer = page.goto(path)
        assert answer, path
        wrong = []
        shown = self._markup(page, answer.status)
        if shown not in self.looked_at:
            self.looked_at.add(shown)
            wrong = barriers_at_both_widths(page)
        return answer.status, wrong + self.complaints.said

    @staticmethod
    def _markup(page: Page, status: int) -> str:
        """What is on the page apart from its header; of a refusal only the form, for its words differ and no more."""
        markup = re.sub(r'value="[^"]*"|\?next=[^"]*', "", page.inner_html("main"))
        if status == 403:
            return re.sub(r">[^<]*<|href=\"[^\"]*\"", "><", markup)
        return page.url.split("?")[0] + markup


def room_of(name: str) -> str:
    room, colon, _short = name.partition(":")
    return ("web and places" if room in {"web", "places"} else room) if colon else "people"


def test_every_address_has_an_example(world: World) -> None:
    examples = world.examples()
    assert set(examples) == named_addresses()
    assert all(examples.values())
    assert {room_of(name) for name in examples} == set(ROOMS)
    assert set(examples) >= FILES | ACTS | MIDWAY


@pytest.mark.parametrize(
    "look", [name if name == "Dutch, Stoep" else pytest.param(name, marks=pytest.mark.long) for name in LOOKS]
)
@pytest.mark.parametrize("room", ROOMS)
def test_no_page_has_a_barrier(house: House, settings: Any, room: str, look: str) -> None:
    language, settings.STOEP_THEME = LOOKS[look]
    settings.DEMO = room == "web and places"
    wrong: dict[str, object] = {}
    seen: set[str] = set()
    for role in [*ROLES, "author"] if room in AUTHORS else ROLES:
        page = house.enter(role, language)
        if room == "people" and role == "chair":
            make_a_passkey(page)
        examples = {name: paths for name, paths in house.world.examples().items() if room_of(name) == room}
        for name in sorted(set(examples) - FILES - ACTS):
            for path in examples[name]:
                status, found = house.look(page, path)
                if status == 200:
                    seen.add(name)
                if found or status not in {200, 403, 404}:
                    wrong[f"{role}: {path}"] = found or status
    assert wrong == {}
    assert set(examples) - FILES - ACTS - MIDWAY - seen == set(), "nobody sees these pages"


def test_what_is_no_page_is_a_file_or_an_act(house: House) -> None:
    page = house.enter("chair", "nl-NL")
    examples = house.world.examples()
    by_script = {"X-Requested-With": "XMLHttpRequest"}
    files = {name: page.request.get(examples[name][0], headers=by_script) for name in FILES - {"mfa_login_webauthn"}}
    files["mfa_login_webauthn"] = house.enter("visitor", "nl-NL").request.get("/aanmelden/passkey/", headers=by_script)
    assert {name: answer.status for name, answer in files.items() if answer.status != 200} == {
        "voices:slip": 404  # the secret stands on it, so it is there for its author alone
    }
    assert {name for name, answer in files.items() if "text/html" in answer.headers["content-type"]} == {
        "promises:read-date",  # a line of text that a script sets beside the box
        "voices:slip",  # the page that says so
    }
    acts = {name: page.request.get(examples[name][0]).status for name in ACTS}
    assert {name: status for name, status in acts.items() if status != 405} == {"web:look-through": 404}


@pytest.mark.parametrize("look", LOOKS)
def test_the_main_pages_have_no_barrier_in_any_language_or_theme(house: House, settings: Any, look: str) -> None:
    language, settings.STOEP_THEME = LOOKS[look]
    page = house.enter("host", language)
    examples = house.world.examples()
    looked = {name: house.look(page, examples[name][0]) for name in MAIN}
    assert looked == {name: (200, []) for name in MAIN}
    assert page.locator("html").get_attribute("lang") == language[:2]
