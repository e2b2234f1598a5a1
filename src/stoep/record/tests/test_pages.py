"""The public pages: readable by everyone, without anything personal, and every file on them checks out."""

from __future__ import annotations

from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from stoep.core.sealing import words
from stoep.core.sealing.checkpoint import decode
from stoep.core.sealing.proof import Proof
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries, sentences
from stoep.record.models import Checkpoint, Entry
from stoep.record.tests.conftest import NOW, SEAL
from stoep.shared.actor import Actor


@pytest.fixture
def point(life: list[Entry], place: Neighbourhood) -> Checkpoint:
    made = record.checkpoint(neighbourhood=place, at=NOW + timedelta(days=9))
    assert made is not None
    return made


def text_of(client: Client, name: str, *arguments: Any, query: str = "") -> str:
    answer = client.get(reverse(f"record:{name}", args=arguments) + query)
    assert answer.status_code == 200
    return answer.getvalue().decode()


def test_the_log_reads_newest_first_in_pages_of_fifty(client: Client, point: Checkpoint) -> None:
    first = text_of(client, "log", "de-meerpaal")
    assert first.count(">regel ") == 50
    assert "?voor=11" in first
    second = text_of(client, "log", "de-meerpaal", query="?voor=11")
    assert second.count(">regel ") == 11
    assert "?voor=61" in second
    assert "?voor=" not in text_of(client, "log", "de-meerpaal", query="?voor=11").split("Ouder")[0].split("Nieuwer")[1]


@pytest.mark.parametrize("query", ["?voor=abc", "?voor=-1", "?voor=999999999999999999999999", "?voor=%00", "?voor=²"])
def test_a_strange_page_number_shows_the_newest(client: Client, point: Checkpoint, query: str) -> None:
    assert "?voor=11" in text_of(client, "log", "de-meerpaal", query=query)


def test_no_page_shows_anything_personal(client: Client, point: Checkpoint) -> None:
    addresses = ["log", "latest_checkpoint", "check", "export"]
    pages = [text_of(client, name, "de-meerpaal") for name in addresses]
    pages += [text_of(client, name, "de-meerpaal", 3) for name in ("entry", "proof")]
    for page in pages:
        assert "Samira" not in page
        assert "Kade" not in page


def test_an_entry_shows_exactly_what_was_sealed_and_a_proof_that_holds(client: Client, point: Checkpoint) -> None:
    entry = Entry.objects.get(index=5)
    page = text_of(client, "entry", "de-meerpaal", 5)
    assert entry.leaf.replace('"', "&quot;") in page
    assert "data-stoep-proof" in page
    found = Proof.read(text_of(client, "proof", "de-meerpaal", 5))
    assert found.entry == entry.leaf.encode()
    assert found.holds()
    assert len(found.signed.signed_by(queries.public_keys(entry.log))) == 2


def test_an_entry_above_the_last_checkpoint_says_when_its_proof_comes(client: Client, seal: SEAL) -> None:
    seal(0), seal(1)
    assert "Kijk morgen nog eens." in text_of(client, "entry", "de-meerpaal", 1)
    assert client.get(reverse("record:proof", args=["de-meerpaal", 1])).status_code == 404


def test_an_erased_entry_says_so_and_still_has_its_proof(client: Client, point: Checkpoint) -> None:
    index = Entry.objects.filter(subject="voice:N7").first().index  # type: ignore[union-attr]
    assert "Gewist: de naam, de tekst." in text_of(client, "entry", "de-meerpaal", index)
    assert Proof.read(text_of(client, "proof", "de-meerpaal", index)).holds()


def test_the_checkpoint_page_has_twelve_words_and_a_code(client: Client, point: Checkpoint) -> None:
    page = text_of(client, "latest_checkpoint", "de-meerpaal")
    for word in words.words(decode(point.root)):
        assert f"<li>{word}</li>" in page
    assert "data:image/svg+xml" in page
    assert text_of(client, "checkpoint_note", "de-meerpaal", point.size) == point.note


def test_an_older_checkpoint_shows_that_nothing_under_it_changed(client: Client, point: Checkpoint) -> None:
    page = text_of(client, "checkpoint", "de-meerpaal", 1)
    assert f'data-new-root="{point.root}"' in page
    assert "Aan de regels van toen is niets veranderd." in page


def test_a_forked_history_is_said_on_the_page(client: Client, point: Checkpoint) -> None:
    Checkpoint.objects.filter(size=1).update(root="A" * 43 + "=")
    assert "Maar de regels van toen zijn veranderd." in text_of(client, "checkpoint", "de-meerpaal", 1)


