"""Every address of the house, looked at by a visitor, a host and the chair: no barrier, nothing too wide, no complaint.

Each page is looked at in one language, theme and width, and the next page in the next: so each of the eight is met on
every side of the house. The first role that is let in is looked at; another one as far as it sees a kind of tag that
was on no page before it, and where a visitor is let in, host and chair take turns. With --long every page is looked at
in all of them, and for each role that sees something else.
An address without an example fails: whoever makes a page gives it one in world.py.
"""

from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page

from tests.journeys.conftest import Clock, let_in
from tests.journeys.kept import filled
from tests.journeys.walk import (
    DESK_WIDTH,
    PHONE_WIDTH,
    Complaints,
    axe_in_every_page,
    barriers_at_both_widths,
    make_a_passkey,
)
from tests.journeys.world import ACTS, FILES, World, named_addresses
from tests.rooms import all_of

pytestmark = [pytest.mark.journey, pytest.mark.once]


class Look(NamedTuple):
    """A language, a theme, and the widths at which axe looks."""

    language: str
    theme: str
    axe_at: tuple[int, ...]


ROLES = {"visitor": "", "host": "Tom", "chair": "Bep"}
AUTHORS = {"voices", "thread"}  # rooms with pages for whoever holds the secret of a receipt
OFFICIALS = {"handover", "council"}  # rooms with pages for whoever works for the municipality
CLERKS = {"council"}  # rooms with pages for the clerk of the council
LANGUAGES, THEMES, WIDTHS = ("nl-NL", "en-GB"), ("stoep", "waterstad"), (PHONE_WIDTH, DESK_WIDTH)
LOOKS = [Look(language, theme, (width,)) for language in LANGUAGES for theme in THEMES for width in WIDTHS]
WHOLE = {f"{language[:2]}, {theme}": Look(language, theme, WIDTHS) for language in LANGUAGES for theme in THEMES}
# Pages in the midst of something, or for who does not walk here; test_signing_in.py, test_samira_phone.py and
# test_vision.py (a clerk and a partner) look at them.
MIDWAY = {"account_confirm_login_code", "agenda:endorse", "mfa_authenticate", "voices:receipt"} | all_of("MIDWAY")

