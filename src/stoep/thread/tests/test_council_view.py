"""The view for the council: it holds the first of much, and what it tells is told anew after each act."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.council.tests.ground import Wijk, a_link, a_policy, a_wijk, an_advice
from tests.builders import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def page_of(wijk: Wijk, language: str = "nl") -> str:
    """What a councillor reads who has never been here before."""
    address = reverse("thread:council_view", args=[wijk.place.slug])
    return " ".join(Client(headers={"accept-language": language}).get(address).content.decode().split())


def test_of_much_policy_an_item_shows_three_with_a_clash_first_and_says_how_many_more(wijk: Wijk) -> None:
    for number in range(4):
        a_link(wijk, policy=a_policy(wijk, number=f"M-{number}", title=f"Beleid {number}"))
    a_link(wijk, kind="clashes", policy=a_policy(wijk, number="B-9", title="De parkeernorm"))
    page = page_of(wijk)
    shown = [page.index(title) for title in ("De parkeernorm", "Beleid 0", "Beleid 1")]
    assert shown == sorted(shown)
    assert "Beleid 2" not in page
    assert "En nog 2 koppelingen met beleid" in page
    assert reverse("council:links", args=[wijk.item.code]) in page


def test_what_the_council_itself_must_answer_comes_before_what_waits_for_others(wijk: Wijk) -> None:
    for number in range(4):
        an_advice(wijk, title=f"Vergunning {number}", item=wijk.item)
    an_advice(wijk, title="Geld voor de keuken", competent="council", item=wijk.item)
    an_advice(wijk, title="Geld voor later", competent="council")
    page = page_of(wijk)
    asked_of_council = page[page.index('id="nu"') : page.index('id="wie"')]
    assert "Geld voor de keuken" in asked_of_council and "Geld voor later" in asked_of_council
    assert "Vergunning 1" in page and "Vergunning 2" not in page
    assert "Nog 2 vragen staan bij het punt" in page


def test_what_was_told_to_one_reader_is_told_anew_after_an_act_and_in_each_language(wijk: Wijk) -> None:
    assert "nog niet gekoppeld" in page_of(wijk) or "Nog niet gekoppeld" in page_of(wijk)
    a_link(wijk, policy=a_policy(wijk, title="Plekken voor jongeren"))
    assert "Plekken voor jongeren" in page_of(wijk)
    assert "draagt bij" in page_of(wijk)
    assert "draagt bij" not in page_of(wijk, "en")
    assert "contributes" in page_of(wijk, "en")


def test_a_page_that_is_kept_turns_with_the_day(wijk: Wijk) -> None:
    an_advice(wijk, competent="council", item=wijk.item)
    assert "te laat" not in page_of(wijk).partition('id="punten"')[2].partition('id="laat"')[0]
    with time_machine.travel(NOW.replace(year=NOW.year + 1), tick=False):
        assert "te laat" in page_of(wijk).partition('id="punten"')[2].partition('id="laat"')[0]
