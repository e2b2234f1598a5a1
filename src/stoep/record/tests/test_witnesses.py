"""Witnesses at the server: who counts, what is taken in, and what a policy asks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.sealing.note import Key, SignedCheckpoint
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries, rules
from stoep.record.inspection import inspect
from stoep.record.models import Checkpoint, Cosignature, Entry, Log, Witness
from stoep.record.tests.conftest import NOW, SEAL
from stoep.record.tests.watching import TABLE, Watcher, admit
from stoep.shared.refusal import Refused

DAY = timedelta(days=1)
BY: dict[str, Any] = {"by": TABLE, "at": NOW + DAY, "today": NOW.date()}


@pytest.fixture
def three(place: Neighbourhood, seal: SEAL, witness: ModuleType, tmp_path: Path, settings: Any) -> list[Watcher]:
    """The residents' network, a library and the municipality watch; two are needed."""
    settings.STOEP_SEALED_ROWS = ["stoep.record.sealed.ROWS"]
    seal(), seal(1)
    found = [Watcher(witness, tmp_path, name) for name in ("bewoners", "bieb", "gemeente")]
    for watcher, party in zip(found, ("resident", "library", "municipality"), strict=True):
        admit(place, watcher, party, NOW + DAY)
    record.set_policy(neighbourhood=place, needed=2, by=TABLE, at=NOW + DAY, today=NOW.date())
    record.checkpoint(neighbourhood=place, at=NOW + DAY)
    return found


@pytest.fixture
def log(three: list[Watcher]) -> Log:
    return Log.objects.select_related("neighbourhood").get()


def newest(log: Log) -> Checkpoint:
    found = queries.latest_checkpoint(log)
    assert found is not None
    return found


def test_a_checkpoint_meets_the_policy_when_two_saw_it(log: Log, three: list[Watcher]) -> None:
    assert not queries.seen(newest(log)).met
    three[2].watch(log, NOW + DAY)
    assert not queries.seen(newest(log)).met
    three[1].watch(log, NOW + DAY)
    seen = queries.seen(newest(log))
    assert seen.met
    assert [each.called for each in seen.by] == ["Getuige bieb", "Getuige gemeente"]
    assert list(inspect(log)) == []


def test_who_saw_a_later_checkpoint_saw_the_earlier_one_too(log: Log, three: list[Watcher], seal: SEAL) -> None:
    older = newest(log)
    seal(3 * 24 * 60)
    assert newest(log).size > older.size
    for watcher in three[:2]:
        watcher.watch(log, NOW + 3 * DAY)
    assert queries.seen(older).met


def test_the_same_cosignature_twice_is_stored_once_and_an_older_one_never_wins(log: Log, three: list[Watcher]) -> None:
    first = three[0].sign(log, NOW + DAY)
    later = three[0].sign(log, NOW + 2 * DAY)
    for note in (first, later, first, later):
        record.cosign(log=log, note=note, at=NOW + 2 * DAY)
    (stored,) = Cosignature.objects.all()
    assert stored.signed_at == NOW + 2 * DAY


def test_an_old_cosignature_replayed_says_nothing_of_what_came_later(
    log: Log, three: list[Watcher], seal: SEAL
) -> None:
    notes = [watcher.sign(log, NOW + DAY) for watcher in three[:2]]
    seal(3 * 24 * 60)
    for note in notes:
        record.cosign(log=log, note=note, at=NOW + 3 * DAY)
    assert not queries.seen(newest(log)).met
    # Its line put under another checkpoint is false there.
    line = notes[0].split("\n\n")[1]
    with pytest.raises(Refused) as refused:
        record.cosign(log=log, note=newest(log).note + line, at=NOW + 3 * DAY)
    assert refused.value.code == "false-signature"


def test_a_cosignature_for_another_log_is_refused(log: Log, three: list[Watcher]) -> None:
    note = three[0].sign(log, NOW + DAY)
    other = note.replace(log.origin, "elders.example/wijk/lutkeveen")
    with pytest.raises(Refused) as refused:
        record.cosign(log=log, note=other, at=NOW + DAY)
    assert refused.value.code == "other-log"


def test_another_history_is_not_ours_and_says_our_size(log: Log, three: list[Watcher]) -> None:
    note = three[0].sign(log, NOW + DAY)
    root = note.split("\n")[2]
    with pytest.raises(record.NotOurs) as refused:
        record.cosign(log=log, note=note.replace(root, "A" * 43 + "="), at=NOW + DAY)
    assert refused.value.size == newest(log).size
    with pytest.raises(record.NotOurs):
        record.cosign(log=log, note=note.replace(f"\n{newest(log).size}\n", "\n999\n"), at=NOW + DAY)


@pytest.mark.parametrize("text", ["", "x", "a\nb\nc\n\n", "\n\n\n\n— x y\n", "x" * 70_000])
def test_what_is_no_note_is_refused(log: Log, text: str) -> None:
    with pytest.raises(Refused) as refused:
        record.cosign(log=log, note=text, at=NOW + DAY)
    assert refused.value.code == "unreadable"


