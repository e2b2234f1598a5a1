"""Ballots and a sample on paper: how many, in which language, by whom, with what on them."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from stoep.budgeting import actions as budgeting
from stoep.budgeting import queries
from stoep.budgeting.models import Idea, Round
from tests.builders import NOW, sign_in
from tests.rooms.rounds import a_drawing, a_round
from tests.rooms.voting import counters, read, with_ballot

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready_round(here: Any, bep: Any, ilse: Any) -> Round:
    return with_ballot(a_round(here, bep, ilse, counters=counters()))


def translated(round: Round, by: Any, language: str) -> None:
    for idea in Idea.objects.filter(round=round):
        said = {"title": f"{language} {idea.ballot_number}", "words": "Słowa planu.", "reader": "Ola"}
        budgeting.approve_words(idea=idea, language=language, by=by, at=NOW, **said)


def address(round: Round, name: str, *more: Any) -> str:
    return reverse(f"budgeting:{name}", args=[round.neighbourhood.slug, round.number, *more])


def pages(answer: Any) -> list[str]:
    assert answer["Content-Type"] == "application/pdf", answer.content[:300]
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]


def test_a_host_prints_so_many_ballots_of_one_part_each_in_an_order_of_its_own(
    client: Client, ready_round: Round, bep: Any
) -> None:
    sign_in(client, bep.person)
    made = pages(client.post(address(ready_round, "print_ballots"), {"part": "2", "language": "nl", "many": "8"}))
    made = [text for text in made if text.strip()]
    assert len(made) == 8, "one side each, and each begins in front"
    names = r"(Bankje aan de gracht|Bomen in de Kadestraat|Speelplek)"
    orders = {tuple(dict.fromkeys(re.findall(names, text))) for text in made}
    assert all(sorted(order) == sorted(["Bankje aan de gracht", "Bomen in de Kadestraat", "Speelplek"])
               for order in orders)  # fmt: skip
    assert len(orders) > 1
    assert all("Zuid" in text and "Kies er niet meer dan 5" in text and "Voorbeeld" not in text for text in made)
    assert all(re.search(r"\b4\b", text) and "8.000" in text for text in made), "the numbers and costs of this part"


def test_only_languages_whose_words_are_approved_are_printed_and_the_page_names_the_others(
    client: Client, ready_round: Round, here: Any, bep: Any
) -> None:
    page = client.get(address(ready_round, "plans")).content.decode()
    assert "Nog niet op papier: English, Türkçe, العربية, polski." in page
    read(here, bep, "pl", "tr")
    translated(ready_round, bep, "pl")
    translated(ready_round, bep, "ar")
    assert queries.paper_languages(ready_round) == [("nl", "Nederlands"), ("pl", "polski")]
    assert "Nog niet op papier: English, Türkçe, العربية." in client.get(address(ready_round, "plans")).content.decode()
    (sample,) = pages(client.get(address(ready_round, "sample", 1, "pl")))
    assert "Wzór" in sample and "pl 1" in sample and "Karta do głosowania" in sample
    for language in ("tr", "ar", "en", "xx"):
        assert client.get(address(ready_round, "sample", 1, language)).status_code == 404
    assert client.get(address(ready_round, "sample", 9, "nl")).status_code == 404
    sign_in(client, bep.person)
    wrong = client.post(address(ready_round, "print_ballots"), {"part": "1", "language": "tr", "many": "1"})
    assert wrong.status_code == 422


def test_no_more_than_a_hundred_at_once_and_what_was_typed_stays(client: Client, ready_round: Round, bep: Any) -> None:
    sign_in(client, bep.person)
    for many in ("0", "101", "veel"):
        answer = client.post(address(ready_round, "print_ballots"), {"part": "1", "language": "nl", "many": many})
        assert answer.status_code == 422 and f'value="{many}"' in answer.content.decode()


def test_before_the_ballot_is_made_nothing_is_printed(client: Client, here: Any, bep: Any, ilse: Any) -> None:
    early = a_round(here, bep, ilse)
    assert client.get(address(early, "sample", 1, "nl")).status_code == 404
    assert "pdf" not in client.get(address(early, "plans")).content.decode()
    sign_in(client, bep.person)
    answer = client.get(address(early, "print_ballots"), follow=True)
    assert "nog niet" in answer.content.decode() and answer.redirect_chain


def test_each_plan_with_a_drawing_or_a_photo_has_it_on_paper_with_its_words(
    client: Client, ready_round: Round, bep: Any
) -> None:
    idea = Idea.objects.get(round=ready_round, ballot_number=2)
    idea.picture.save("tekening.jpg", ContentFile(a_drawing().read()), save=False)
    idea.picture_described = "Een rij bomen."
    idea.save()
    answer = client.get(address(ready_round, "sample", 1, "nl"))
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert len(page.images) == 1 and "Een rij bomen." in pictured(answer.content)
    idea.picture.storage.delete(str(idea.picture.name))
    gone = client.get(address(ready_round, "sample", 1, "nl"))
    assert len(PdfReader(io.BytesIO(gone.content)).pages[0].images) == 0


def pictured(made: bytes) -> list[str]:
    """What is said of each picture, for whoever does not see it."""
    objects = (each.get_object() for each in _objects(PdfReader(io.BytesIO(made))))
    return [str(each["/Alt"]) for each in objects if isinstance(each, dict) and "/Alt" in each]


def _objects(reader: PdfReader) -> list[Any]:
    from pypdf.generic import IndirectObject

    return [IndirectObject(number, 0, reader) for number in reader.xref[0] if number]
