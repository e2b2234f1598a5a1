"""What is changed behind our back, straight in the database, is found; and an honest log gives no alarm."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import keys
from stoep.record.inspection import Shown, inspect
from stoep.record.models import Entry, Log, LogKey, Opening
from stoep.record.tests.conftest import NOW, SAMIRA, SEAL


def codes(log: Log) -> set[str]:
    return {finding.code for finding in inspect(Log.objects.get(pk=log.pk))}


def test_an_honest_log_gives_no_finding(life: list[Entry]) -> None:
    assert codes(life[0].log) == set()


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE record_entry SET leaf = replace(leaf, 'story', 'idea!') WHERE \"index\" = 5", {"hash", "frontier"}),
        ("UPDATE record_entry SET act = 'voices.retract' WHERE \"index\" = 5", {"columns"}),
        ("UPDATE record_entry SET subject = 'voice:N9' WHERE \"index\" = 5", {"columns"}),
        (
            'UPDATE record_entry SET sealed_at = (SELECT min(sealed_at) FROM record_entry) WHERE "index" = 5',
            {"columns"},
        ),
        ("UPDATE record_opening SET value = 'iets anders' WHERE field = 'text'", {"opening"}),
        ("DELETE FROM record_opening WHERE field = 'by'", {"gone"}),
        ("UPDATE record_log SET size = size - 1", {"frontier"}),
        ("UPDATE record_checkpoint SET root = 'AAAA' || substr(root, 5)", {"columns"}),
        ("UPDATE record_checkpoint SET note = replace(note, 'localhost', 'elsewhere')", {"checkpoint"}),
    ],
)
def test_a_row_changed_by_raw_sql_is_found(life: list[Entry], sql: str, expected: set[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    assert codes(life[0].log) >= expected


def test_a_dropped_last_entry_is_found(life: list[Entry]) -> None:
    life[-1].delete()
    assert "frontier" in codes(life[0].log)


def test_what_was_erased_and_put_back_is_found(life: list[Entry]) -> None:
    entry = next(entry for entry in life if entry.subject == "voice:N7")
    Opening.objects.create(entry=entry, field="text", salt=bytes(32), value="toch bewaard")
    assert codes(entry.log) == {"not-erased", "opening"}


def test_a_whole_log_written_anew_with_other_keys_is_found(life: list[Entry], settings: Any) -> None:
    settings.STOEP_LOG_KEY = f"ed25519:{'A' * 43}= ml-dsa-44:{'A' * 43}="
    assert codes(life[0].log) == {"not-our-keys"}
    # Whoever puts their own keys into the history as well: then those of the checkpoints are not theirs.
    thief = "\n".join(key.written() for key in keys.signer().keys(life[0].log.origin))
    LogKey.objects.update(keys=thief)
    assert codes(life[0].log) == {"other-key"}


def test_a_node_that_was_changed_is_found(seal: SEAL) -> None:
    for number in range(256):
        seal(number, personal=None)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_node SET level = 16")
    assert codes(Log.objects.get()) == {"node"}


PAGE: dict[str, str] = {}


def shown(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """Stands for a room that shows texts on its pages."""
    for subject, text in PAGE.items():
        yield Shown(subject, "text", text)


def test_a_page_that_says_something_else_than_was_sealed_is_found(
    seal: SEAL, place: Neighbourhood, settings: Any
) -> None:
    settings.STOEP_MIRRORS = [f"{__name__}.shown"]
    entry = seal()
    PAGE.clear()
    PAGE["voice:K7QM4XR"] = "Meer groen bij de Kade, graag."
    assert codes(entry.log) == set()
    PAGE["voice:K7QM4XR"] = "Meer parkeerplaatsen bij de Kade, graag."
    assert codes(entry.log) == {"shown-otherwise"}
    PAGE["voice:K7QM4XR"] = "Meer groen bij de Kade, graag."
    PAGE["voice:VERZON2"] = "Nooit gezegd."
    assert codes(entry.log) == {"never-sealed"}
    record.erase(neighbourhood=place, subject="voice:K7QM4XR", ground="test", by=SAMIRA, at=NOW + timedelta(days=1))
    PAGE.pop("voice:VERZON2")
    assert codes(entry.log) == set()


def test_what_was_sealed_and_is_gone_from_every_page_is_found(seal: SEAL, settings: Any) -> None:
    settings.STOEP_MIRRORS = [f"{__name__}.shown"]
    PAGE.clear()
    entry = seal(facts={"kind": "idea", "number": "K7QM4XR"})
    assert [(found.code, found.where) for found in inspect(entry.log)] == [("not-shown", "voice:K7QM4XR")]
    PAGE["voice:K7QM4XR"] = "Meer groen bij de Kade, graag."
    assert codes(entry.log) == set()


def test_the_command_says_which_line_and_fails(life: list[Entry], place: Neighbourhood) -> None:
    out = io.StringIO()
    call_command("verify_log", stdout=out)
    assert "Alles is zoals het verzegeld is." in out.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_entry SET act = 'voices.retract' WHERE \"index\" = 5")
    with pytest.raises(CommandError, match="1 keer"):
        call_command("verify_log", place.slug, stdout=out)
    assert "de-meerpaal: Regel 5: de tabel zegt iets anders dan de verzegelde tekst." in out.getvalue()


def test_a_restored_older_backup_does_not_reach_a_kept_checkpoint(
    seal: SEAL, place: Neighbourhood, verifier: Any
) -> None:
    """Abuse 42: the restored database agrees with itself; only the checkpoint kept outside shows what is missing."""
    from stoep.record import queries

    class Restore(Exception):
        pass

    seal(0)
    kept = None
    try:
        with transaction.atomic():
            seal(1)
            kept = record.checkpoint(neighbourhood=place, at=NOW + timedelta(minutes=2))
            raise Restore
    except Restore:
        pass
    assert kept is not None
    log = Log.objects.get()
    assert list(inspect(log)) == []
    lines = [line.encode() for line in queries.export_lines(log)]
    report = verifier.Export(lines, [verifier.Note.read(kept.note)]).check()
    assert [code for code, _where in report.problems] == ["short"]