def test_a_stranger_and_an_ended_witness_do_not_count(
    log: Log, three: list[Watcher], witness: ModuleType, tmp_path: Path
) -> None:
    stranger = Watcher(witness, tmp_path, "vreemd")
    with pytest.raises(Refused) as refused:
        stranger.watch(log, NOW + DAY)
    assert refused.value.code == "no-witness"
    three[0].watch(log, NOW + DAY)
    three[1].watch(log, NOW + DAY)
    row = Witness.objects.get(called="Getuige bewoners")
    record.end_witness(witness=row, by=TABLE, at=NOW + DAY, today=NOW.date())
    assert not queries.seen(newest(log)).met
    with pytest.raises(Refused):
        three[0].watch(log, NOW + DAY)
    with pytest.raises(Refused):
        record.end_witness(witness=row, by=TABLE, at=NOW + DAY, today=NOW.date())


def test_a_clock_that_is_wrong_is_said(log: Log, three: list[Watcher]) -> None:
    for at in (NOW - DAY, NOW + 30 * DAY):
        note = three[0].sign(log, at)
        with pytest.raises(Refused) as refused:
            record.cosign(log=log, note=note, at=NOW + DAY)
        assert refused.value.code == "clock"


def test_the_municipality_alone_can_meet_no_policy(log: Log, three: list[Watcher], place: Neighbourhood) -> None:
    with pytest.raises(Refused) as refused:
        record.set_policy(neighbourhood=place, needed=1, by=TABLE, at=NOW + DAY, today=NOW.date())
    assert refused.value.code == "policy-municipality"


def test_a_second_witness_of_the_municipality_is_refused_when_two_are_enough(
    log: Log, three: list[Watcher], place: Neighbourhood, witness: ModuleType, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        admit(place, Watcher(witness, tmp_path, "raad"), "municipality", NOW + DAY)
    assert refused.value.code == "policy-municipality"
    # Nor by taking the others away until only the municipality is left.
    record.end_witness(witness=Witness.objects.get(party="library"), by=TABLE, at=NOW + DAY, today=NOW.date())
    with pytest.raises(Refused) as refused:
        record.end_witness(witness=Witness.objects.get(party="resident"), by=TABLE, at=NOW + DAY, today=NOW.date())
    assert refused.value.code == "policy-too-many"


def test_one_key_is_one_witness(log: Log, three: list[Watcher], place: Neighbourhood) -> None:
    key = Key.read(three[0].key)
    other_name = Key("nog-een.waterstad.example", key.kind, key.material).written()
    for written in (three[0].key, other_name):
        with pytest.raises(Refused) as refused:
            record.admit_witness(neighbourhood=place, called="Nog een", party="other", key=written, **BY)
        assert refused.value.code == "known-key"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"called": " "}, "no-name"),
        ({"called": "x" * 121}, "no-name"),
        ({"party": "koning"}, "no-party"),
        ({"key": "bieb+12345678+AAAA"}, "no-key"),
        ({"key": ""}, "no-key"),
    ],
)
def test_what_is_no_witness_is_refused(place: Neighbourhood, change: dict[str, str], code: str) -> None:
    given: dict[str, Any] = {"called": "Bieb", "party": "library", "key": "", **change}
    with pytest.raises(Refused) as refused:
        record.admit_witness(neighbourhood=place, **given, **BY)
    assert refused.value.code == code


@given(st.lists(st.sampled_from(Witness.Party.values), max_size=8), st.integers(0, 8))
def test_no_policy_that_fits_is_ever_met_by_the_municipality_and_fewer_than_needed(
    parties: list[str], needed: int
) -> None:
    municipality = [party for party in parties if party == "municipality"]
    if rules.policy_fits(needed, parties) == "":
        assert not rules.policy_met(needed, municipality)
        assert rules.policy_met(needed, parties)
    assert not rules.policy_met(needed, municipality * 3)


def test_a_warning_when_nobody_saw_a_checkpoint_for_two_weeks(
    log: Log, three: list[Watcher], place: Neighbourhood, seal: SEAL
) -> None:
    def told(day: date) -> date | None:
        """The day, after a look that the question for the first page of a wijk says the same."""
        since = queries.unseen_since(place, day)
        column = queries.long_unseen(*queries.long_ago(day))
        long_unseen = Neighbourhood.objects.annotate(unseen=column).values_list("unseen", flat=True).get(pk=place.pk)
        assert bool(long_unseen) == (since is not None)
        return since

    today = NOW.date()
    assert told(today + timedelta(days=13)) is None
    assert told(today + timedelta(days=14)) == today
    assert told(today + timedelta(days=3)) is None
    assert told(today + timedelta(days=30)) == today
    for watcher in three[:2]:
        watcher.watch(log, NOW + DAY)
    assert told(today + timedelta(days=30)) is None
    seal(20 * 24 * 60)
    assert told(today + timedelta(days=30)) is None
    assert told(today + timedelta(days=34)) == today + timedelta(days=20)
    three[2].watch(log, NOW + 30 * DAY)
    assert told(today + timedelta(days=34)) == today + timedelta(days=20)
    three[0].watch(log, NOW + 31 * DAY)
    assert told(today + timedelta(days=34)) is None


