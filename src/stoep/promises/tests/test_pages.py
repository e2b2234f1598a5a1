"""Noting, answering, changing and judging on a page, as each kind of visitor meets it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.promises.models import Change, Promise, Verdict
from stoep.promises.tests.ground import address
from stoep.record.models import Entry
from tests.builders import (
    NOW,
    a_neighbourhood,
    a_person,
    a_post,
    a_promise,
    a_seat,
    a_voice,
    an_organisation,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_september")]


def of(name: str, promise: Promise) -> str:
    return reverse(f"promises:{name}", args=[promise.code])


def a_host(place: Neighbourhood, client: Client) -> Person:
    joost = a_person("Joost Bakker", side="care")
    a_post(place, "worker", person=joost)
    sign_in(client, joost)
    return joost


def three_fields(client: Client, place: Neighbourhood, **more: str) -> dict[str, str]:
    page = client.get(address("note", place)).content.decode()
    key = re.search(r'name="sleutel" value="([^"]+)"', page)
    assert key
    said = {"wie": "Anouk de Vries", "wat": "Lantaarns in de Eikstraat", "wanneer": "1 oktober"}
    return said | {"sleutel": key[1]} | more


def test_joost_notes_a_promise_in_three_fields(client: Client) -> None:
    place = a_neighbourhood()
    a_seat(place, "municipality", person=a_person("Anouk de Vries", side="municipality"))
    a_host(place, client)
    shown = client.post(address("note", place), three_fields(client, place))
    assert shown.status_code == 200
    promise = Promise.objects.get()
    assert promise.organisation == an_organisation("municipality")
    assert promise.promiser
    assert promise.promiser.name == "Anouk de Vries"
    assert promise.due_on == date(2026, 10, 1)
    assert "donderdag 1 oktober 2026" in shown.content.decode()
    assert "Briefje voor wie dit beloofde" in shown.content.decode()


def test_at_most_three_fields_are_asked_of_who_knows_the_name(client: Client) -> None:
    place = a_neighbourhood()
    a_host(place, client)
    page = client.get(address("note", place)).content.decode()
    before_the_fold = page[page.index('<form method="post"') : page.index("<details")]
    assert len(re.findall(r"<(?:input|textarea|select)(?![^>]*type=\"hidden\")", before_the_fold)) == 3


def test_a_form_sent_twice_is_one_promise(client: Client) -> None:
    place = a_neighbourhood()
    a_seat(place, "municipality", person=a_person("Anouk de Vries", side="municipality"))
    a_host(place, client)
    typed = three_fields(client, place)
    client.post(address("note", place), typed)
    again = client.post(address("note", place), typed)
    assert Promise.objects.count() == 1
    assert "niet dubbel opgeschreven" in again.content.decode()


def test_an_unknown_name_brings_one_more_question_and_keeps_what_was_typed(client: Client) -> None:
    place = a_neighbourhood()
    a_host(place, client)
    typed = three_fields(client, place, wie="mevrouw Pietersen")
    asked = client.post(address("note", place), typed)
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Voor wie werkt deze persoon?" in page
    assert "mevrouw Pietersen" in page
    assert "Lantaarns in de Eikstraat" in page
    assert client.post(address("note", place), typed | {"voor_wie": "resident"}).status_code == 200
    promise = Promise.objects.get()
    assert (promise.organisation, promise.promiser_called) == (None, "mevrouw Pietersen")


def test_a_vague_date_is_read_back_once(client: Client) -> None:
    place = a_neighbourhood()
    a_host(place, client)
    typed = three_fields(client, place, wie="de wijkagent", voor_wie="resident", wanneer="volgende week vrijdag")
    asked = client.post(address("note", place), typed)
    assert asked.status_code == 422
    assert "vrijdag 11 september 2026" in asked.content.decode()
    read = re.search(r'name="gelezen" value="([^"]+)"', asked.content.decode())
    assert read
    client.post(address("note", place), typed | {"gelezen": read[1]})
    assert Promise.objects.get().due_on == date(2026, 9, 11)


@pytest.mark.parametrize("typed", ["1 mei 1850", "in 2150", "zo snel mogelijk", "31 februari", "1 mei 2020"])
def test_a_date_that_cannot_be_is_refused_kindly(client: Client, typed: str) -> None:
    place = a_neighbourhood()
    a_host(place, client)
    answer = client.post(address("note", place), three_fields(client, place, voor_wie="resident", wanneer=typed))
    assert answer.status_code == 422
    assert typed in answer.content.decode()
    assert not Promise.objects.exists()


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", "a\x00b", "\u202egniht", "=HYPERLINK(1)", "x" * 100_000])
def test_bad_words_are_refused_or_shown_as_plain_text(client: Client, bad: str) -> None:
    place = a_neighbourhood()
    a_host(place, client)
    answer = client.post(address("note", place), three_fields(client, place, voor_wie="resident", wat=bad))
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.content.decode()
    assert "<script>alert" not in client.get(address("register", place)).content.decode()


def test_how_a_date_is_read_is_told_beside_the_box(client: Client) -> None:
    read = client.get(reverse("promises:read-date"), {"wanneer": "voor de zomer"}).content.decode()
    assert "zondag 20 juni 2027" in read
    assert 'value="2027-06-20"' in read
    assert client.get(reverse("promises:read-date"), {"wanneer": "ooit"}).content.decode().strip() == ""


@pytest.mark.parametrize("side", ["visitor", "resident", "municipality"])
def test_who_may_not_note_gets_403_by_page_and_by_address(client: Client, side: str) -> None:
    place = a_neighbourhood()
    if side != "visitor":
        sign_in(client, a_person(side=side))
    assert client.get(address("note", place)).status_code == 403
    assert client.post(address("note", place), {"wie": "x"}).status_code == 403
    assert not Promise.objects.exists()


def test_an_official_notes_only_the_own_promise(client: Client) -> None:
    place = a_neighbourhood()
    anouk = a_person("Anouk de Vries", side="municipality")
    a_seat(place, "municipality", person=anouk)
    a_seat(place, "housing", person=a_person("Henk Smit", side="housing"))
    sign_in(client, anouk)
    assert client.post(address("note", place), three_fields(client, place, wie="Henk Smit")).status_code == 403
    assert client.post(address("note", place), three_fields(client, place)).status_code == 200
    assert Promise.objects.get().confirmed_at == NOW


def test_the_promiser_who_tries_to_judge_gets_403_and_the_log_tells_it(client: Client) -> None:
    place = a_neighbourhood()
    promise = a_promise(place).promise
    officer = a_person(side="municipality")
    a_seat(place, "municipality", person=officer)
    sign_in(client, officer)
    for typed in ({}, {"oordeel": "kept"}, {"oordeel": "kept", "nummer": "x", "code": "y"}):
        answer = client.post(of("judge", promise), typed)
        assert answer.status_code == 403
        assert "Alleen de ontvanger zegt" in answer.content.decode()
    assert not Verdict.objects.exists()
    refused = Entry.objects.get(act="network.refused", subject=f"promise:{promise.code}").sealed()
    assert refused["facts"]["tried"] == "promises.judge"
    assert refused["by"]["side"] == "municipality"


def test_the_receiver_judges_by_the_receipt_without_an_account(client: Client) -> None:
    place = a_neighbourhood()
    receipt = a_voice(place)
    promise = a_promise(place, receiver_voice=receipt.voice).promise
    typed = {"oordeel": "kept", "nummer": receipt.number.lower(), "code": "verkeerd"}
    assert client.post(of("judge", promise), typed).status_code == 422
    done = client.post(of("judge", promise), typed | {"code": receipt.secret})
    assert done.status_code == 302
    assert done["Location"] == f"{promise.get_absolute_url()}#inhoud"
    assert Verdict.objects.get().said_voice == receipt.voice


def test_a_secret_cannot_be_guessed_for_long(client: Client) -> None:
    place = a_neighbourhood()
    receipt = a_voice(place)
    promise = a_promise(place, receiver_voice=receipt.voice).promise
    typed = {"oordeel": "kept", "nummer": receipt.number, "code": "A" * 24}
    answers = [client.post(of("judge", promise), typed) for _attempt in range(31)]
    assert answers[29].status_code == 422
    assert answers[30].status_code == 409
    assert "te vaak" in answers[30].content.decode()


def test_the_promiser_answers_by_the_slip(client: Client) -> None:
    noted = a_promise(a_neighbourhood())
    page = client.get(of("confirm", noted.promise)).content.decode()
    assert noted.secret not in page
    answer = client.post(of("confirm", noted.promise), {"klopt": "nee", "woorden": "", "code": noted.secret})
    assert answer.status_code == 422
    client.post(of("confirm", noted.promise), {"klopt": "nee", "woorden": "Wij zoeken het uit.", "code": noted.secret})
    client.post(of("confirm", noted.promise), {"klopt": "ja", "code": noted.secret})
    promise = Promise.objects.get()
    assert promise.disputed_words == "Wij zoeken het uit."
    assert promise.confirmed_at


def test_the_promiser_says_it_anew_by_the_slip(client: Client) -> None:
    noted = a_promise(a_neighbourhood())
    typed = {"wat": "Later", "wanneer": "1 december", "waarom": "De kabel.", "code": noted.secret}
    assert client.post(of("change", noted.promise), typed | {"code": "fout"}).status_code == 422
    assert client.post(of("change", noted.promise), typed).status_code == 302
    assert Change.objects.get().due_on == date(2026, 12, 1)


@pytest.mark.parametrize("name", ["confirm", "change", "judge"])
def test_somebody_else_with_an_account_gets_403_at_the_address(client: Client, name: str) -> None:
    place = a_neighbourhood()
    promise = a_promise(place, receiver=a_person()).promise
    stranger = a_person(side="housing")
    a_seat(place, "housing", person=stranger)
    sign_in(client, stranger)
    assert client.post(of(name, promise), {}).status_code == 403
    assert Entry.objects.filter(act="network.refused", subject=f"promise:{promise.code}").count() == 1


@pytest.mark.parametrize("name", ["confirm", "change", "judge"])
def test_there_is_no_post_without_a_token(name: str) -> None:
    promise = a_promise(a_neighbourhood()).promise
    assert Client(enforce_csrf_checks=True).post(of(name, promise), {}).status_code == 403
    assert not Entry.objects.exclude(act="promises.promise").exists()


def test_an_unknown_place_or_code_is_not_found(client: Client) -> None:
    assert client.get("/wijk/nergens/beloften/").status_code == 404
    assert client.get("/b/AAAAAAA/oordeel/").status_code == 404
