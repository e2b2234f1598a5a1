"""Links and buttons that do something else have another name: whoever hears them one by one knows which is which."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions
from stoep.budgeting.models import Idea, Round
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from tests.builders import NOW, TODAY, sign_in
from tests.rooms.rounds import an_idea, running_now, together
from tests.rooms.rounds import read as looked_at
from tests.rooms.voting import VOTING, a_vote, brought_forward, everybody_votes

pytestmark = pytest.mark.django_db


class Names(HTMLParser):
    """Where each name of a link or a button leads, for all that stands in the main part of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.leads: dict[str, set[str]] = defaultdict(set)
        self._form, self._to, self._said, self._is_main = "", "", "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "main":
            self._is_main = True
        if tag == "form":
            self._form = given.get("action") or "here"
        if self._is_main and tag in ("a", "button"):
            self._to, self._said = given.get("href") or self._form, ""

    def handle_data(self, data: str) -> None:
        self._said += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._is_main = False
        if tag in ("a", "button") and self._to:
            self.leads[" ".join(self._said.split())].add(self._to)
            self._to = ""


def alike(page: str) -> dict[str, set[str]]:
    """Names that lead to more than one place."""
    return {name: places for name, places in Names(page).leads.items() if len(places) > 1}


def shown(by: Standing, name: str, *where: Any) -> str:
    assert by.person
    client = Client()
    sign_in(client, by.person)
    answer = client.get(reverse(f"budgeting:{name}", args=where))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_one_name_for_two_things_is_found() -> None:
    two = (
        '<main><a href="/een">Lees</a><form action="/twee"><button>Lees</button></form></main><a href="/drie">Lees</a>'
    )
    assert alike(two) == {"Lees": {"/een", "/twee"}}
    other = '<main><a href="/een">Lees</a><a href="/twee">Lees<span class="visually-hidden">: twee</span></a></main>'
    assert alike(other) == {}


def test_lost_letters_and_piles_of_paper(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    vote = a_vote(here, bep, ilse, many=200)
    where = [here.slug, vote.round.number]
    for _letter in range(3):
        actions.ask_replacement(round=vote.round, part=vote.round.parts.get(order=1), by=bep, at=NOW)
    page = shown(ilse, "replacements", *where)
    assert page.count("Akkoord voor aanvraag") == 3 and "aanvraag 3" in page and alike(page) == {}
    closed = brought_forward(vote).round
    for _pile in range(2):
        actions.begin_pile(round=closed, place="De Eik", many=3, by=bep, at=NOW)
    page = shown(bep, "paper", *where)
    assert "Typ deze stapel" in page and alike(page) == {}


def test_the_result_of_two_parts_and_two_objections(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    vote = brought_forward(a_vote(here, bep, ilse, many=5))
    everybody_votes(vote, at=NOW - timedelta(hours=1))
    actions.open_box(round=vote.round, sheets=vote.sheets[:3], by=bep, at=NOW)
    for words in ("De bus stond open.", "Te snel geteld."):
        actions.object_to(round=vote.round, words=words, called="", at=NOW, today=TODAY)
    page = shown(bep, "result", here.slug, vote.round.number)
    assert page.count("Beantwoord dit bezwaar") == 2 and alike(page) == {}


def test_an_idea_with_two_kinds_of_help_and_two_makers(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    round = running_now(here, bep, ilse)
    idea = an_idea(round, bep, at=NOW, today=TODAY)
    for kind in ("drawing", "cost"):
        asked = actions.ask_help(idea=idea, kind=kind, by=bep, at=NOW)
        actions.take_up_help(help=asked, by=bep, at=NOW)
    page = _idea(bep, round, idea)
    assert page.count("Schrijf op wat ervan kwam") == 2 and alike(page) == {}
    made, _pair = together(round, bep, at=NOW, today=TODAY)
    child = looked_at(made, bep)
    child.consents.update(said_at=None, way="", taken_down_by=None)
    page = _idea(bep, round, child)
    assert page.count("Bent u de maker? Zeg ja.") == 2 and alike(page) == {}


def _idea(by: Standing, round: Round, idea: Idea) -> str:
    with time_machine.travel(NOW, tick=False):
        return shown(by, "idea", round.neighbourhood.slug, round.number, idea.voice.number)


def test_two_observers_whose_places_are_open(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    vote = a_vote(here, bep, ilse, many=3)
    for by in (bep, ilse):
        actions.stop_watching(round=vote.round, why="Geen tijd meer.", by=by, at=VOTING)
    with time_machine.travel(VOTING, tick=False):
        page = shown(bep, "round", here.slug, vote.round.number)
    assert page.count("Stel een andere waarnemer voor") == 2 and alike(page) == {}
