"""Choosing a language, coming back safely, and the demonstration that exists in the demonstration alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from stoep.people.models import Account, Contact, Telling
from stoep.shared import visitor
from stoep.web import demo
from tests.builders import NOW, a_neighbourhood

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_choosing_a_language_changes_the_pages_and_returns(client: Client) -> None:
    answer = client.post("/taal/", {"language": "en", "terug": "/over-stoep/?a=1"})
    assert answer["Location"] == "/over-stoep/?a=1"
    assert "What is Stoep?" in client.get("/over-stoep/", headers={"accept-language": "nl"}).text


def test_looking_at_the_language_page_changes_nothing(client: Client) -> None:
    client.get("/taal/?language=en&terug=/")
    assert '<html lang="nl">' in client.get("/", headers={"accept-language": "nl"}).text


@pytest.mark.parametrize("language", ["", "xx", "en-XX", "../../etc", "nl\x00"])
def test_an_unknown_language_asks_again(client: Client, language: str) -> None:
    assert client.post("/taal/", {"language": language}).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//kwaad.example",
        "///kwaad.example",
        "/\\kwaad.example",
        "\\\\kwaad.example",
        "https://kwaad.example/",
        "javascript:alert(1)",
        "/\t/kwaad.example",
        " //kwaad.example",
        "http:kwaad.example",
    ],
)
def test_nobody_is_sent_to_another_site(client: Client, elsewhere: str) -> None:
    """Abuse list 20: `next=//`, `\\`."""
    assert client.post("/taal/", {"language": "en", "terug": elsewhere})["Location"] == "/"
    assert "kwaad" not in client.get("/taal/", {"terug": elsewhere}).text


def test_the_demonstration_exists_only_in_the_demonstration(client: Client, settings: Any) -> None:
    settings.DEMO = False
    Account.objects.create_user("samira@voorbeeld.example")
    assert client.post("/kijk-door/", {"wie": "samira"}).status_code == 404
    assert client.get("/postvak/").status_code == 404
    assert "_auth_user_id" not in client.session
    assert "demonstratie" not in client.get("/").text.lower()


@pytest.mark.parametrize("eyes", demo.EYES, ids=lambda eyes: eyes.key)
def test_a_newcomer_looks_through_somebodys_eyes(client: Client, settings: Any, eyes: demo.Eyes) -> None:
    settings.DEMO = True
    account = Account.objects.create_user(eyes.email)
    assert f'value="{eyes.key}"' in client.get("/").text
    answer = client.post("/kijk-door/", {"wie": eyes.key})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)
    assert client.session["demo_second_factor"] is True


def test_looking_through_unknown_eyes_signs_nobody_in(client: Client, settings: Any) -> None:
    settings.DEMO = True
    for who in ("", "beheerder", "samira@voorbeeld.example", "' or 1=1"):
        assert client.post("/kijk-door/", {"wie": who}).status_code == 404
    assert client.get("/kijk-door/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_switching_eyes_begins_a_new_session(client: Client, settings: Any) -> None:
    """Abuse list 25: a session that was fixed before is worth nothing after."""
    settings.DEMO = True
    for key in ("samira", "joost"):
        Account.objects.create_user(f"{key}@voorbeeld.example")
    client.post("/kijk-door/", {"wie": "samira"})
    before = client.session.session_key
    client.post("/kijk-door/", {"wie": "joost"})
    assert client.session.session_key != before


def a_telling(words: str, channel: str = "letter") -> Telling:
    contact = Contact.objects.create(channel=channel, given_at=NOW)
    return Telling.objects.create(
        contact=contact,
        neighbourhood=a_neighbourhood(),
        about="K7QM4XR",
        subject=words,
        body=f"Over uw inbreng. {words} <script>",
        created_at=NOW,
    )


def test_the_outbox_shows_what_people_were_told_one_way_at_a_time(client: Client, settings: Any) -> None:
    settings.DEMO = True
    a_telling("Uw brief", "letter")
    a_telling("Uw telefoontje", "phone")
    everything = client.get("/postvak/").text
    assert "Uw brief" in everything
    assert "Uw telefoontje" in everything
    assert "<script>" not in everything.replace("<script src", "")
    only_letters = client.get("/postvak/?hoe=letter").text
    assert "Uw brief" in only_letters
    assert "Uw telefoontje" not in only_letters


def test_the_outbox_has_pages_and_survives_nonsense(client: Client, settings: Any) -> None:
    settings.DEMO = True
    place = a_telling("Nummer 0").neighbourhood
    contact = Contact.objects.create(channel="mail", given_at=NOW)
    told = [
        Telling(contact=contact, neighbourhood=place, about="x", subject=f"Bericht {n:03}", body="x", created_at=NOW)
        for n in range(40)
    ]
    Telling.objects.bulk_create(told)
    first = client.get("/postvak/").text
    assert "Bericht 039" in first
    assert "Bericht 009" not in first
    assert "Bericht 009" in client.get(f"/postvak/?vanaf={demo.PAGE}").text
    for nonsense in ("abc", "-1", "9" * 40, "²", "0x1"):
        assert client.get("/postvak/", {"vanaf": nonsense}).status_code == 200


def test_mail_of_the_site_itself_lands_in_the_outbox(client: Client, settings: Any, tmp_path: Path) -> None:
    from django.core.mail import send_mail

    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    send_mail("Uw code", "Uw code is ABC-DEF.", None, ["samira@voorbeeld.example"])
    shown = client.get("/postvak/").text
    assert "Uw code is ABC-DEF." in shown
    assert "samira@voorbeeld.example" in shown


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.17", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:192.0.2.17", "192.0.2.0/24"),
        ("", "unknown"),
        ("a.b.c.d", "unknown"),
    ],
)
def test_an_address_is_cut_short(address: str, network: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert visitor.address_of(request) == network


def test_robots_leave_personal_pages_alone_and_the_demonstration_as_a_whole(client: Client, settings: Any) -> None:
    assert "Disallow: /mijn/" in client.get("/robots.txt").text
    settings.DEMO = True
    assert "Disallow: /\n" in client.get("/robots.txt").text


@pytest.mark.parametrize("address", ["/", "/over-stoep/", "/robots.txt", "/.well-known/security.txt"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "trace"])
def test_a_page_to_read_answers_reading_only(client: Client, address: str, method: str) -> None:
    assert getattr(client, method)(address).status_code == 405