TAG = re.compile(r"<([a-z][\w-]*)([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z][\w:-]*)(?:="([^"]*)")?')
TELLING = {"class", "role", "type"}  # attributes whose value makes a tag look or work otherwise


@pytest.fixture
def world(transactional_db: None, request: pytest.FixtureRequest, clock: Clock) -> World:
    return filled(request, clock)


@pytest.fixture
def house(browser: Browser, live_server: Any, world: World, pytestconfig: pytest.Config) -> Iterator[House]:
    opened = House(browser, live_server.url, world, is_long=pytestconfig.getoption("--long"))
    yield opened
    for context in opened.contexts:
        context.close()


class House:
    """The pages by role; each page is looked at once, however many roles see the same."""

    def __init__(self, browser: Browser, server: str, world: World, *, is_long: bool) -> None:
        self.browser, self.server, self.world, self.is_long = browser, server, world, is_long
        self.contexts: list[BrowserContext] = []
        self.complaints = Complaints()
        self.looked_at: set[str] = set()
        self.kinds: set[str] = set()
        self.opened: set[str] = set()
        self.ended_at = ""
        self.pages: dict[tuple[str, str], Page] = {}

    def enter(self, role: str, language: str) -> Page:
        """The page of this role in this language; the same one every time."""
        if (role, language) not in self.pages:
            self.pages[role, language] = self._enter(role, language)
        return self.pages[role, language]

    def _enter(self, role: str, language: str) -> Page:
        context = self.browser.new_context(base_url=self.server, locale=language)
        self.contexts.append(context)
        axe_in_every_page(context)
        self.complaints.listen(context)
        if person := self.world.wijk.people.get((ROLES | {"official": "Anouk", "clerk": "Noor"}).get(role, "")):
            let_in(context, self.server, person, time.time())
        page = context.new_page()
        if role == "author":
            page.goto("/volg/")
            page.locator("[name=number]").fill(self.world.found["voice"])
            page.locator("[name=secret]").fill(self.world.found["secret"])
            page.locator("main button").click()
            page.wait_for_url("**/nr/*/")
        return page

    def look(self, page: Page, path: str, axe_at: tuple[int, ...]) -> tuple[int, list[str]]:
        """The status, and what is wrong with it. The browser opens only what it did not see before."""
        answer = page.request.get(path)
        self.ended_at = answer.url
        shown = self._markup(answer)
        if shown in self.looked_at or not self._is_worth_a_look(answer, shown):
            return answer.status, []
        self.looked_at.add(shown)
        self.complaints.said.clear()
        opened = page.goto(path)
        assert opened, path
        wrong = [] if opened.status == answer.status else [f"{answer.status} and then {opened.status}"]
        # Beginning at the width that the page before ended with: to make a window narrower lays it out anew.
        size = page.viewport_size
        widths = WIDTHS if size and size["width"] == PHONE_WIDTH else WIDTHS[::-1]
        wrong += barriers_at_both_widths(page, axe_at, widths=widths)
        return opened.status, wrong + self.complaints.said

    def _is_worth_a_look(self, answer: APIResponse, shown: str) -> bool:
        """Whether nobody was let in here before, or a kind of tag is in it that was on no page before."""
        kinds, place = kinds_of_tags(shown), re.sub(r"\?next=.*", "", answer.url)
        is_first = answer.status == 200 and place not in self.opened
        is_new = not kinds <= self.kinds
        self.kinds |= kinds
        if is_first:
            self.opened.add(place)
        return self.is_long or is_first or is_new

    @staticmethod
    def _markup(answer: APIResponse) -> str:
        """What is on the page apart from its header; of a refusal only the form, for its words differ and no more."""
        text = answer.text()
        markup = re.sub(r'value="[^"]*"|\?next=[^"]*', "", text[text.find("<main") : text.find("</main>")])
        if answer.status == 403:
            return re.sub(r">[^<]*<|href=\"[^\"]*\"", "><", markup)
        return answer.url.split("?")[0] + markup


def kinds_of_tags(markup: str) -> set[str]:
    """Each tag with its classes, role and type, and of its other attributes only that they are there."""
    return {f"{tag} {sorted(_attributes(rest))}" for tag, rest in TAG.findall(markup)}


def _attributes(rest: str) -> set[str]:
    return {f"{name}={value}" if name in TELLING else name for name, value in ATTRIBUTE.findall(rest)}


def room_of(name: str) -> str:
    room, colon, _short = name.partition(":")
    return ("web and places" if room in {"web", "places"} else room) if colon else "people"


ROOMS = sorted({room_of(name) for name in named_addresses()})


def floors(many: int) -> list[list[str]]:
    """A few rooms at a time, with about as many pages on each floor: so that two processes end together."""
    pages = Counter(room_of(name) for name in named_addresses() - FILES - ACTS)
    found: list[list[str]] = [[] for _floor in range(many)]
    for room, _pages in sorted(pages.items(), key=lambda one: (-one[1], one[0])):
        min(found, key=lambda rooms: sum(pages[known] for known in rooms)).append(room)
    return found


def test_every_address_has_an_example(world: World) -> None:
    examples = world.examples()
    assert set(examples) == named_addresses()
    assert all(examples.values())
    assert {"web and places", "record", "promises", "voices", "agenda", "thread", "network", "people"} <= set(ROOMS)
    assert set(examples) >= FILES | ACTS | MIDWAY


def _of_the_municipality(room: str) -> list[str]:
    return [*["official"] * (room in OFFICIALS), *["clerk"] * (room in CLERKS)]


def looks_of(room: str, examples: dict[str, list[str]]) -> list[tuple[str, str, Look]]:
    """Each page of a room with its own look: its name, an example, and how it is looked at."""
    all_pages = [(name, path) for name in sorted(set(examples) - FILES - ACTS) for path in examples[name]]
    looks = zip(all_pages, itertools.cycle(LOOKS), strict=False)
    return [(name, path, look) for (name, path), look in looks if room_of(name) == room]


def test_every_look_is_met_over_the_pages(world: World) -> None:
    met = {look for room in ROOMS for _name, _path, look in looks_of(room, world.examples())}
    assert met == set(LOOKS)


@pytest.mark.parametrize("look", ["turn by turn", *[pytest.param(name, marks=pytest.mark.long) for name in WHOLE]])
@pytest.mark.parametrize("rooms", floors(4), ids=" ".join)
def test_no_page_has_a_barrier(house: House, settings: Any, rooms: list[str], look: str) -> None:
    for room in rooms:
        settings.DEMO = room == "web and places"
        if room == "people":
            make_a_passkey(house.enter("chair", "nl-NL"))
        _look_through(house, settings, room, look)


def _look_through(house: House, settings: Any, room: str, look: str) -> None:
    wrong: dict[str, object] = {}
    seen: set[str] = set()
    asked: set[str] = set()
    skipped = ""
    for number, (name, path, own) in enumerate(looks_of(room, house.world.examples())):
        asked.add(name)
        language, settings.STOEP_THEME, axe_at = WHOLE.get(look, own)
        for role in [*ROLES, *["author"] * (room in AUTHORS), *_of_the_municipality(room)]:
            if role == skipped:
                continue
            status, found = house.look(house.enter(role, language), path, axe_at)
            if role == "visitor":  # who is sent on, to sign in mostly, was not let in here
                is_open = status == 200 and house.ended_at.endswith(path) and not house.is_long
                skipped = ("host", "chair")[number % 2] if is_open else ""
            if status == 200:
                seen.add(name)
            if found or status not in {200, 403, 404}:
                wrong[f"{role}: {path}"] = found or status
    assert wrong == {}
    assert asked - MIDWAY - seen == set(), "nobody sees these pages"


def test_what_is_no_page_is_a_file_or_an_act(house: House) -> None:
    page = house.enter("host", "nl-NL")
    examples = house.world.examples()
    by_script = {"X-Requested-With": "XMLHttpRequest"}
    files = {name: page.request.get(examples[name][0], headers=by_script) for name in FILES - {"mfa_login_webauthn"}}
    files["mfa_login_webauthn"] = house.enter("visitor", "nl-NL").request.get("/aanmelden/passkey/", headers=by_script)
    assert {name: answer.status for name, answer in files.items() if answer.status != 200} == {
        "voices:slip": 404,  # the secret stands on it, so it is there for its author alone
        "packs:slips": 409,  # there once the pile is closed; packs/tests fetches it
        "archive:open": 404,  # there from the first weekly copy on; archive/tests/test_copies.py fetches it
    }
    assert {name for name, answer in files.items() if "text/html" in answer.headers["content-type"]} == {
        "promises:read-date",  # a line of text that a script sets beside the box
        "voices:slip",  # the page that says so
        "packs:slips",
        "archive:open",
        "budgeting:replies",  # the page of the result, as long as nobody hears by letter; test_outcomes fetches it
    }
    acts = {name: page.request.get(examples[name][0]).status for name in ACTS}
    assert {name: status for name, status in acts.items() if status != 405} == {"web:look-through": 404}
