"""verify/stoep-witness.py: it signs what only grew, refuses everything else, and forgets nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stoep.core.sealing import tree
from stoep.core.sealing.checkpoint import Checkpoint, encode
from stoep.core.sealing.note import Key, SignedCheckpoint, verifies
from stoep.record.tests import logs
from tests.examples import examples

OTHERS = "elders.example/wijk/lutkeveen"
NOW = 1_790_000_000


class Server:
    """A log of which a test says what is in it, and what it asks of a witness."""

    def __init__(self, size: int = 0, *, origin: str = logs.ORIGIN, fork_at: int | None = None) -> None:
        self.origin, self.notes = origin, dict[int, str]()
        self.leaves = [
            tree.leaf_hash(b"%d%s" % (index, b"!" if fork_at is not None and index >= fork_at else b""))
            for index in range(size)
        ]

    def note(self, size: int) -> str:
        if size not in self.notes:  # ML-DSA signs otherwise each time
            point = Checkpoint(self.origin, size, tree.root_of(self.leaves[:size]))
            self.notes[size] = logs.SIGNER.sign(point, NOW - 60).text()
        return self.notes[size]

    def request(self, old: int, size: int) -> str:
        def node(level: int, index: int) -> bytes:
            return tree.root_of(self.leaves[index << level : (index + 1) << level])

        path = [tree.range_hash(span, node) for span in tree.consistency_ranges(old, size)] if old else []
        return f"old {old}\n" + "".join(encode(step) + "\n" for step in path) + "\n" + self.note(size)


@pytest.fixture
def folder(witness: ModuleType, tmp_path: Path) -> object:
    made = witness.Folder(tmp_path / "getuige")
    with made.locked():
        made.make_key("bibliotheek.waterstad.example")
    return made


def keys_of(witness: ModuleType, origin: str = logs.ORIGIN) -> list[object]:
    return [witness.Key.read(key.written()) for key in logs.SIGNER.keys(origin)]


def ask(witness: ModuleType, folder: object, text: str, origin: str = logs.ORIGIN) -> tuple[int, str]:
    found: tuple[int, str] = witness.add_checkpoint(folder, witness.Request.read(text), keys_of(witness, origin), NOW)
    return found


def test_what_it_signs_is_a_cosignature_as_the_log_reads_it(witness: ModuleType, folder: object) -> None:
    server = Server(20)
    status, line = ask(witness, folder, server.request(0, 7))
    assert status == 200
    status, line = ask(witness, folder, server.request(7, 20))
    assert status == 200
    request = witness.Request.read(server.request(7, 20))
    signed = SignedCheckpoint.read(witness.answer(request, line))
    key = Key.read(folder.key()[0].written())  # type: ignore[attr-defined]
    (signature,) = signed.signatures
    assert (signature.name, signature.key_id) == (key.name, key.id())
    assert verifies(key, signed.checkpoint, signature.data)
    assert int.from_bytes(signature.data[:8], "big") == NOW


@pytest.mark.parametrize("size", [7, 12, 20])
def test_a_fork_is_refused_and_both_histories_are_kept(
    witness: ModuleType, folder: object, size: int, tmp_path: Path
) -> None:
    """Same size with another root, a fork further on, and a fork at the very entry that was seen last."""
    honest, forked = Server(20), Server(20, fork_at=5)
    assert ask(witness, folder, honest.request(0, 7))[0] == 200
    with pytest.raises(witness.Alarm):
        ask(witness, folder, forked.request(7, size))
    (kept,) = (tmp_path / "getuige").glob("alarm-*.txt")
    assert honest.note(7) in kept.read_text(encoding="utf-8")
    assert forked.note(size) in kept.read_text(encoding="utf-8")
    assert ask(witness, folder, honest.request(7, 20))[0] == 200


def test_a_rollback_is_an_alarm_also_with_a_fitting_proof(witness: ModuleType, folder: object) -> None:
    server = Server(20)
    assert ask(witness, folder, server.request(0, 12))[0] == 200
    with pytest.raises(witness.Alarm):
        ask(witness, folder, server.request(0, 7))
    with pytest.raises(witness.Alarm):
        ask(witness, folder, server.request(7, 9))


def test_it_says_what_it_saw_when_asked_from_another_size(witness: ModuleType, folder: object) -> None:
    server = Server(20)
    assert ask(witness, folder, server.request(3, 7)) == (409, "0\n")
    assert ask(witness, folder, server.request(0, 7))[0] == 200
    assert ask(witness, folder, server.request(0, 12)) == (409, "7\n")
    assert ask(witness, folder, server.request(5, 12)) == (409, "7\n")
    assert ask(witness, folder, server.request(7, 7))[0] == 200


def test_a_stranger_cannot_speak_for_the_log(witness: ModuleType, folder: object) -> None:
    server = Server(20)
    forged = logs.THIEF.sign(Checkpoint(logs.ORIGIN, 7, tree.root_of(server.leaves[:7])), NOW).text()
    with pytest.raises(witness.Unreadable):
        ask(witness, folder, "old 0\n\n" + forged)
    assert ask(witness, folder, server.request(0, 7))[0] == 200
    # A thief's keys that are offered later are not taken over: no known key signed with them.
    thief = [witness.Key.read(key.written()) for key in logs.THIEF.keys(logs.ORIGIN)]
    request = witness.Request.read("old 7\n\n" + forged)
    with pytest.raises(witness.Unreadable):
        witness.add_checkpoint(folder, request, thief, NOW)


def test_keys_are_learnt_from_a_change_that_the_old_ones_signed(witness: ModuleType, folder: object) -> None:
    server, new = Server(20), [witness.Key.read(key.written()) for key in logs.THIEF.keys(logs.ORIGIN)]
    assert ask(witness, folder, server.request(0, 7))[0] == 200
    both = server.request(7, 9) + "".join(
        line.line()
        for line in logs.THIEF.sign(Checkpoint(logs.ORIGIN, 9, tree.root_of(server.leaves[:9])), NOW).signatures
    )
    request = witness.Request.read(both)
    assert witness.add_checkpoint(folder, request, [*keys_of(witness), *new], NOW)[0] == 200
    only_new = logs.THIEF.sign(Checkpoint(logs.ORIGIN, 9, tree.root_of(server.leaves[:9])), NOW).text()
    assert witness.add_checkpoint(folder, witness.Request.read("old 9\n\n" + only_new), [], NOW)[0] == 200


def test_logs_are_kept_apart(witness: ModuleType, folder: object) -> None:
    assert ask(witness, folder, Server(20).request(0, 20))[0] == 200
    other = Server(9, origin=OTHERS)
    assert ask(witness, folder, other.request(0, 9), OTHERS)[0] == 200
    assert sorted(row.size for row in folder.seen().values()) == [9, 20]  # type: ignore[attr-defined]


def test_the_key_is_made_once_and_only_its_owner_reads_it(witness: ModuleType, folder: object, tmp_path: Path) -> None:
    assert (tmp_path / "getuige" / "witness.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(witness.Unreadable):
        folder.make_key("bibliotheek.waterstad.example")  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["Jan de Vries", "a+b", "", "bieb\nx", "-x", "é"])
def test_a_name_that_no_note_can_carry_is_refused(witness: ModuleType, tmp_path: Path, name: str) -> None:
    with pytest.raises(witness.Unreadable):
        witness.Folder(tmp_path).make_key(name)


def test_a_damaged_memory_is_not_forgotten(witness: ModuleType, folder: object, tmp_path: Path) -> None:
    assert ask(witness, folder, Server(9).request(0, 9))[0] == 200
    (tmp_path / "getuige" / "seen.json").write_text("{", encoding="utf-8")
    with pytest.raises(witness.Unreadable):
        ask(witness, folder, Server(9, fork_at=2).request(0, 9))


@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=300))
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_its_own_ed25519_is_that_of_everybody(witness: ModuleType, seed: bytes, message: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    other = Ed25519PrivateKey.from_private_bytes(seed)
    assert witness.public_of(seed) == other.public_key().public_bytes_raw()
    assert witness.sign_alone(seed, message) == other.sign(message)
    assert witness.verifies(witness.public_of(seed), message, other.sign(message))
    assert not witness.verifies(witness.public_of(seed), message + b"x", other.sign(message))


@given(old=st.integers(1, 70), more=st.integers(0, 70), data=st.data())
@settings(max_examples=examples(150), deadline=None)
def test_its_proofs_of_growth_are_ours(old: int, more: int, data: st.DataObject) -> None:
    module = sys.modules["stoep_witness"]
    server, size = Server(old + more), old + more
    text = server.request(old, size)
    request = module.Request.read(text)
    before, after = tree.root_of(server.leaves[:old]), tree.root_of(server.leaves)
    assert module.extends(old, before, size, after, request.path)
    if request.path:
        spoilt = list(request.path)
        at = data.draw(st.integers(0, len(spoilt) - 1))
        spoilt[at] = bytes([spoilt[at][0] ^ 1]) + spoilt[at][1:]
        assert not module.extends(old, before, size, after, spoilt)
        assert not module.extends(old, before, size, after, request.path[:-1])
    assert not module.extends(old, bytes(32), size, after, request.path)


def test_two_at_once_come_one_after_the_other(witness: ModuleType, folder: object) -> None:
    """Both are asked to sign another history of the same size: one signs, the other is an alarm."""
    honest, forked, said = Server(20), Server(20, fork_at=5), []
    assert ask(witness, folder, honest.request(0, 4))[0] == 200
    start = threading.Barrier(2)

    def sign(server: Server) -> None:
        start.wait()
        try:
            with folder.locked():  # type: ignore[attr-defined]
                said.append(ask(witness, folder, server.request(4, 9))[0])
        except witness.Alarm:
            said.append(0)

    runs = [threading.Thread(target=sign, args=[server]) for server in (honest, forked)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert sorted(said) == [0, 200]


def test_by_stick_with_nothing_but_python(tmp_path: Path) -> None:
    """The whole way by files, in another process, without any package."""
    server, program = Server(30), Path(__file__).parents[4] / "verify" / "stoep-witness.py"

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", str(program), "--map", str(tmp_path / "map"), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})

    made = run("sleutel", "--naam", "wijk.example/getuige")
    assert made.returncode == 0, made.stderr
    (tmp_path / "vraag.txt").write_text(server.request(0, 30), encoding="utf-8")
    (tmp_path / "sleutels.txt").write_text(
        "".join(f"{key.written()} 0\n" for key in logs.SIGNER.keys(logs.ORIGIN)), encoding="utf-8"
    )
    files = (tmp_path / "vraag.txt", tmp_path / "antwoord.txt", "--sleutels", tmp_path / "sleutels.txt")
    done = run("teken", *files)
    assert done.returncode == 0, done.stderr
    signed = SignedCheckpoint.read((tmp_path / "antwoord.txt").read_text(encoding="utf-8"))
    assert verifies(Key.read(made.stdout.split("\n")[0]), signed.checkpoint, signed.signatures[0].data)
    assert "30" in run("toon").stdout
    (tmp_path / "vraag.txt").write_text(Server(40, fork_at=2).request(30, 40), encoding="utf-8")
    alarm = run("teken", *files)
    assert alarm.returncode == 1
    assert "ALARM" in alarm.stdout
    assert run("teken", tmp_path / "niets.txt", tmp_path / "x.txt").returncode == 2
