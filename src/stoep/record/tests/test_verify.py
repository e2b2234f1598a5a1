"""The standalone verifier: finds every change, takes an honest log, and needs nothing but Python."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.sealing import note, proof, tree, words
from stoep.core.sealing.canonical import canonical
from stoep.core.sealing.checkpoint import Checkpoint
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries
from stoep.record.models import Entry
from stoep.record.tests import logs
from stoep.record.tests.conftest import NOW, VERIFIER
from tests.examples import examples

HONEST = logs.whole([logs.entry(index) for index in range(120)], every=50)
KEPT = logs.newest(HONEST)


def run(*arguments: str | Path, alone: bool = False) -> subprocess.CompletedProcess[str]:
    """The program as somebody else runs it; `alone` without our packages (-I -S: no site-packages at all)."""
    command = [sys.executable, *(["-I", "-S"] if alone else []), str(VERIFIER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def problems(verifier: ModuleType, lines: list[bytes], kept: str = KEPT) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = verifier.Export(lines, [verifier.Note.read(kept)]).check().problems
    return found


def test_an_honest_log_is_right(verifier: ModuleType) -> None:
    assert problems(verifier, HONEST) == []


def test_entries_behind_the_last_checkpoint_are_not_taken_on_trust(verifier: ModuleType) -> None:
    entries = [logs.entry(index) for index in range(121)]
    assert problems(verifier, logs.whole(entries, every=50, until=120)) == [("unsealed", "")]


def test_a_log_that_only_grew_is_right_against_an_older_checkpoint(verifier: ModuleType) -> None:
    grown = logs.whole([logs.entry(index) for index in range(150)], every=60)
    assert problems(verifier, grown) == []


@pytest.mark.parametrize("spoil", logs.WAYS, ids=lambda way: way.__name__)
def test_four_hundred_random_changes_are_all_found(verifier: ModuleType, spoil: logs.Spoil) -> None:
    assert _really_spoiled_and_found(verifier, spoil, 40) >= 38


@pytest.mark.long
@pytest.mark.parametrize("spoil", logs.WAYS, ids=lambda way: way.__name__)
def test_ten_thousand_random_changes_are_all_found(verifier: ModuleType, spoil: logs.Spoil) -> None:
    """Figure 13: ten ways, a thousand times each."""
    assert _really_spoiled_and_found(verifier, spoil, 1000) >= 950


def _really_spoiled_and_found(verifier: ModuleType, spoil: logs.Spoil, times: int) -> int:
    """How many logs were really changed; one that goes unseen fails the test."""
    really = 0
    for seed in range(times):
        spoiled = spoil(HONEST, random.Random(seed))
        if spoiled != HONEST:
            really += 1
            assert problems(verifier, spoiled), f"{spoil.__name__} with seed {seed} went unseen"
    return really


def test_what_the_owner_of_the_keys_changes_after_your_checkpoint_cannot_be_seen(verifier: ModuleType) -> None:
    """The limit, shown: without a checkpoint from after a change, a log signed anew looks honest. So keep them."""
    changed = [logs.entry(index, kind="idea" if index == 110 else "story") for index in range(120)]
    forged = logs.whole(changed, every=50)
    older = logs.newest(logs.whole([logs.entry(index) for index in range(100)]))
    assert problems(verifier, forged, older) == []
    assert problems(verifier, forged) == [("kept", "120")]


def test_an_entry_dated_before_the_checkpoint_that_lacks_it_is_found(verifier: ModuleType) -> None:
    entries = [logs.entry(index) for index in range(100)]
    point = logs.SIGNER.sign(
        Checkpoint(logs.ORIGIN, 100, tree.root_of(tree.leaf_hash(line[:-1]) for line in entries)),
        int(logs.START.timestamp()) + 100 * 600,
    )
    late = logs.whole([*entries, logs.entry(100, minutes=995)], every=500)
    assert problems(verifier, late, point.text()) == [("time", "100")]
    honest = logs.whole([*entries, logs.entry(100, minutes=1001)], every=500)
    assert problems(verifier, honest, point.text()) == []


def test_an_erasure_of_what_was_never_there_is_found(verifier: ModuleType) -> None:
    told = json.loads(logs.entry(3)) | {
        "act": "record.erase",
        "facts": {"erased": [{"fields": ["name"], "index": 1}], "ground": "x"},
    }
    lines = [*(logs.entry(index) for index in range(3)), canonical(told) + b"\n"]
    found = verifier.Export(logs.whole(lines)).check().problems
    assert found == [("erasure", "3")]


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=6))
def test_rubbish_is_refused_and_never_breaks_the_program(verifier: ModuleType, lines: list[bytes]) -> None:
    assert verifier.Export(lines).check().problems


KEYS = st.sampled_from(["a", "keys", "log", "size", "at", "personal", "facts", "index", "checkpoint"])
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
JSON = st.recursive(SCALARS, lambda part: st.lists(part) | st.dictionaries(KEYS, part), max_leaves=9)


@settings(max_examples=examples(300), deadline=None)
@given(JSON, st.integers(0, 121))
def test_strange_json_in_any_place_is_found(verifier: ModuleType, value: Any, at: int) -> None:
    line = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    assert problems(verifier, [*HONEST[:at], line, *HONEST[at + 1 :]])


# --- its own arithmetic agrees with the libraries that everybody uses -------------------------------------------


@settings(max_examples=examples(40), deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=99), st.integers(0, 511))
def test_its_ed25519_agrees_with_cryptography(verifier: ModuleType, seed: bytes, message: bytes, bit: int) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = secret.public_key().public_bytes_raw(), bytearray(secret.sign(message))
    assert verifier.ed25519_verifies(key, message, bytes(signature))
    assert not verifier.ed25519_verifies(key, message + b"x", bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    assert not verifier.ed25519_verifies(key, message, bytes(signature))


def test_its_ed25519_knows_the_first_vector_of_rfc_8032(verifier: ModuleType) -> None:
    key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert verifier.ed25519_verifies(key, b"", signature)


@settings(max_examples=examples(30), deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=99), st.integers(0, 2420 * 8 - 1))
def test_its_ml_dsa_agrees_with_cryptography(verifier: ModuleType, seed: bytes, message: bytes, bit: int) -> None:
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

    secret = MLDSA44PrivateKey.from_seed_bytes(seed)
    key, signature = secret.public_key().public_bytes_raw(), bytearray(secret.sign(message))
    assert verifier.ml_dsa_44_verifies(key, message, bytes(signature))
    assert not verifier.ml_dsa_44_verifies(key, message + b"x", bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    assert not verifier.ml_dsa_44_verifies(key, message, bytes(signature))


@given(st.binary(min_size=32, max_size=32))
def test_its_words_are_ours(verifier: ModuleType, root: bytes) -> None:
    assert verifier.words_of(root) == words.words(root)
    assert verifier.bytes_of(" ".join(words.words(root)).upper()) == root[:18]


# --- as somebody else runs it -----------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "log.jsonl").write_bytes(b"".join(HONEST))
    (tmp_path / "kept.txt").write_text(KEPT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("alone", [True, False])
def test_the_program_takes_a_note_words_or_the_square_code(files: Path, alone: bool) -> None:
    point = note.SignedCheckpoint.read(KEPT).checkpoint
    twelve = " ".join(words.words(point.root))
    code = f"http://localhost/wijk/de-meerpaal/logboek/stempel/120/#log={point.origin}&size=120&root={KEPT.split()[2]}"
    (files / "words.txt").write_text(twelve, encoding="utf-8")
    for kept in (files / "kept.txt", twelve, files / "words.txt", code.replace("+", "%2B").replace("=&", "%3D&")):
        done = run(files / "log.jsonl", "--against", kept, alone=alone)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "GOED" in done.stdout
        assert "RIGHT" in done.stdout


def test_the_program_tells_what_is_wrong_in_two_languages(files: Path) -> None:
    spoiled = logs.alter_fact(HONEST, random.Random(1))
    (files / "log.jsonl").write_bytes(b"".join(spoiled))
    done = run(files / "log.jsonl", "--against", files / "kept.txt", alone=True)
    assert done.returncode == 1
    assert "FOUT: het logboek is anders dan uw bewaarde stempel bij 120" in done.stdout
    assert "NOT RIGHT" in done.stdout


def test_without_anything_to_compare_with_it_does_not_say_right(files: Path) -> None:
    done = run(files / "log.jsonl", alone=True)
    assert done.returncode == 3
    assert "compared with nothing" in done.stdout


@pytest.mark.parametrize("kept", ["appelbank boerenboek", "appelbonk", "#root=AAAA", "nergens/niets.txt"])
def test_what_it_cannot_read_it_says_so(files: Path, kept: str) -> None:
    done = run(files / "log.jsonl", "--against", kept, alone=True)
    assert done.returncode == 2
    assert "NIET TE LEZEN" in done.stderr


def test_a_key_that_somebody_kept_counts_too(verifier: ModuleType, files: Path) -> None:
    good, bad = logs.SIGNER.keys(logs.ORIGIN)[0].written(), logs.THIEF.keys(logs.ORIGIN)[0].written()
    assert run(files / "log.jsonl", "--against", files / "kept.txt", "--key", good, alone=True).returncode == 0
    assert run(files / "log.jsonl", "--against", files / "kept.txt", "--key", bad, alone=True).returncode == 1


def test_it_checks_one_proof_as_well(files: Path, life: list[Entry], place: Neighbourhood) -> None:
    made = record.checkpoint(neighbourhood=place, at=NOW.replace(month=10))
    assert made is not None
    entry = life[7]
    key = queries.public_keys(entry.log)[0].written()
    path = files / "de-meerpaal-7.tlog-proof"
    path.write_text(queries.proof(entry, made).text(), encoding="utf-8")
    done = run(path, "--key", key, alone=True)
    assert done.returncode == 0, done.stdout
    assert entry.leaf in done.stdout
    twelve = " ".join(words.words(queries.root_at(entry.log, made.size)))
    assert run(path, "--against", twelve, alone=True).returncode == 0
    other = proof.Proof.read(path.read_text(encoding="utf-8"))
    swapped = proof.Proof(life[8].leaf.encode(), other.index, other.path, other.signed)
    path.write_text(swapped.text(), encoding="utf-8")
    assert run(path, "--key", key, alone=True).returncode == 1


def test_an_export_of_the_real_thing_is_right(files: Path, life: list[Entry], place: Neighbourhood) -> None:
    from django.core.management import call_command

    made = record.checkpoint(neighbourhood=place, at=NOW.replace(month=10))
    assert made is not None
    call_command("export_log", place.slug, str(files / "real.jsonl"), stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    (files / "real.txt").write_text(made.note, encoding="utf-8")
    done = run(files / "real.jsonl", "--against", files / "real.txt", alone=True)
    assert done.returncode == 0, done.stdout + done.stderr
    exported = (files / "real.jsonl").read_text(encoding="utf-8")
    assert "Kade" not in exported
    assert "Samira" not in exported


@pytest.mark.long
def test_a_hundred_thousand_entries_take_at_most_thirty_seconds_without_network(tmp_path: Path) -> None:
    """Figure 14: by the program alone, in a network namespace of its own where the machine has one."""
    lines = logs.whole([logs.entry(index) for index in range(100_000)])
    (tmp_path / "log.jsonl").write_bytes(b"".join(lines))
    (tmp_path / "kept.txt").write_text(logs.newest(lines), encoding="utf-8")
    cut_off = ["unshare", "-rn"]
    if subprocess.run([*cut_off, "true"], check=False, capture_output=True).returncode:
        cut_off = []
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(tmp_path / "log.jsonl"), "--against"]
    start = time.perf_counter()
    done = subprocess.run([*cut_off, *command, str(tmp_path / "kept.txt")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert time.perf_counter() - start <= 30
