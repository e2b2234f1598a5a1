"""Exports made without a database, as large and as often as a test needs them; and every way to spoil one."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from stoep.core.sealing import commitment, tree
from stoep.core.sealing.canonical import canonical
from stoep.core.sealing.checkpoint import Checkpoint
from stoep.core.sealing.note import Signer
from stoep.record import rules

ORIGIN = "waterstad.example/wijk/de-meerpaal"
START = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
SIGNER = Signer(bytes(range(32)), bytes(range(32, 64)))
THIEF = Signer(bytes(32), bytes(32))


def entry(index: int, *, minutes: int | None = None, kind: str = "story") -> bytes:
    """The line of one entry, ten minutes after the one before it."""
    at = START + timedelta(minutes=10 * index if minutes is None else minutes)
    salt = index.to_bytes(32, "big")
    return (
        rules.leaf(
            log=ORIGIN,
            index=index,
            act="voices.post",
            subject=f"voice:N{index}",
            at=rules.timestamp(at),
            by={"side": "resident"},
            facts={"kind": kind},
            personal={"text": commitment.commit(field="text", salt=salt, value="Meer groen")},
        )
        + b"\n"
    )


def whole(entries: list[bytes], *, every: int = 256, signer: Signer = SIGNER, until: int | None = None) -> list[bytes]:
    """An export with these entries: a checkpoint at each `every` and at the end, or at `until` as the last."""
    frontier, notes = tree.Frontier(), []
    last = len(entries) if until is None else until
    for line in entries:
        frontier, _completed = frontier.append(tree.leaf_hash(line.removesuffix(b"\n")))
        if frontier.size == last or (frontier.size < last and frontier.size % every == 0):
            seconds = int(rules.moment(json.loads(line)["at"]).timestamp())
            notes.append(signer.sign(Checkpoint(ORIGIN, frontier.size, frontier.root()), seconds).text())
    keys = [key.written() for key in signer.keys(ORIGIN)]
    head = {"checkpoints": len(notes), "keys": keys, "log": ORIGIN, "size": len(entries), "stoep-log": 1}
    return [canonical(head) + b"\n", *entries, *(canonical({"checkpoint": note}) + b"\n" for note in notes)]


def newest(lines: list[bytes]) -> str:
    """The note of the last checkpoint in an export."""
    note: str = json.loads(lines[-1])["checkpoint"]
    return note


Spoil = Callable[[list[bytes], random.Random], list[bytes]]


def _entries(lines: list[bytes]) -> list[bytes]:
    return [line for line in lines[1:] if not line.startswith(b'{"checkpoint"')]


def _put(lines: list[bytes], entries: list[bytes]) -> list[bytes]:
    """The export with other entries and a fitting count, under its own old checkpoints."""
    head = json.loads(lines[0]) | {"size": len(entries)}
    notes = [line for line in lines[1:] if line.startswith(b'{"checkpoint"')]
    return [canonical(head) + b"\n", *entries, *notes]


def alter_byte(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """One bit of the file, anywhere."""
    at = chance.randrange(len(lines))
    line = bytearray(lines[at])
    line[chance.randrange(len(line))] ^= 1 << chance.randrange(8)
    return [*lines[:at], bytes(line), *lines[at + 1 :]]


def alter_fact(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Another word in an entry, well written."""
    entries = _entries(lines)
    at = chance.randrange(len(entries))
    entries[at] = entries[at].replace(b'"kind":"story"', b'"kind":"idea"')
    return _put(lines, entries)


def renumbered(entries: list[bytes]) -> list[bytes]:
    """The same entries with their indexes put right, as a clever forger would."""
    return [canonical(json.loads(line) | {"index": index}) + b"\n" for index, line in enumerate(entries)]


def drop(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """An entry out of the middle, with or without renumbering the rest."""
    entries = _entries(lines)
    del entries[chance.randrange(len(entries))]
    return _put(lines, renumbered(entries) if chance.random() < 0.5 else entries)


def reorder(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Two entries changed places."""
    entries = _entries(lines)
    one, other = chance.sample(range(len(entries)), 2)
    entries[one], entries[other] = entries[other], entries[one]
    return _put(lines, renumbered(entries) if chance.random() < 0.5 else entries)


def backdate(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """An entry moved to an earlier day."""
    entries = _entries(lines)
    at = chance.randrange(len(entries))
    early = rules.moment(json.loads(entries[at])["at"]) - timedelta(minutes=chance.randrange(1, 10_000))
    entries[at] = canonical(json.loads(entries[at]) | {"at": rules.timestamp(early)}) + b"\n"
    return _put(lines, entries)


def insert(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """An entry that never was, somewhere in between or behind."""
    entries = _entries(lines)
    at = chance.randrange(len(entries) + 1)
    entries.insert(at, entry(at, minutes=10 * at - 5, kind="offer"))
    return _put(lines, renumbered(entries) if chance.random() < 0.5 else entries)


def truncate(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """The last entries gone, the checkpoints over them too, and the head put right."""
    entries = _entries(lines)[: -chance.randrange(1, 20)]
    return whole(entries) if chance.random() < 0.5 else _put(lines, entries)


def repeat(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """An entry that stands there twice."""
    entries = _entries(lines)
    entries.insert(chance.randrange(len(entries) + 1), chance.choice(entries))
    return _put(lines, entries)


def fork(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Another history from some entry on, signed again: by a thief, or by the owner of the keys himself."""
    entries = _entries(lines)
    at = chance.randrange(len(entries))
    others = [entry(index, kind="idea") for index in range(at, len(entries))]
    return whole(entries[:at] + others, signer=chance.choice([THIEF, SIGNER]))


def forge_checkpoint(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """A checkpoint with one byte of its root or signature changed."""
    at = chance.randrange(len(_entries(lines)) + 1, len(lines))
    note = json.loads(lines[at])["checkpoint"]
    words = note.split(" ") if chance.random() < 0.5 else note.split("\n")
    pick = len(words) - 1 if " " in note and len(words) != len(note.split("\n")) else 2
    coded = words[pick].strip()
    data = bytearray(base64.b64decode(coded))
    data[chance.randrange(len(data))] ^= 1
    spoiled = note.replace(coded, base64.b64encode(bytes(data)).decode())
    return [*lines[:at], canonical({"checkpoint": spoiled}) + b"\n", *lines[at + 1 :]]


WAYS: list[Spoil] = [
    alter_byte,
    alter_fact,
    drop,
    reorder,
    backdate,
    insert,
    truncate,
    repeat,
    fork,
    forge_checkpoint,
]
