"""Sealing: one entry for each act, in its transaction, without a word of what is personal."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from stoep.core.sealing import commitment, tree
from stoep.core.sealing.canonical import Unsealable
from stoep.core.sealing.checkpoint import decode
from stoep.core.sealing.note import SignedCheckpoint
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import keys, queries
from stoep.record.models import Entry, Log
from stoep.record.tests.conftest import NOW, SAMIRA, SEAL
from stoep.shared.actor import CLOCK, Actor
from stoep.shared.refusal import Refused


def test_an_entry_says_what_was_done_and_hides_what_is_personal(seal: SEAL) -> None:
    entry = seal()
    sealed = entry.sealed()
    assert sealed["act"] == "voices.post"
    assert sealed["by"] == {"side": "resident"}
    assert (sealed["index"], sealed["log"]) == (0, "localhost/wijk/de-meerpaal")
    assert "Kade" not in entry.leaf
    assert "Samira" not in entry.leaf
    for opening in entry.openings.all():
        sealed_field = sealed["personal"][opening.field]
        assert commitment.opens(sealed_field, field=opening.field, salt=bytes(opening.salt), value=opening.value)
    assert queries.opened(entry.log.neighbourhood, "voice:K7QM4XR") == {
        "by": "Samira van den Dijk",
        "text": "Meer groen bij de Kade, graag.",
    }


def test_the_same_text_twice_looks_different_in_the_log(seal: SEAL) -> None:
    assert seal().sealed()["personal"]["text"] != seal().sealed()["personal"]["text"]


def test_empty_personal_fields_and_nameless_actors_are_left_out(seal: SEAL) -> None:
    assert seal(by=CLOCK, personal={"text": ""}).sealed()["personal"] == {}


def test_an_act_that_fails_leaves_no_entry(seal: SEAL, place: Neighbourhood) -> None:
    first = seal()

    def act() -> None:
        with transaction.atomic():
            record.seal(neighbourhood=place, act="agenda.take_up", by=SAMIRA, at=NOW, facts={})
            raise RuntimeError("the act itself went wrong")

    with pytest.raises(RuntimeError, match="went wrong"):
        act()
    log = Log.objects.get()
    assert (log.size, Entry.objects.count()) == (1, 1)
    assert tree.Frontier.unpacked(log.size, bytes(log.peaks)).root() == tree.root_of([bytes(first.leaf_hash)])


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_sealed() -> None:
    place = Neighbourhood.objects.create(slug="lutkeveen", name="Lutkeveen", drawn_on=NOW.date())
    with pytest.raises(transaction.TransactionManagementError):
        record.seal(neighbourhood=place, act="voices.post", by=SAMIRA, at=NOW, facts={})
    assert not Entry.objects.exists()


def test_every_size_has_the_root_and_the_proofs_of_its_definition(seal: SEAL) -> None:
    """Over the border of a tile (256), against roots made from the leaves alone."""
    hashes = [bytes(seal(number, personal=None).leaf_hash) for number in range(300)]
    log = Log.objects.get()
    root = tree.root_of(hashes)
    assert queries.root_at(log, 300) == root
    for index in (0, 1, 128, 255, 256, 257, 298, 299):
        assert tree.includes(hashes[index], index, 300, queries.inclusion(log, index, 300), root)
    for old in (1, 2, 255, 256, 257, 299, 300):
        old_root = tree.root_of(hashes[:old])
        assert queries.root_at(log, old) == old_root
        assert tree.extends(old, old_root, 300, root, queries.consistency(log, old, 300))


def test_a_proof_takes_at_most_two_queries(seal: SEAL, django_assert_max_num_queries: Any) -> None:
    for number in range(300):
        seal(number, personal=None)
    log = Log.objects.get()
    for index in (17, 290):
        with django_assert_max_num_queries(2):
            queries.inclusion(log, index, 300)


def test_time_never_runs_back_in_a_log(seal: SEAL) -> None:
    later, earlier = seal(10), seal(5)
    assert earlier.sealed_at == later.sealed_at
    assert earlier.sealed()["at"] == later.sealed()["at"]


def test_each_neighbourhood_has_a_log_of_its_own(seal: SEAL) -> None:
    other = Neighbourhood.objects.create(slug="lutkeveen", name="Lutkeveen", drawn_on=NOW.date())
    first, second = seal(), seal(neighbourhood=other)
    assert first.index == second.index == 0
    assert first.log.origin != second.log.origin


def test_the_first_act_is_under_a_checkpoint_at_once_and_the_next_within_the_hour(seal: SEAL) -> None:
    seal(0), seal(30), seal(59)
    log = Log.objects.get()
    assert [point.size for point in log.checkpoints.all()] == [1]
    seal(60)
    newest = queries.latest_checkpoint(log)
    assert newest is not None
    assert newest.size == 4
    signed = SignedCheckpoint.read(newest.note)
    assert len(signed.signed_by(keys.signer().keys(log.origin))) == 2
    assert signed.signed_at() == int((NOW + timedelta(minutes=60)).timestamp())
    assert decode(newest.root) == queries.root_at(log, 4)


def test_a_checkpoint_on_demand_covers_everything_and_is_made_once(seal: SEAL, place: Neighbourhood) -> None:
    assert record.checkpoint(neighbourhood=place, at=NOW) is None
    seal(), seal(1)
    made = record.checkpoint(neighbourhood=place, at=NOW + timedelta(minutes=2))
    assert made is not None
    assert made.size == 2
    assert record.checkpoint(neighbourhood=place, at=NOW + timedelta(minutes=3)) == made
    seal(4)
    assert record.daily(today=NOW.date(), at=NOW + timedelta(days=1)) == 1
    assert [point.size for point in made.log.checkpoints.order_by("size")] == [1, 2, 3]


@pytest.mark.parametrize("facts", [{"amount": 1.5}, {"on": NOW}, {"who": SAMIRA}, {"n": 2**60}, {"t": "x" * 20_000}])
def test_facts_that_are_not_plain_are_refused(seal: SEAL, facts: dict[str, object]) -> None:
    with pytest.raises(Unsealable):
        seal(facts=facts)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("value", ["x" * 100_001, "nul \x00", "half \ud83d"])
def test_text_that_no_log_can_hold_is_refused_in_words(seal: SEAL, value: str) -> None:
    with pytest.raises(Refused) as refused:
        seal(personal={"text": value})
    assert str(refused.value).endswith(("Maak hem korter.", "Typ de tekst opnieuw."))
    assert not Entry.objects.exists()


def test_strange_but_honest_text_is_sealed_as_it_is(seal: SEAL) -> None:
    value = "ja 👨‍👩‍👧 \u202eomgekeerd\r\n<script>"
    entry = seal(personal={"text": value}, by=Actor("resident", "<b>Net</b>"))
    assert entry.openings.get(field="text").value == value
    assert entry.sealed()["by"]["organisation"] == "<b>Net</b>"


def test_keys_are_made_once_and_only_their_owner_may_read_them(seal: SEAL, settings: Any) -> None:
    seal()
    path = settings.DATA / "keys" / "log.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert keys.signer() == keys.signer()
    assert [file.name for file in path.parent.iterdir()] == ["log.key"]


def test_keys_may_come_from_the_environment(settings: Any) -> None:
    settings.STOEP_LOG_KEY = f"ed25519:{'A' * 43}= ml-dsa-44:{'B' * 43}="
    with pytest.raises(Exception, match="ed25519"):
        keys._read("ed25519:AAAA", "here")
    assert keys.signer().ed25519 == bytes(32)


@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_each_get_a_place_of_their_own() -> None:
    """Eight threads, one log. Without the lock two of them would take the same index."""
    place = Neighbourhood.objects.create(slug="lutkeveen", name="Lutkeveen", drawn_on=NOW.date())

    def act(number: int) -> None:
        try:
            for step in range(10):
                with transaction.atomic():
                    record.seal(
                        neighbourhood=place,
                        act="voices.post",
                        by=SAMIRA,
                        at=datetime.now(UTC),
                        facts={"thread": number, "step": step},
                    )
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log = Log.objects.get()
    entries = list(log.entries.order_by("index"))
    assert [entry.index for entry in entries] == list(range(80))
    assert queries.root_at(log, 80) == tree.root_of(bytes(entry.leaf_hash) for entry in entries)
    assert [entry.sealed_at for entry in entries] == sorted(entry.sealed_at for entry in entries)