def test_the_words_from_the_paper_find_their_checkpoint(client: Client, point: Checkpoint) -> None:
    old = Checkpoint.objects.get(size=1)
    said = " ".join(words.words(decode(old.root))).upper()
    page = text_of(client, "check", "de-meerpaal", query=f"?woorden={said}")
    assert "Deze woorden horen bij de stempel" in page
    assert "Aan de regels van toen is niets veranderd." in page


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("appelbank " * 12, "Dit logboek heeft geen stempel met deze woorden."),
        ("appelbonk " * 12, "Het woord “appelbonk” kan niet in een stempel staan."),
        ("appelbank", "Een stempel heeft precies twaalf woorden."),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("", "woorden"),
    ],
)
def test_words_that_are_not_ours_get_a_sentence_that_helps(
    client: Client, point: Checkpoint, typed: str, answer: str
) -> None:
    page = text_of(client, "check", "de-meerpaal", query=f"?woorden={typed}")
    assert answer in page
    assert "<script>alert" not in page


def test_the_export_and_the_program_on_the_page_go_together(
    client: Client, point: Checkpoint, verifier: ModuleType
) -> None:
    lines = [line.encode() for line in text_of(client, "export", "de-meerpaal").splitlines(keepends=True)]
    assert verifier.Export(lines, [verifier.Note.read(point.note)]).check().exit_code() == 0
    assert text_of(client, "verifier").startswith("#!/usr/bin/env python3")


def test_a_neighbourhood_without_acts_has_pages_that_say_so(client: Client, place: Neighbourhood) -> None:
    assert "Er staat nog niets in." in text_of(client, "log", "de-meerpaal")
    assert "Er is nog geen stempel" in text_of(client, "latest_checkpoint", "de-meerpaal")
    assert "los programma" in text_of(client, "check", "de-meerpaal")
    assert "geen stempel met deze" in text_of(client, "check", "de-meerpaal", query="?woorden=" + "appelbank " * 12)
    assert client.get(reverse("record:export", args=["de-meerpaal"])).status_code == 404


@pytest.mark.parametrize("name", ["log", "latest_checkpoint", "check", "export"])
def test_a_place_that_does_not_exist_is_not_found(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(f"record:{name}", args=["nergens"])).status_code == 404


def test_an_entry_or_checkpoint_that_does_not_exist_is_not_found(client: Client, point: Checkpoint) -> None:
    for name, number in [("entry", 999), ("proof", 999), ("checkpoint", 998), ("checkpoint_note", 998)]:
        assert client.get(reverse(f"record:{name}", args=["de-meerpaal", number])).status_code == 404
    assert client.get(f"/wijk/de-meerpaal/logboek/{'9' * 30}/").status_code == 404


def test_nothing_here_takes_a_post(client: Client, point: Checkpoint) -> None:
    for name in ("log", "latest_checkpoint", "check", "export"):
        assert client.post(reverse(f"record:{name}", args=["de-meerpaal"])).status_code == 405


def test_reading_writes_nothing(client: Client, seal: SEAL, django_assert_max_num_queries: Any) -> None:
    seal(0), seal(1)
    before = (Entry.objects.count(), Checkpoint.objects.count())
    with django_assert_max_num_queries(8):
        text_of(client, "entry", "de-meerpaal", 0)
    with django_assert_max_num_queries(8):
        text_of(client, "log", "de-meerpaal")
    assert (Entry.objects.count(), Checkpoint.objects.count()) == before


def test_a_told_sentence_and_an_organisation_are_shown_escaped(client: Client, seal: SEAL) -> None:
    seal(facts={"told": "<b>Samen</b> gezegd"}, by=Actor("municipality", "<i>Waterstad</i>"))
    page = text_of(client, "log", "de-meerpaal")
    assert "&lt;b&gt;Samen&lt;/b&gt; gezegd" in page
    assert "de gemeente (&lt;i&gt;Waterstad&lt;/i&gt;)" in page


def test_a_day_in_the_log_has_its_month_in_words_in_both_languages(seal: SEAL) -> None:
    """Also the 30th and the 31st, and where the sentence was sealed in digits."""
    sentences.register({"tests.wait": "Quiet since %(since_on)s."})
    facts = {"told": "Stil sinds 30-04-2026, en niet 99-99-2026.", "since_on": "2026-04-30"}
    entry = seal(act="tests.wait", facts=facts)
    assert sentences.sentence(entry) == "Stil sinds 30 april 2026, en niet 99-99-2026."
    with translation.override("en"):
        assert sentences.sentence(entry) == "Quiet since 30 April 2026."


def test_a_room_gives_its_acts_a_sentence(client: Client, seal: SEAL) -> None:
    entry = seal(act="tests.wave")
    assert sentences.sentence(entry) == "Handeling tests.wave over K7QM4XR."
    sentences.register({"tests.wave": "%(by)s zwaaide naar %(subject)s."})
    assert sentences.sentence(entry) == "een bewoner zwaaide naar K7QM4XR."
