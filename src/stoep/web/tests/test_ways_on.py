"""Whoever cannot go on here is told where they can: after a no, a button pressed by hand, an address cut in two."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import a_neighbourhood, a_standing, a_voice, an_item, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_an_address_that_only_acts_says_so_and_leads_back(client: Client) -> None:
    here = a_neighbourhood()
    number = a_voice(here).number
    for address, back in (
        (reverse("voices:already", args=[number]), reverse("thread:voice", args=[number])),
        (reverse("network:posted", args=[here.slug]), here.get_absolute_url()),
        (reverse("voices:leave"), "/"),
    ):
        response = client.get(address)
        assert (response.status_code, response["Allow"]) == (405, "POST")
        assert "Dit adres hoort bij een knop." in response.content.decode()
        assert f'href="{back}"' in response.content.decode()
    assert client.post(here.get_absolute_url()).status_code == 405


def test_a_much_too_long_address_gets_a_sentence_and_is_not_shown_again(client: Client) -> None:
    assert client.get("/zoek/", {"q": "a" * 4000}).status_code == 200
    response = client.get("/zoek/", {"q": "langlang" * 600})
    assert response.status_code == 414
    assert "Dit adres is te lang" in response.content.decode()
    assert "langlang" not in response.content.decode()


def test_what_no_page_of_ours_can_answer_is_answered_in_two_languages() -> None:
    from commands import gunicorn_settings

    for status, words in ((414, "te lang"), (431, "Wis de cookies"), (400, "konden wij niet lezen")):
        head, _blank, page = gunicorn_settings.error_page(status, "Reason").partition(b"\r\n\r\n")
        assert head.startswith(f"HTTP/1.1 {status} Reason\r\n".encode())
        assert f"Content-Length: {len(page)}".encode() in head
        assert words in page.decode()
        assert 'lang="en"' in page.decode()
        assert 'href="/"' in page.decode()


def _refused(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 403
    return response.content.decode()


def test_whoever_is_refused_is_told_what_they_can_do(client: Client) -> None:
    here = a_neighbourhood()
    item = an_item(here)
    edit, remark = reverse("agenda:edit", args=[item.code]), reverse("agenda:remark", args=[item.code])
    visitor = _refused(client, "agenda:edit", item.code)
    assert f"/aanmelden/?next={edit}".replace("/", "%2F") in visitor.replace("/", "%2F")
    assert reverse("voices:post", args=[here.slug]) in visitor
    assert remark not in visitor
    official = a_standing(here, "municipality", posts=("official",)).person
    assert official is not None
    sign_in(client, official)
    officials = _refused(client, "agenda:edit", item.code)
    assert remark in officials
    assert reverse("network:partnership", args=[here.slug]) in officials
    unlocked = Client()
    resident = a_standing(here).person
    assert resident is not None
    sign_in(unlocked, resident, second_factor=False)
    assert reverse("people:second-factor") in _refused(unlocked, "agenda:edit", item.code)
    assert reverse("voices:follow") in _refused(Client(), "voices:own", a_voice(here).number)


def test_a_form_shows_no_keys_of_its_own_among_what_was_typed(client: Client) -> None:
    here = a_neighbourhood()
    sent = {"words": "Mijn lange verhaal over de brug.", "posted_key": "f3b9e6c2", "csrfmiddlewaretoken": "wrong"}
    response = Client(enforce_csrf_checks=True).post(reverse("voices:post", args=[here.slug]), sent)
    page = response.content.decode()
    assert response.status_code == 403
    assert "Mijn lange verhaal" in page
    assert "f3b9e6c2" not in page
    assert "posted_key" not in page
    assert ">Uw tekst</label>" in page
