"""A page offers an act only to who may do it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.promises import actions as promises
from stoep.voices import actions as voices
from tests.builders import (
    NOW,
    TODAY,
    a_neighbourhood,
    a_person,
    a_post,
    a_promise,
    a_standing,
    a_voice,
    an_item,
    an_organisation,
    sign_in,
)

pytestmark = pytest.mark.django_db
PAGES = ("thread:neighbourhood", "agenda:agenda", "voices:list", "voices:waiting", "promises:register")
PAGES_OF_TABLE = ("network:partnership", "agenda:decisions", "network:desk", "thread:figures", "agenda:closed")


def as_(person: Any) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def page_of(row: Any, client: Client) -> str:
    return client.get(row.get_absolute_url()).content.decode()


def test_only_who_promised_or_noted_a_promise_is_offered_to_change_it() -> None:
    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("host",))
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    police = a_standing(here, "police", seat=False, posts=("official",))
    noted = a_promise(here, by=host)
    address = reverse("promises:change", args=[noted.promise.code])
    for standing, offered in ((host, True), (official, True), (police, False), (a_standing(here), False)):
        assert (address in page_of(noted.promise, as_(standing.person))) is offered
    # Without an account one may hold the slip, when there is one.
    assert (address in page_of(noted.promise, Client())) is bool(noted.secret)
    promises.judge(
        promise=noted.promise, kind="kept", words="", kept_on=TODAY, by=a_standing(here), at=NOW, today=TODAY
    )
    assert address not in page_of(noted.promise, as_(host.person))


def test_a_slip_is_asked_of_visitors_and_not_of_whoever_signed_in_as_somebody_else() -> None:
    here = a_neighbourhood()
    noted = a_promise(here)
    address = reverse("promises:confirm", args=[noted.promise.code])
    assert address in page_of(noted.promise, Client())
    assert address not in page_of(noted.promise, as_(a_standing(here, "police", posts=("official",)).person))


def test_whom_a_voice_was_passed_to_is_offered_to_answer_it() -> None:
    here = a_neighbourhood()
    said = a_voice(here)
    officials = a_standing(here, "municipality", seat=False, posts=("official",))
    address = reverse("voices:answer", args=[said.number])
    assert address not in page_of(said.voice, as_(officials.person))
    passed = an_organisation("municipality")
    voices.answer(
        voice=said.voice, kind="passed-on", words="Zij gaan erover.", by=a_standing(here), at=NOW, passed_to=passed
    )
    assert address in page_of(said.voice, as_(officials.person))
    assert address not in page_of(said.voice, as_(a_person()))


def roles(here: Any) -> dict[str, Client]:
    """A client for everybody that the role table tells apart."""
    return {
        "visitor": Client(),
        "stranger": as_(a_person()),
        "resident": as_(a_standing(here).person),
        "independent": as_(a_standing(here, "independent").person),
        "host": as_(a_post(here, "host").person),
        "worker": as_(a_post(here, "worker").person),
        "official": as_(a_standing(here, "municipality", seat=False, posts=("official",)).person),
        "alderman": as_(a_standing(here, "municipality").person),
        "elsewhere": as_(a_standing(a_neighbourhood()).person),
    }


def test_no_link_on_any_page_leads_to_a_refusal() -> None:
    here = a_neighbourhood()
    resident = a_standing(here)
    said = a_voice(here, kind="concern", checked_by=resident.person)
    item, promise = an_item(here, by=resident, horizon="long"), a_promise(here).promise
    starts = [reverse(name, args=[here.slug]) for name in PAGES + PAGES_OF_TABLE]
    starts += [row.get_absolute_url() for row in (said.voice, item, promise)]
    wrong = []
    for role, client in roles(here).items():
        links: dict[str, str] = {}
        for start in starts:
            answer = client.get(start)
            if answer.status_code == 200:
                main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
                found = re.findall(r'href="(/[^"#]*)', main)
                links |= {link.replace("&amp;", "&"): start for link in found if not link.endswith((".pdf", ".csv"))}
        assert len(links) > 10
        for link, start in links.items():
            if client.get(link).status_code in (403, 404, 405, 500):
                wrong.append(f"{role}: {start} offers {link}")
    assert not wrong, "\n".join(wrong)
