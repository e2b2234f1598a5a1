"""What a page offers to do: also to whoever has no account, and only a slip of paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.promises import actions as promises
from tests.builders import (
    NOW,
    TODAY,
    a_neighbourhood,
    a_person,
    a_promise,
    a_standing,
    a_voice,
    an_item,
    an_organisation,
    sign_in,
)

pytestmark = pytest.mark.django_db


def page_of(row: Any, client: Client | None = None) -> str:
    return (client or Client()).get(row.get_absolute_url()).content.decode()


def test_a_visitor_with_a_receipt_finds_where_to_say_that_a_promise_was_kept() -> None:
    here = a_neighbourhood()
    heard = a_promise(here, receiver_voice=a_voice(here).voice).promise
    to_a_person = a_promise(here, receiver=a_person("Bep")).promise
    assert reverse("promises:judge", args=[heard.code]) in page_of(heard)
    # Nobody without an account received this one, so there is no receipt to show.
    assert reverse("promises:judge", args=[to_a_person.code]) not in page_of(to_a_person)


def test_who_promised_is_not_offered_to_judge_it() -> None:
    here = a_neighbourhood()
    official = a_person("Joost", "municipality")
    a_standing(here, "municipality", person=official)
    promise = a_promise(here, receiver_voice=a_voice(here).voice, organisation=an_organisation("municipality")).promise
    client = Client()
    sign_in(client, official)
    assert reverse("promises:judge", args=[promise.code]) not in page_of(promise, client)


def test_a_slip_to_confirm_is_asked_for_until_it_was_answered() -> None:
    here = a_neighbourhood()
    host = a_standing(here, posts=("host",))
    confirmed, disputed = a_promise(here), a_promise(here)
    for noted in (confirmed, disputed):
        assert reverse("promises:confirm", args=[noted.promise.code]) in page_of(noted.promise)
    promises.confirm(promise=confirmed.promise, by=host, secret=confirmed.secret, at=NOW)
    promises.dispute(promise=disputed.promise, words="Zo niet.", by=host, secret=disputed.secret, at=NOW)
    for noted in (confirmed, disputed):
        assert reverse("promises:confirm", args=[noted.promise.code]) not in page_of(noted.promise)


def test_an_item_asks_its_authors_whether_it_says_what_they_meant() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    item, receipt = an_item(here, by=leads), a_voice(here)
    (origin,) = agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=leads, at=NOW)
    address = reverse("agenda:claim", args=[item.code, receipt.number])
    assert address in page_of(item)
    agenda.say_of_origin(origin=origin, agrees=True, secret=receipt.secret, at=NOW)
    assert address not in page_of(item)


def test_an_item_tells_that_a_decision_waits_for_the_other_key_and_for_how_long() -> None:
    here = a_neighbourhood()
    leads, other = a_standing(here), a_standing(here, "independent")
    item = an_item(here, by=leads)
    assert "De andere sleutel is nog nodig." not in page_of(item)
    decision = agenda.propose(
        missed="De winkels.", kind="close", item=item, why="Klaar.", by=leads, at=NOW, today=TODAY
    )
    with time_machine.travel(NOW, tick=False):
        page = page_of(item)
        assert "De andere sleutel is nog nodig." in page
        assert reverse("agenda:decision", args=[here.slug, decision.pk]) in page
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        assert "De andere sleutel is nog nodig." not in page_of(item)
    with time_machine.travel(NOW, tick=False):
        agenda.second(decision=decision, by=other, at=NOW, today=TODAY)
        assert "De andere sleutel is nog nodig." not in page_of(item)
