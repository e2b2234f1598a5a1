"""Lists that anybody reads, and how they are searched."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.voices import actions as voices
from stoep.voices.tests.ground import a_host
from tests.builders import (
    NOW,
    a_neighbourhood,
    a_person,
    a_standing,
    a_voice,
)

pytestmark = pytest.mark.django_db


def test_the_waiting_list_shows_words_only_to_whoever_may_read_them(client: Client) -> None:
    here = a_neighbourhood()
    long_ago = NOW - timedelta(days=900)
    old = {"at": long_ago, "today": long_ago.date()}
    a_voice(here, words="Dit is voor het netwerk.", audience="network", taken_down_by=a_person(), **old)
    a_voice(here, words="Dit is voor iedereen.", taken_down_by=a_person(), **old)
    text = client.get(reverse("voices:waiting", args=[here.slug])).content.decode()
    assert "Dit is voor iedereen." in text
    assert "Dit is voor het netwerk." not in text
    assert text.count("antwoord moest er zijn") == 2
    a_host(client, here)
    assert "Dit is voor het netwerk." in client.get(reverse("voices:waiting", args=[here.slug])).content.decode()


@pytest.mark.parametrize("listed", ["list", "waiting"])
def test_lists_page_by_twenty_and_lose_and_repeat_nothing(client: Client, listed: str) -> None:
    here = a_neighbourhood()
    person = a_person()
    for count in range(45):
        # Groups of voices within one moment: the id decides there.
        at = NOW - timedelta(days=900, minutes=count // 7)
        a_voice(here, words=f"Nummer {count:02}", taken_down_by=person, at=at, today=at.date())
    seen: list[str] = []
    address = reverse(f"voices:{listed}", args=[here.slug])
    query = ""
    while True:
        page = client.get(address + query)
        seen += re.findall(r"Nummer \d\d", page.content.decode())
        query = page.context["older"]
        if not query:
            break
    assert sorted(seen) == [f"Nummer {count:02}" for count in range(45)]
    for odd in ("?voor=x", "?voor=1-", "?voor=99999999999999999999-1", "?na=2026-13-01_1", "?voor=²-1", "?soort=zzz"):
        assert client.get(address + odd).status_code == 200


def test_searching_finds_words_filters_by_kind_and_leaks_nothing(client: Client) -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    person = a_person()
    a_voice(here, words="Het café is gezellig.", kind="strength", taken_down_by=person)
    a_voice(here, words="Het cafe is geheim.", audience="network", taken_down_by=person)
    a_voice(there, words="Het café van elders.", taken_down_by=person)
    address = reverse("voices:list", args=[here.slug])
    text = client.get(address, {"q": "CAFE"}).content.decode()
    assert "gezellig" in text
    assert "geheim" not in text
    assert "elders" not in text
    assert "gezellig" in client.get(address, {"soort": "strength"}).content.decode()
    assert "gezellig" not in client.get(address, {"soort": "idea"}).content.decode()
    assert "gezellig" in client.get(address, {"q": "cafe", "soort": "strength"}).content.decode()
    assert "gezellig" not in client.get(address, {"q": "cafe", "soort": "idea"}).content.decode()
    for odd in ('" OR 1', "a* NEAR(b)", "'; DROP TABLE voices_voice; --", "place:zn1", "\x00", "-", "(" * 200, "& | !"):
        assert client.get(address, {"q": odd}).status_code == 200


def test_a_page_of_the_list_asks_at_most_eight_questions(client: Client, django_assert_max_num_queries: Any) -> None:
    here = a_neighbourhood()
    person = a_person()
    said = [a_voice(here, words=f"Nummer {count}", taken_down_by=person).voice for count in range(25)]
    host = a_standing(here)
    voices.join(voice=said[24], into=said[23], why="Zelfde.", by=host, at=NOW)
    voices.answer(voice=said[23], kind="answered", words="Ja.", by=host, at=NOW)
    with django_assert_max_num_queries(8):
        text = client.get(reverse("voices:list", args=[here.slug])).content.decode()
    assert text.count("beantwoord<") == 2


@pytest.mark.parametrize("listed", ["list", "waiting"])
def test_an_unchanged_list_is_not_made_again_and_a_withdrawn_voice_is_gone_at_once(client: Client, listed: str) -> None:
    here = a_neighbourhood()
    at = NOW - timedelta(days=900)
    receipt = a_voice(here, words="Een bankje.", taken_down_by=a_person(), at=at, today=at.date())
    address = reverse(f"voices:{listed}", args=[here.slug])
    first = client.get(address)
    assert "Een bankje." in first.content.decode()
    assert client.get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    voices.withdraw(voice=receipt.voice, secret=receipt.secret, at=NOW)
    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200
    assert "Een bankje." not in again.content.decode()


def test_a_search_reaches_past_what_may_not_be_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stoep.voices.queries.SEARCH_AT_ONCE", 5)
    here, person = a_neighbourhood(), a_person()
    a_voice(here, words="De bank staat open voor iedereen.", taken_down_by=person)
    for count in range(12):
        a_voice(here, words=f"Een bank achter slot {count}.", audience="network", taken_down_by=person)
    text = client.get(reverse("voices:list", args=[here.slug]), {"q": "bank"}).content.decode()
    assert "staat open" in text
    assert "achter slot" not in text
