"""Whoever owns the database and the keys, against witnesses (figures 10, 13, 14 and 15, abuse 42)."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from django.db import transaction

from stoep.core.sealing import tree
from stoep.core.sealing.checkpoint import Checkpoint
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries
from stoep.record.models import Log
from stoep.record.tests import changed_logs, logs
from stoep.record.tests.conftest import NOW, SEAL, VERIFIER
from stoep.record.tests.watching import TABLE, Watcher, a_little_later, admit

KEPT = logs.newest(changed_logs.renewed())


@pytest.fixture
def watched(
    place: Neighbourhood, seal: SEAL, witness: ModuleType, tmp_path: Path
) -> tuple[Log, list[Watcher], Watcher]:
    """A log that the residents' network and the library saw, and the municipality too; two are needed."""
    seal(), seal(1)
    found = [Watcher(witness, tmp_path, name) for name in ("bewoners", "bieb", "gemeente")]
    for watcher, party in zip(found, ("resident", "library", "municipality"), strict=True):
        admit(place, watcher, party, NOW)
    record.set_policy(neighbourhood=place, needed=2, by=TABLE, at=NOW, today=NOW.date())
    seal(120)
    log = Log.objects.select_related("neighbourhood").get()
    for watcher in found:
        watcher.watch(log, a_little_later(NOW, 121))
    return log, found[:2], found[2]


def export(log: Log, to: Path) -> Path:
    to.write_text("".join(queries.export_lines(log)), encoding="utf-8")
    return to


def written_anew(honest: Path, to: Path) -> Path:
    """The owner of everything: an entry changed, all hashes and checkpoints made again with the server's own keys."""
    from stoep.record import keys

    lines = honest.read_bytes().splitlines(keepends=True)
    head = json.loads(lines[0])
    entries = [line for line in lines[1:] if not line.startswith(b'{"checkpoint"')]
    entries[0] = entries[0].replace(b'"kind":"idea"', b'"kind":"offer"')
    frontier, notes = tree.Frontier(), []
    sizes = {json.loads(line)["checkpoint"].split("\n")[1] for line in lines if line.startswith(b'{"checkpoint"')}
    for line in entries:
        frontier, _completed = frontier.append(tree.leaf_hash(line[:-1]))
        if str(frontier.size) in sizes:
            at = int(json.loads(line)["at"][11:13]) * 3600 + int(NOW.replace(hour=0).timestamp()) + 3599
            point = Checkpoint(head["log"], frontier.size, frontier.root())
            notes.append(keys.signer().sign(point, max(at, int(a_little_later(NOW, 120).timestamp()))).text())
    notes = notes[-1:]  # one checkpoint is enough to look honest
    head["checkpoints"] = len(notes)
    to.write_bytes(
        b"".join([changed_logs.written(head), *entries, *(changed_logs.written({"checkpoint": n}) for n in notes)])
    )
    return to