def test_the_export_and_a_proof_carry_what_witnesses_signed(log: Log, three: list[Watcher]) -> None:
    for watcher in three:
        watcher.watch(log, NOW + DAY)
    note = queries.note_of(newest(log))
    assert note.count("\n— ") == 5
    assert note in (queries.proof(Entry.objects.get(index=0), newest(log)).text())
    assert "".join(queries.export_lines(log)).count("bieb.waterstad.example") >= 2
    keys = [Key.read(watcher.key) for watcher in three]
    assert SignedCheckpoint.read(note).signed_by(keys) == keys


def test_a_cosignature_changed_by_sql_is_found(log: Log, three: list[Watcher]) -> None:
    three[0].watch(log, NOW + DAY)
    Cosignature.objects.update(signed_at=NOW)
    assert [found.code for found in inspect(log)] == ["cosignature"]
    Witness.objects.filter(party="municipality").update(party="library")
    assert {found.code for found in inspect(log)} == {"cosignature", "row-changed"}


def post(client: Client, note: str) -> Any:
    return client.post(reverse("record:cosign", args=["de-meerpaal"]), note.encode(), content_type="text/plain")


def test_the_program_brings_it_without_an_account(log: Log, three: list[Watcher], monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + DAY)
    client = Client(enforce_csrf_checks=True)
    note = three[0].sign(log, NOW + DAY)
    assert post(client, note).content == b"Getuige bewoners\n"
    assert post(client, note).status_code == 200
    assert Cosignature.objects.count() == 1
    other = post(client, note.replace(note.split("\n")[2], "A" * 43 + "="))
    assert (other.status_code, other["Content-Type"]) == (409, "text/x.tlog.size")
    assert other.content == f"{newest(log).size}\n".encode()
    for text in ("x", "", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "x" * 70_000):
        assert post(client, text).status_code == 422
    assert post(client, newest(log).note).status_code == 403
    raw = client.post(reverse("record:cosign", args=["de-meerpaal"]), b"\xff\xfe", content_type="text/plain")
    assert raw.status_code == 422
    assert not client.cookies


def test_a_flood_is_stopped(log: Log, monkeypatch: Any) -> None:
    monkeypatch.setattr("stoep.record.views.witnesses.TRIES_AN_HOUR", 3)
    client = Client(REMOTE_ADDR="203.0.113.9")
    assert [post(client, "x").status_code for _ in range(5)] == [422, 422, 422, 429, 429]


def test_what_is_asked_of_a_witness_is_read_by_its_program(log: Log, witness: ModuleType, client: Client) -> None:
    address = reverse("record:witness_request", args=["de-meerpaal"])
    request = witness.Request.read(client.get(address + "?oud=1").content.decode())
    assert request.old == 1
    assert request.note.size == newest(log).size
    assert client.get(address + "?oud=x").content.decode().startswith("old 0\n\n")
    gone = client.get(address + "?oud=999")
    assert (gone.status_code, gone.content) == (409, f"{newest(log).size}\n".encode())


def test_the_page_tells_who_watches_and_takes_an_answer_from_a_stick(
    log: Log, three: list[Watcher], client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + DAY)
    address = reverse("record:witnesses", args=["de-meerpaal"])
    assert "Keek nog niet." in client.get(address).content.decode()
    note = three[1].sign(log, NOW + DAY)
    wrong = client.post(address, {"tekst": "onzin"})
    assert "Dit is geen stempel." in wrong.content.decode()
    assert "onzin" in wrong.content.decode()
    done = client.post(address, {"tekst": note.replace("\n", "\r\n")}, follow=True)
    page = done.content.decode()
    assert "De handtekening van Getuige bieb staat erbij." in page
    assert "Keek het laatst op" in page
    assert "Dit is nog niet genoeg." in page
    three[0].watch(log, NOW + DAY)
    assert "Dit is genoeg." in client.get(address).content.decode()
    shown = client.get(reverse("record:latest_checkpoint", args=["de-meerpaal"])).content.decode()
    assert "Getuige bieb" in shown


def test_the_page_costs_the_same_whatever_was_signed(
    log: Log, three: list[Watcher], client: Client, django_assert_max_num_queries: Any
) -> None:
    for watcher in three:
        watcher.watch(log, NOW + DAY)
    for name in ("witnesses", "latest_checkpoint"):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(f"record:{name}", args=["de-meerpaal"])).status_code == 200


def test_a_place_without_a_log_has_a_page_that_says_so(place: Neighbourhood, client: Client) -> None:
    page = client.get(reverse("record:witnesses", args=["de-meerpaal"])).content.decode()
    assert "Deze wijk heeft nog geen getuigen." in page
    for name in ("witness_request", "public_keys", "newest_note"):
        assert client.get(reverse(f"record:{name}", args=["de-meerpaal"])).status_code == 404
    assert post(client, "x").status_code == 404
    assert client.get(reverse("record:witness_program")).getvalue().startswith(b"#!/usr/bin/env python3")
