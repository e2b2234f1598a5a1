"""The pages of the exchange, also with wrong input: nothing that was typed is lost, nothing stands there twice."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stoep.exchange import feed
from stoep.exchange.models import Card, Question, Takeover, Visit
from tests.builders import NOW, a_neighbourhood, a_promise, a_standing, an_item, sign_in
from tests.rooms.exchange import a_card, a_following, a_visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _still() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _path(name: str, here: Any, *args: object) -> str:
    return reverse(f"exchange:{name}", args=[here.slug, *args])


def test_joost_finds_a_card_of_a_village_goes_to_see_and_says_what_is_taken_over(client: Any) -> None:
    here, there = a_neighbourhood(), a_neighbourhood(name="Lutkeveen", kind="village")
    joost, them = a_standing(here, "care", seat=False, posts=("worker",)), a_standing(there)
    card = a_card(there, them)
    assert joost.person and them.person
    sign_in(client, joost.person)
    found = client.get(_path("index", here) + "?q=huiskamer+beheer+door+bewoners").content.decode()
    assert card.title in found and "Lutkeveen" in found
    typed = {"asked_by": "مجموعة 🙂", "words": "Hoe werkt het?", "days": "woensdag", "key": "k"}
    for _twice in range(2):
        asked = client.post(_path("ask_visit", here, card.pk), typed, follow=True)
    assert "مجموعة 🙂" in asked.content.decode() and Visit.objects.count() == 1
    visit = Visit.objects.get()
    sign_in(client, them.person)
    answer = _path("answer_visit", there, visit.pk)
    wrong = client.post(answer, {"is_yes": "ja", "words": "Welkom om koffie te drinken.", "day": "31-02-2026"})
    assert wrong.status_code == 422 and "Welkom om koffie" in wrong.content.decode()
    done = client.post(
        answer, {"is_yes": "ja", "words": "Welkom.", "day": "10-09-2026", "clock": "14 uur"}, follow=True
    )
    assert "10 september 2026" in done.content.decode()
    assert client.get(answer).status_code == 302
    sign_in(client, joost.person)
    told = client.post(_path("report", here, visit.pk), {"words": "Wij zagen het rooster."}, follow=True)
    assert "Wij zagen het rooster." in told.content.decode()
    taken = {"take": "Het sleutelrooster.", "leave": "De drankvergunning.", "item": an_item(here).code, "key": "k2"}
    for _twice in range(2):
        page = client.post(_path("take_over", here, card.pk), taken, follow=True).content.decode()
    assert "De drankvergunning." in page and Takeover.objects.count() == 1
    assert "Het sleutelrooster." in client.get(_path("traces", here)).content.decode()
    client.logout()
    assert "Het sleutelrooster." in client.get(_path("card", there, card.pk)).content.decode()


def test_a_card_is_written_from_an_item_or_a_promise_in_one_step(client: Any) -> None:
    here = a_neighbourhood()
    chair = a_standing(here)
    item, promise = an_item(here), a_promise(here).promise
    assert chair.person
    sign_in(client, chair.person)
    assert item.wish in client.get(_path("write", here) + f"?van=item:{item.code}").content.decode()
    assert promise.words in client.get(_path("write", here) + f"?van=belofte:{promise.code}").content.decode()
    for nothing in ("item:XXXXXXX", "kracht:", "honden:1", "🙂", "item:" + "x" * 500):
        assert client.get(_path("write", here), {"van": nothing}).status_code == 200
    typed = {"title": "Lantaarns", "what": "Wij telden ze.", "theme": "veiligheid"}
    page = client.post(_path("write", here) + f"?van=item:{item.code}", typed, follow=True).content.decode()
    assert "Lantaarns" in page and item.title in page and Card.objects.get().item == item
    lost = client.post(_path("write", here), {"title": "", "what": "Dit blijft staan."})
    assert lost.status_code == 422 and "Dit blijft staan." in lost.content.decode()
    card = Card.objects.get()
    assert (
        "Anders"
        in client.post(_path("change", here, card.pk), typed | {"title": "Anders"}, follow=True).content.decode()
    )
    assert (
        "Klopt niet."
        in client.post(_path("withdraw", here, card.pk), {"why": "Klopt niet."}, follow=True).content.decode()
    )
    assert "Anders" not in client.get(_path("index", here)).content.decode()


def test_a_question_stands_there_with_its_clock(client: Any) -> None:
    here = a_neighbourhood()
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    assert official.person
    sign_in(client, official.person)
    wrong = client.post(_path("ask", here), {"institute": "H", "words": "Waarom?", "due_on": "gisteren"})
    assert wrong.status_code == 422 and "Waarom?" in wrong.content.decode()
    for _twice in range(2):
        client.post(_path("ask", here), {"institute": "De hogeschool", "words": "Helpt het?", "key": "k"})
    question = Question.objects.get()
    assert "27 oktober 2026" in client.get(_path("questions", here)).content.decode()
    with time_machine.travel("2026-11-15", tick=False):
        assert "te laat" in client.get(_path("question", here, question.pk)).content.decode()
    sign_in(client, official.person)
    page = client.post(_path("reply", here, question.pk), {"answered_by": "Lector", "words": "Ja."}, follow=True)
    assert "beantwoord" in page.content.decode() and "Lector" in page.content.decode()
    assert client.get(_path("questions", here) + "?voor=x").status_code == 200


def test_the_feed_is_signed_and_what_is_followed_is_shown_with_its_key(client: Any) -> None:
    here = a_neighbourhood()
    chair = a_standing(here)
    card = a_card(here, chair)
    found = feed.read(client.get(_path("feed", here)).content)
    assert [each.texts["title"] for each in found.cards] == [card.title]
    followed = a_following(here, chair)
    listed = client.get(_path("follows", here)).content.decode()
    assert "Lutkeveen" in listed and followed.key in listed and "kaarten.json" in listed
    away = Card.objects.get(followed=followed)
    page = client.get(_path("card", here, away.pk)).content.decode()
    assert 'href="https://stoep.example/' in page
    assert client.get(_path("card", a_neighbourhood(), away.pk)).status_code == 404
    assert chair.person
    sign_in(client, chair.person)
    bad = client.post(_path("follow", here), {"address": "http://x.example/"})
    assert bad.status_code == 422
    client.post(_path("unfollow", here, followed.pk))
    assert "Lutkeveen" not in client.get(_path("follows", here)).content.decode()


@pytest.mark.parametrize(
    "query", ["?q=" + "x" * 500, "?thema=honden&soort=%F0%9F%99%82", "?net_als=leeftijd", "?bladzijde=0"]
)
def test_what_nobody_would_look_for_is_no_error(client: Any, query: str) -> None:
    assert client.get(_path("index", a_neighbourhood()) + query).status_code == 200


@pytest.mark.parametrize("name", ["index", "card", "traces", "visit", "questions", "follows"])
def test_a_page_asks_as_much_with_many_rows_as_with_few(client: Any, name: str) -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    chair, them = a_standing(here), a_standing(there)
    card = a_card(there, them)
    visit = a_visit(card, chair)
    path = _path(name, here, *{"card": (card.pk,), "visit": (visit.pk,)}.get(name, ()))
    counts = []
    for more in (1, 12):
        for _each in range(more):
            a_visit(a_card(there, them), chair)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8