def check(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(VERIFIER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_log_written_anew_with_every_key_passes_alone_and_is_found_with_witnesses(
    watched: tuple[Log, list[Watcher], Watcher], tmp_path: Path
) -> None:
    log, (residents, library), municipality = watched
    honest = export(log, tmp_path / "honest.jsonl")
    forged = written_anew(honest, tmp_path / "forged.jsonl")
    keys = []
    for watcher in (residents, library, municipality):
        (tmp_path / f"{watcher.name}.txt").write_text(watcher.key + "\n", encoding="utf-8")
        (tmp_path / f"{watcher.name}-kept.txt").write_text(watcher.kept(log), encoding="utf-8")
        keys += ["--witness", tmp_path / f"{watcher.name}.txt"]
    two = keys[:4]
    assert check(honest, *two, "--policy", 2).returncode == 0
    # In itself the forged one is sound: the owner has every key of the server.
    assert check(forged).returncode == 3
    done = check(forged, *two, "--policy", 2)
    assert done.returncode == 1
    assert "too few witnesses" in done.stdout
    for watcher in (residents, library):
        kept = check(forged, "--against", tmp_path / f"{watcher.name}-kept.txt")
        assert kept.returncode == 1
        assert "not the log you kept" in kept.stdout
    assert check(forged, "--against", tmp_path / "bewoners" / "seen.json").returncode == 1
    assert check(honest, "--against", tmp_path / "bewoners" / "seen.json").returncode == 0


def test_the_municipality_with_its_own_witness_key_and_the_database_meets_no_policy(
    watched: tuple[Log, list[Watcher], Watcher], tmp_path: Path, witness: ModuleType
) -> None:
    """It signs its forged log as often as it likes: its one key counts once, and never alone."""
    log, _two, municipality = watched
    forged = written_anew(export(log, tmp_path / "honest.jsonl"), tmp_path / "forged.jsonl")
    lines = forged.read_bytes().splitlines(keepends=True)
    note = witness.Note.read(json.loads(lines[-1])["checkpoint"])
    key, seed = municipality.folder.key()
    seconds = int(a_little_later(NOW, 130).timestamp())
    sign = witness.sign(seed, f"cosignature/v1\ntime {seconds}\n{note.body}".encode())
    line = f"\u2014 {key.name} {witness._text(key.id + seconds.to_bytes(8, 'big') + sign)}\n"
    lines[-1] = changed_logs.written({"checkpoint": note.text + line + line})
    forged.write_bytes(b"".join(lines))
    (tmp_path / "gemeente.txt").write_text(municipality.key + "\n" + municipality.key + "\n", encoding="utf-8")
    for policy in (1, 2):
        done = check(forged, "--witness", tmp_path / "gemeente.txt", "--policy", policy)
        assert done.returncode == 1, done.stdout
        assert "policy" not in done.stdout  # a sentence, no code


def test_a_split_view_is_refused_by_each_and_found_when_two_compare(
    place: Neighbourhood, seal: SEAL, witness: ModuleType, tmp_path: Path
) -> None:
    """The server shows the library one log, and the residents another, and each saw only its own from the start."""
    from stoep.record.tests.test_witness_program import Server

    honest, forked = Server(20), Server(20, fork_at=5)
    kept = []
    for name, server in (("bewoners", honest), ("bieb", forked)):
        watcher = Watcher(witness, tmp_path, name)
        keys = [witness.Key.read(key.written()) for key in logs.SIGNER.keys(logs.ORIGIN)]
        request = witness.Request.read(server.request(0, 9))
        assert witness.add_checkpoint(watcher.folder, request, keys, 1_790_000_000)[0] == 200
        (tmp_path / f"{name}.txt").write_text(server.note(9), encoding="utf-8")
        kept.append((watcher, server))
    done = check(tmp_path / "bewoners.txt", "--against", tmp_path / "bieb.txt")
    assert done.returncode == 1
    assert "another log" in done.stdout
    assert check(tmp_path / "bewoners.txt", "--against", tmp_path / "bewoners.txt").returncode == 0
    # And it cannot be made good: each refuses the other's history from then on.
    for (watcher, _own), other in zip(kept, (forked, honest), strict=True):
        with pytest.raises(witness.Alarm):
            witness.add_checkpoint(watcher.folder, witness.Request.read(other.request(9, 20)), [], 1_790_000_000)


def test_an_old_backup_that_is_put_back_is_shorter_than_what_a_witness_saw(
    place: Neighbourhood, seal: SEAL, witness: ModuleType, tmp_path: Path
) -> None:
    class Restore(Exception):
        pass

    seal()
    watcher = Watcher(witness, tmp_path, "bieb")
    log = Log.objects.select_related("neighbourhood").get()
    try:
        with transaction.atomic():
            seal(61), seal(122)
            log.refresh_from_db()
            watcher.sign(log, a_little_later(NOW, 123))
            raise Restore
    except Restore:
        pass
    log.refresh_from_db()
    with pytest.raises(witness.Alarm):
        watcher.sign(log, a_little_later(NOW, 124))
    kept = tmp_path / "kept.txt"
    kept.write_text(watcher.kept(log), encoding="utf-8")
    done = check(export(log, tmp_path / "log.jsonl"), "--against", kept)
    assert done.returncode == 1
    assert "shorter than you kept" in done.stdout
    # It grows past what was seen: still it is no extension of it.
    for minutes in (200, 270, 340, 410):
        seal(minutes)
    log.refresh_from_db()
    with pytest.raises(witness.Alarm):
        watcher.sign(log, a_little_later(NOW, 500))


def spoilt_and_found(verifier: ModuleType, spoil: logs.Spoil, times: int) -> int:
    honest, really = changed_logs.renewed(), 0
    kept = [verifier.Note.read(logs.newest(honest))]
    witnesses = [verifier.Key.read(key.written()) for key in changed_logs.WITNESSES]
    for seed in range(times):
        spoilt = spoil(honest, random.Random(seed))
        if spoilt != honest:
            really += 1
            found = verifier.Export(spoilt, kept, witnesses=witnesses, policy=2).check()
            assert found.problems or found.notices[-1].startswith("LET OP"), f"{spoil.__name__} {seed} went unseen"
    return really


def test_an_honest_log_of_twenty_years_is_right(verifier: ModuleType) -> None:
    witnesses = [verifier.Key.read(key.written()) for key in changed_logs.WITNESSES]
    report = verifier.Export(changed_logs.renewed(), [verifier.Note.read(KEPT)], witnesses=witnesses, policy=2).check()
    assert report.problems == []
    assert [size for _name, size in report.seen] == [120, 120]


@pytest.mark.parametrize("spoil", changed_logs.WAYS, ids=lambda way: way.__name__)
def test_changes_of_keys_and_of_what_witnesses_signed_are_all_found(verifier: ModuleType, spoil: logs.Spoil) -> None:
    assert spoilt_and_found(verifier, spoil, 25) >= 24


@pytest.mark.long
@pytest.mark.parametrize("spoil", changed_logs.WAYS, ids=lambda way: way.__name__)
def test_ten_thousand_changes_of_keys_and_witnesses_are_all_found(verifier: ModuleType, spoil: logs.Spoil) -> None:
    """Figure 13, for the lines that came later."""
    assert spoilt_and_found(verifier, spoil, 1250) >= 1200


@pytest.mark.long
def test_a_hundred_thousand_entries_with_witnesses_and_renewed_keys_in_thirty_seconds(tmp_path: Path) -> None:
    """Figure 14, with all that came later."""
    (tmp_path / "log.jsonl").write_bytes(b"".join(changed_logs.renewed(100_000, 1_000)))
    (tmp_path / "keys.txt").write_text("".join(key.written() + "\n" for key in changed_logs.WITNESSES))
    start = time.perf_counter()
    done = check(tmp_path / "log.jsonl", "--witness", tmp_path / "keys.txt", "--policy", 2)
    assert done.returncode == 0, done.stdout
    assert time.perf_counter() - start <= 30


def test_a_policy_asks_for_keys_that_you_know(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(b"".join(changed_logs.renewed()))
    assert check(tmp_path / "log.jsonl", "--policy", 2).returncode == 2


def test_what_a_file_of_a_witness_may_be(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(b"".join(changed_logs.renewed()))
    (tmp_path / "log-key.txt").write_text(logs.SIGNER.keys(logs.ORIGIN)[0].written())
    for name, content in (("log-key.txt", None), ("empty.txt", ""), ("half.json", "{"), ("odd.txt", "a+b+c")):
        if content is not None:
            (tmp_path / name).write_text(content)
        assert check(tmp_path / "log.jsonl", "--witness", tmp_path / name).returncode == 2
    (tmp_path / "note.txt").write_text(KEPT, encoding="utf-8")
    assert check(tmp_path / "log.jsonl", "--witness", tmp_path / "note.txt").returncode == 0
