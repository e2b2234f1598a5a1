"""A log with what may come in twenty years: keys renewed, witnesses under the last checkpoint; and ways to spoil it."""

from __future__ import annotations

import json
import random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stoep.core.sealing import tree
from stoep.core.sealing.canonical import Plain
from stoep.core.sealing.checkpoint import Checkpoint
from stoep.core.sealing.note import ED25519_COSIGNATURE, Key, Signature, SignedCheckpoint, Signer, timed_body
from stoep.record import rules
from stoep.record.tests import logs

SECOND = Signer(bytes([7]) * 32, bytes([8]) * 32)
SECRETS = {
    name: Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32, b"."))
    for name in ("bieb.waterstad.example", "wijk.waterstad.example")
}
WITNESSES = [Key(name, ED25519_COSIGNATURE, secret.public_key().public_bytes_raw()) for name, secret in SECRETS.items()]


def written(content: Any) -> bytes:
    """A line as RFC 8785 writes it, however long."""
    import rfc8785

    found: Plain = content
    return rfc8785.dumps(found) + b"\n"


def cosigned(note: str, seconds: int) -> str:
    """The note with the signatures of both witnesses under it."""
    point, lines = SignedCheckpoint.read(note).checkpoint, []
    for key in WITNESSES:
        data = seconds.to_bytes(8, "big") + SECRETS[key.name].sign(timed_body(point, seconds))
        lines.append(Signature(key.name, key.id(), data).line())
    return note + "".join(lines)


def renewal(index: int, signer: Signer, act: str = "record.renew_key") -> bytes:
    """The entry that brings other keys."""
    facts: dict[str, Any] = {"keys": [key.written() for key in signer.keys(logs.ORIGIN)], "from_size": index + 1}
    at = rules.timestamp(logs.START.replace(day=2))
    values: dict[str, Any] = {"act": act, "subject": "log:keys", "by": {"side": "clock"}, "facts": facts}
    return rules.leaf(log=logs.ORIGIN, index=index, at=at, personal={}, **values) + b"\n"


def renewed(count: int = 120, at: int = 60) -> list[bytes]:
    """An export of `count` entries, of which number `at` renews the keys; witnessed at the end."""
    day = 24 * 60
    entries = [logs.entry(index, minutes=index) for index in range(at)] + [renewal(at, SECOND)]
    entries += [logs.entry(index, minutes=2 * day + index) for index in range(at + 1, count)]
    sizes, frontier, notes = {30, at + 1, count}, tree.Frontier(), []
    for line in entries:
        frontier, _completed = frontier.append(tree.leaf_hash(line[:-1]))
        if frontier.size not in sizes:
            continue
        seconds = int(rules.moment(json.loads(line)["at"]).timestamp())
        point = Checkpoint(logs.ORIGIN, frontier.size, frontier.root())
        signers = [logs.SIGNER] if frontier.size <= at else [SECOND]
        signers = [logs.SIGNER, SECOND] if frontier.size == at + 1 else signers
        lines = tuple(each for signer in signers for each in signer.sign(point, seconds).signatures)
        note = SignedCheckpoint(point, lines).text()
        notes.append(cosigned(note, seconds + 60) if frontier.size == count else note)
    first, second = ([key.written() for key in signer.keys(logs.ORIGIN)] for signer in (logs.SIGNER, SECOND))
    head = {"checkpoints": len(notes), "keys": [*first, *second], "log": logs.ORIGIN, "size": count, "stoep-log": 1}
    head["history"] = [
        {"from": 0, "keys": [key.split("+")[1] for key in first], "why": "first"},
        {"from": at + 1, "keys": [key.split("+")[1] for key in second], "why": "renewed"},
    ]
    return [written(head), *entries, *(written({"checkpoint": note}) for note in notes)]


def _head(lines: list[bytes], **change: Any) -> list[bytes]:
    return [written(json.loads(lines[0]) | change), *lines[1:]]


def _note(lines: list[bytes], at: int, note: str) -> list[bytes]:
    place = len(lines) - 3 + at
    return [*lines[:place], written({"checkpoint": note}), *lines[place + 1 :]]


def alter_byte(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """One bit of the file, anywhere: also in what the old keys, the new keys and the witnesses signed."""
    return logs.alter_byte(lines, chance)


def forget_history(lines: list[bytes], _chance: random.Random) -> list[bytes]:
    """The head says nothing of the change."""
    head = json.loads(lines[0])
    del head["history"]
    return [written(head), *lines[1:]]


def move_history(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """The head lets the new keys begin elsewhere."""
    history = json.loads(lines[0])["history"]
    history[1]["from"] += chance.choice([-1, 1]) * chance.randrange(1, 50)
    return _head(lines, history=history)


def swap_keys(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """A thief's keys in the place of some of those in the head."""
    keys = json.loads(lines[0])["keys"]
    pick = chance.randrange(4)
    keys[pick] = logs.THIEF.keys(logs.ORIGIN)[pick % 2].written()
    return _head(lines, keys=keys)


def drop_a_signature(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """One of the signatures that belong under a checkpoint is gone."""
    at = chance.randrange(3)
    body, below = json.loads(lines[len(lines) - 3 + at])["checkpoint"].split("\n\n")
    signatures = below.splitlines(keepends=True)
    del signatures[chance.randrange(len(signatures))]
    return _note(lines, at, body + "\n\n" + "".join(signatures))


def sign_with_the_other(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """The old keys sign what the new ones should, or the other way round."""
    at = chance.choice([0, 2])
    note = SignedCheckpoint.read(json.loads(lines[len(lines) - 3 + at])["checkpoint"])
    signer = SECOND if at == 0 else logs.SIGNER
    return _note(lines, at, signer.sign(note.checkpoint, note.signed_at() or 0).text())


def swap_renewal(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """The entry brings a thief's keys, and everything after it is signed by him, on the owner's own server."""
    place = 1 + next(index for index, line in enumerate(lines[1:]) if b'"record.renew_key"' in line)
    return [*lines[:place], renewal(place - 1, logs.THIEF), *lines[place + 1 :]]


def take_over(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """As if the log had moved: the same keys, under an act that asks for no signature of the old ones."""
    place = 1 + next(index for index, line in enumerate(lines[1:]) if b'"record.renew_key"' in line)
    return [*lines[:place], renewal(place - 1, SECOND, "record.take_over"), *lines[place + 1 :]]


WAYS: list[logs.Spoil] = [
    alter_byte,
    forget_history,
    move_history,
    swap_keys,
    drop_a_signature,
    sign_with_the_other,
    swap_renewal,
    take_over,
]
