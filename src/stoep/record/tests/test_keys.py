"""Which keys sign when: renewed under the old ones, or taken over by another server; older checkpoints still hold."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from stoep.core.sealing.note import SignedCheckpoint, Signer
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import keys, queries
from stoep.record.inspection import inspect
from stoep.record.models import Checkpoint, Entry, Log, LogKey
from stoep.record.tests.conftest import NOW, SEAL
from stoep.shared import key_file


def codes(log: Log) -> set[str]:
    log.refresh_from_db()
    return {found.code for found in inspect(log)}


def signed_by(checkpoint: Checkpoint, signer: Signer) -> bool:
    log = checkpoint.log
    return len(SignedCheckpoint.read(checkpoint.note).signed_by(signer.keys(log.origin))) == 2


def renew(**options: Any) -> str:
    out = StringIO()
    call_command("renew_log_key", stdout=out, **options)
    return out.getvalue()


def test_old_and_new_keys_sign_the_change_and_then_only_the_new_ones(seal: SEAL) -> None:
    seal(), seal(61)
    old = keys.signer()
    assert "regel 2" in renew()
    new = keys.signer()
    assert new != old
    seal(10_000_000)  # long after the renewal, which took the hour of the clock
    log = Log.objects.get()
    at = {point.size: point for point in log.checkpoints.all()}
    assert sorted(at) == [1, 2, 3, 4]
    assert [signed_by(at[size], old) for size in (1, 2, 3, 4)] == [True, True, True, False]
    assert [signed_by(at[size], new) for size in (1, 2, 3, 4)] == [False, False, True, True]
    assert [(period.from_size, period.why) for period in queries.key_history(log)] == [(0, "first"), (3, "renewed")]
    told = Entry.objects.get(act="record.renew_key").sealed()["facts"]
    assert told["keys"] == [key.written() for key in new.keys(log.origin)]
    assert told["from_size"] == 3
    assert codes(log) == set()


def test_the_old_key_is_kept_apart_or_destroyed(seal: SEAL) -> None:
    seal()
    folder = key_file.folder()
    before = (folder / "log.key").read_text()
    renew()
    (kept,) = folder.glob("log.key.until-*")
    assert kept.read_text() == before
    assert kept.stat().st_mode & 0o777 == 0o600
    renew(destroy_old=True)
    assert sorted(path.name for path in folder.iterdir()) == ["log.key", kept.name]
    seal(10_000_000)
    assert codes(Log.objects.get()) == set()


def test_broken_off_after_the_change_it_goes_on_and_signs_with_the_right_key(seal: SEAL, place: Neighbourhood) -> None:
    """The computer stopped after the log went over to the new keys, and before the files changed places."""
    seal()
    new = keys.next_signer()
    record.renew_key(neighbourhood=place, new=new, at=NOW)
    assert keys.signer() != new
    seal(100)
    log = Log.objects.get()
    newest = queries.latest_checkpoint(log)
    assert newest is not None
    assert newest.size == 3
    assert signed_by(newest, new)
    assert "al vernieuwd" in renew()
    assert keys.signer() == new
    assert codes(log) == set()


def test_another_process_that_still_knows_the_old_file_signs_with_the_new_one(seal: SEAL) -> None:
    seal()
    old = keys.signer()
    renew()
    keys._from_file.cache_clear()
    folder = key_file.folder()
    assert keys._from_file(folder / "log.key") != old
    (kept,) = folder.glob("log.key.until-*")
    keys._from_file.cache_clear()
    # As a process that read `log.key` when it was still the old one.
    new_text, old_text = (folder / "log.key").read_text(), kept.read_text()
    (folder / "log.key").write_text(old_text)
    keys.signer()
    (folder / "log.key").write_text(new_text)
    seal(10_000_000)
    assert codes(Log.objects.get()) == set()


def test_keys_from_the_environment_are_renewed_with_a_second_pair(seal: SEAL, settings: Any) -> None:
    one, two = (f"ed25519:{sign * 43}= ml-dsa-44:{sign * 43}=" for sign in "AE")
    settings.STOEP_LOG_KEY = one
    seal()
    with pytest.raises(CommandError, match="STOEP_LOG_KEY"):
        renew()
    settings.STOEP_LOG_KEY = f"{one}; {two}"
    assert "alleen het nieuwe paar" in renew()
    settings.STOEP_LOG_KEY = two
    seal(10_000_000)
    assert codes(Log.objects.get()) == set()


def test_without_its_old_key_a_log_is_not_renewed(seal: SEAL) -> None:
    seal()
    (key_file.folder() / "log.key").unlink()
    keys._from_file.cache_clear()
    with pytest.raises(CommandError, match="oude sleutel"):
        renew()
    assert not Entry.objects.filter(act="record.renew_key").exists()
    # And nothing false is signed meanwhile: writing goes on, and the check says it.
    seal(100)
    log = Log.objects.get()
    assert log.size == 2
    assert log.checkpoints.count() == 1
    assert codes(log) == {"not-our-keys"}


def test_another_server_takes_over_and_the_older_checkpoints_still_hold(
    seal: SEAL, place: Neighbourhood, settings: Any, verifier: ModuleType
) -> None:
    seal(), seal(100)
    log = Log.objects.get()
    settings.STOEP_LOG_KEY = f"ed25519:{'B' * 42}A= ml-dsa-44:{'B' * 42}A="
    assert codes(log) == {"not-our-keys"}
    entry = record.take_over(neighbourhood=place, at=NOW)
    assert entry is not None
    assert entry.index == 2
    assert record.take_over(neighbourhood=place, at=NOW) is None
    seal(300)
    assert codes(log) == set()
    assert [(period.from_size, period.why) for period in queries.key_history(log)] == [(0, "first"), (3, "moved")]
    newest = queries.latest_checkpoint(log)
    assert newest is not None
    assert signed_by(newest, keys.signer())
    assert not log.checkpoints.filter(size=3).exists() or signed_by(log.checkpoints.get(size=3), keys.signer())


def test_a_log_that_came_without_its_history_is_given_the_keys_of_its_export(
    seal: SEAL, place: Neighbourhood, settings: Any
) -> None:
    seal()
    log = Log.objects.get()
    former = [key.written() for key in queries.public_keys(log)]
    LogKey.objects.all().delete()
    settings.STOEP_LOG_KEY = f"ed25519:{'B' * 42}A= ml-dsa-44:{'B' * 42}A="
    assert record.take_over(neighbourhood=place, at=NOW, former=former) is not None
    assert codes(log) == set()


def test_a_history_that_was_changed_by_sql_is_found(seal: SEAL) -> None:
    seal()
    renew()
    log = Log.objects.get()
    row = LogKey.objects.get(why="renewed")
    LogKey.objects.filter(pk=row.pk).update(from_size=7)
    assert {"keys-never-sealed", "keys-gone"} <= codes(log)
    LogKey.objects.filter(pk=row.pk).delete()
    assert "keys-gone" in codes(log)


def test_twenty_years_of_keys_fit_in_one_export(seal: SEAL, verifier: ModuleType, tmp_path: Path) -> None:
    seal()
    for _ in range(10):
        renew(destroy_old=True)
    log = Log.objects.get()
    lines = [line.encode() for line in queries.export_lines(log)]
    kept = [verifier.Note.read(point.note) for point in log.checkpoints.all()]
    report = verifier.Export(lines, kept).check()
    assert report.problems == []
    assert len(queries.key_history(log)) == 11
