#!/usr/bin/env python3
"""stoep-witness: watch the log of a neighbourhood from a computer of your own, and countersign what only grew.

    python3 stoep-witness.py sleutel --naam bibliotheek.waterstad.example      once: makes your key
    python3 stoep-witness.py kijk https://waterstad.example/wijk/de-meerpaal/  looks, checks, signs and sends
    python3 stoep-witness.py teken vraag.txt antwoord.txt --sleutels sleutels.txt   the same by files, on a stick
    python3 stoep-witness.py toon                                              what you saw last

It remembers the last checkpoint of each log, and signs the next one only when it holds all of the former. What does
not, it refuses, and it keeps both as evidence. Whoever runs the server can then no longer show you one history and
somebody else another, nor put an old backup back unseen.

Ends with 0: signed, or nothing new. 1: ALARM, something was changed. 2: not readable, no answer, or a wrong call.
Needs Python 3.11 or later and nothing else. C2SP tlog-witness and tlog-cosignature. Licence: EUPL-1.2.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import os
import re
import secrets
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

LARGEST = 256_000  # bytes of any answer or file that is read
ED25519, COSIGNATURE = 1, 4
HOME = Path.home() / ".stoep-witness"


class Unreadable(Exception):
    """What was given or answered is not what it should be; the message says which part."""


class Alarm(Exception):
    """The log is not an extension of what this witness saw."""


# --- The tree: RFC 9162, 2.1.4.2 --------------------------------------------------------------------------------


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def extends(old: int, old_root: bytes, new: int, new_root: bytes, path: list[bytes]) -> bool:
    """Whether the path proves that the new tree holds all of the old one, unchanged."""
    if not 0 < old <= new:
        return False
    if old == new:
        return old_root == new_root and not path
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    return bool(steps) and _climb(steps, first, last) == (old_root, new_root)


def _climb(steps: list[bytes], first: int, last: int) -> tuple[bytes, bytes] | None:
    """Both roots that a path leads to; None when it is too long or too short."""
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if first & 1 or first == last:
            before, after = _node(step, before), _node(step, after)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            after = _node(after, step)
        first, last = first >> 1, last >> 1
    return (before, after) if last == 0 else None


# --- Ed25519: RFC 8032 ------------------------------------------------------------------------------------------
# By the `cryptography` package where it is installed, else by this: slower, and not made to withstand somebody who
# measures your computer while it signs. On a laptop of your own nobody does.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def _add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    x, y, z, t = f - e, h + g, h - g, f + e
    return x * z % P, t * y % P, z * y % P, x * t % P


def _times(s: int, a: Point) -> Point:
    total = NEUTRAL
    while s:
        if s & 1:
            total = _add(total, a)
        a, s = _add(a, a), s >> 1
    return total


def _written(a: Point) -> bytes:
    over = pow(a[2], P - 2, P)
    x, y = a[0] * over % P, a[1] * over % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _point(written: bytes) -> Point | None:
    y = int.from_bytes(written, "little")
    odd, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    if x & 1 != odd:
        x = P - x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or NEUTRAL


def _secret(seed: bytes) -> tuple[int, bytes]:
    digest = hashlib.sha512(seed).digest()
    number = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | 1 << 254
    return number, digest[32:]


def _number(*parts: bytes) -> int:
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % L


def public_of(seed: bytes) -> bytes:
    """The public key of a secret seed of 32 bytes."""
    return _written(_times(_secret(seed)[0], BASE))


def sign(seed: bytes, message: bytes) -> bytes:
    """The signature of 64 bytes (RFC 8032, 5.1.6)."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError:
        return sign_alone(seed, message)
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def sign_alone(seed: bytes, message: bytes) -> bytes:
    """The same without any package."""
    number, prefix = _secret(seed)
    public, r = _written(_times(number, BASE)), _number(prefix, message)
    point = _written(_times(r, BASE))
    return point + ((r + _number(point, public, message) * number) % L).to_bytes(32, "little")


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is the key's signature (RFC 8032, 5.1.7, without cofactor)."""
    point, s = _point(public), int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= L:
        return False
    minus = (P - point[0], point[1], 1, P - point[3])
    found = _add(_times(s, BASE), _times(_number(signature[:32], public, message), minus))
    return _written(found) == signature[:32]


# --- Notes and keys: C2SP signed-note, tlog-checkpoint, tlog-cosignature ----------------------------------------


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("base64") from error
    if base64.b64encode(data).decode() != text:
        raise Unreadable("base64 with something in the bits that nothing reads")
    return data


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


@dataclass(frozen=True)
class Key:
    """A public key with a name."""

    name: str
    kind: int
    material: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that mark its signatures."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.material).digest()[:4]

    def written(self) -> str:
        """On one line, as C2SP writes it."""
        return f"{self.name}+{self.id.hex()}+{_text(bytes([self.kind]) + self.material)}"

    @classmethod
    def read(cls, line: str) -> Key:
        """From such a line."""
        parts = line.strip().split("+", 2)
        data = _bytes(parts[2]) if len(parts) == 3 and parts[0] else b""
        if len(data) < 2 or cls(parts[0], data[0], data[1:]).id.hex() != parts[1]:
            raise Unreadable(f"sleutel / key {line[:40]}")
        return cls(parts[0], data[0], data[1:])


@dataclass(frozen=True)
class Note:
    """A checkpoint with the signature lines under it."""

    origin: str
    size: int
    root: bytes
    text: str
    lines: tuple[tuple[str, bytes, bytes], ...]

    @classmethod
    def read(cls, text: str) -> Note:
        """From the text of a signed note."""
        body, gap, below = text.rpartition("\n\n")
        lines = body.split("\n")
        good = re.fullmatch(r"(?:\u2014 [^ \n]+ [^ \n]+\n){1,32}", below)
        if not gap or not good or len(lines) != 3 or not lines[0] or not re.fullmatch(r"0|[1-9]\d{0,17}", lines[1]):
            raise Unreadable("stempel / checkpoint")
        root, found = _bytes(lines[2]), []
        if len(root) != 32:
            raise Unreadable("stempel / checkpoint")
        for line in below.split("\n")[:-1]:
            _dash, name, coded = line.split(" ")
            data = _bytes(coded)
            found.append((name, data[:4], data[4:]))
        return cls(lines[0], int(lines[1]), root, text, tuple(found))

    @property
    def body(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{_text(self.root)}\n"

    def signed_by(self, key: Key) -> bool:
        """Whether this Ed25519 key of the log signed it."""
        data = [data for name, mark, data in self.lines if (name, mark) == (key.name, key.id)]
        return key.kind == ED25519 and bool(data) and all(verifies(key.material, self.body.encode(), d) for d in data)


@dataclass(frozen=True)
class Request:
    """What a witness is asked to sign (C2SP tlog-witness, add-checkpoint): from which size, the proof, the note."""

    old: int
    path: list[bytes]
    note: Note

    @classmethod
    def read(cls, text: str) -> Request:
        """From its text."""
        head, _gap, note = text.partition("\n\n")
        first, *path = head.split("\n")
        if not re.fullmatch(r"old (?:0|[1-9]\d{0,17})", first) or len(path) > 63:
            raise Unreadable("vraag / request")
        steps = [_bytes(line) for line in path]
        if any(len(step) != 32 for step in steps):
            raise Unreadable("vraag / request")
        return cls(int(first[4:]), steps, Note.read(note))


# --- What this witness keeps ------------------------------------------------------------------------------------


@dataclass
class Seen:
    """The last checkpoint of one log that this witness signed, and the keys of the log that it knows."""

    size: int
    root: bytes
    note: str
    keys: list[str]
    address: str = ""


class Folder:
    """The key and the memory of one witness, in a folder of its own. `with folder.locked():` lets nobody else in."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Two runs at once come one after the other: else both could sign another history."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.path / "lock").open("a+b") as file:
            _lock(file.fileno())
            yield

    def make_key(self, name: str) -> Key:
        """A new key, once; readable by its owner alone."""
        if not re.fullmatch(r"[a-z0-9][a-z0-9./-]{1,78}[a-z0-9]", name):
            raise Unreadable("naam: kleine letters, cijfers, punten en streepjes, zoals bibliotheek.waterstad.example")
        place = self.path / "witness.key"
        if place.exists():
            raise Unreadable(f"er is al een sleutel / there is a key already: {place}")
        seed = secrets.token_bytes(32)
        draft = self.path / f".witness.key.{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"{name} {_text(seed)}\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
        return Key(name, COSIGNATURE, public_of(seed))

    def key(self) -> tuple[Key, bytes]:
        """The public key and the secret seed."""
        try:
            name, coded = (self.path / "witness.key").read_text(encoding="ascii").split()
        except (OSError, ValueError) as error:
            raise Unreadable("nog geen sleutel: begin met 'sleutel' / no key yet: begin with 'sleutel'") from error
        seed = _bytes(coded)
        return Key(name, COSIGNATURE, public_of(seed)), seed

    def seen(self) -> dict[str, Seen]:
        """What was seen last, by the name of each log."""
        try:
            content: dict[str, Any] = json.loads((self.path / "seen.json").read_text(encoding="utf-8"))
            return {
                origin: Seen(row["size"], _bytes(row["root"]), row["note"], row["keys"], row.get("address", ""))
                for origin, row in content.items()
            }
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            # Beginning anew would make this witness forget what it saw: somebody must look.
            raise Unreadable(f"{self.path / 'seen.json'}: {error}") from error

    def keep(self, seen: dict[str, Seen]) -> None:
        """Write it beside its place and move it there: after a power cut it is the old one or the new one."""
        rows = {
            origin: {
                "size": one.size,
                "root": _text(one.root),
                "note": one.note,
                "keys": one.keys,
                "address": one.address,
            }
            for origin, one in seen.items()
        }
        draft = self.path / f".seen.{secrets.token_hex(8)}"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(rows, file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path / "seen.json")

    def evidence(self, before: str, now: str) -> Path:
        """Keep both checkpoints that cannot both be true."""
        place = self.path / f"alarm-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}.txt"
        place.write_text(f"GEZIEN / SEEN\n{before}\n\nNU / NOW\n{now}\n", encoding="utf-8")
        return place


def _lock(handle: int) -> None:
    """Wait until this file is ours; it is let go when it is closed, also when the program is killed."""
    try:
        import fcntl
    except ImportError:
        import msvcrt  # Windows

        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined, unused-ignore]
                return
            except OSError:
                time.sleep(0.1)
    fcntl.flock(handle, fcntl.LOCK_EX)


# --- Witnessing -------------------------------------------------------------------------------------------------


def add_checkpoint(
    folder: Folder, request: Request, keys: list[Key], seconds: int, address: str = ""
) -> tuple[int, str]:
    """Check and sign, as C2SP tlog-witness prescribes: (200, the signature line) or (409, the size that was seen).

    `keys` are those that the log offers: at the first time all are taken, later only what a known key signed with
    them. Alarm: the log is not an extension of what was seen. The caller holds the lock.
    """
    note, known = request.note, folder.seen()
    before = known.get(note.origin)
    trusted = [Key.read(line) for line in before.keys] if before else [key for key in keys if key.kind == ED25519]
    if not any(key.name == note.origin and note.signed_by(key) for key in trusted):
        raise Unreadable(
            f"niet getekend met een bekende sleutel van {note.origin} / not signed by a known key of this log. "
            "Heeft het logboek andere sleutels? Vraag het de tafel, en geef ze met --sleutels en --nieuwe-sleutels."
        )
    if request.old > note.size:
        raise Unreadable("vraag / request")
    saw = before.size if before else 0
    if before and (note.size < saw or (note.size == saw and note.root != before.root)):
        raise _alarm(folder, before, note, "korter, of een andere geschiedenis / shorter, or another history")
    if request.old != saw:
        return 409, f"{saw}\n"
    if before and not extends(saw, before.root, note.size, note.root, request.path):
        raise _alarm(folder, before, note, "geen vervolg op wat u zag / no extension of what you saw")
    key, seed = folder.key()
    also = [each for each in keys if each.kind == ED25519 and each.name == note.origin and note.signed_by(each)]
    lines = list(dict.fromkeys(each.written() for each in (*trusted, *also)))
    # First remember, then sign: who loses the power in between signs the same once more, never another one.
    known[note.origin] = Seen(note.size, note.root, note.text, lines, address or (before.address if before else ""))
    folder.keep(known)
    signature = sign(seed, f"cosignature/v1\ntime {seconds}\n{note.body}".encode())
    return 200, f"\u2014 {key.name} {_text(key.id + seconds.to_bytes(8, 'big') + signature)}\n"


def _alarm(folder: Folder, before: Seen, note: Note, why: str) -> Alarm:
    place = folder.evidence(before.note, note.text)
    return Alarm(f"{note.origin}: {why} ({before.size} -> {note.size}). Bewaar / keep: {place}")


def answer(request: Request, line: str) -> str:
    """The checkpoint with this witness's line alone under it: what is sent, or carried back on a stick."""
    return f"{request.note.body}\n{line}"


def accept_keys(folder: Folder, keys: list[Key]) -> None:
    """After the table agreed to other keys: know these too, for each log that they name. What was seen stays."""
    known = folder.seen()
    for key in keys:
        if key.kind == ED25519 and key.name in known and key.written() not in known[key.name].keys:
            known[key.name].keys.append(key.written())
    folder.keep(known)


# --- Over the network, and by files -----------------------------------------------------------------------------


def fetch(address: str, body: bytes | None = None) -> tuple[int, str]:
    """The status and the text of an answer. Only https, but for this very computer."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise Unreadable(f"geen https / no https: {address}")
    asked = urllib.request.Request(address, data=body, headers={"Content-Type": "text/plain; charset=utf-8"})
    try:
        with urllib.request.urlopen(asked, timeout=30) as response:
            return response.status, _decoded(response.read(LARGEST + 1))
    except urllib.error.HTTPError as error:
        return error.code, _decoded(error.read(LARGEST + 1))
    except OSError as error:
        raise Unreadable(f"geen antwoord / no answer: {error}") from error


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Unreadable("te lang / too long")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable("geen tekst / no text") from error


def watch(folder: Folder, address: str, given: list[Key], seconds: int) -> str:
    """Look at one log: ask, check, sign, send. The sentence to print."""
    base = urljoin(address if address.endswith("/") else address + "/", "logboek/getuigen/")
    known = next((one for one in folder.seen().values() if one.address == base), None)
    request = _asked(folder, base, known)
    offered = given or read_keys(fetch(urljoin(base, "../sleutels.txt"))[1])
    done, line = add_checkpoint(folder, request, offered, seconds, base)
    if done == 409 and (known := folder.seen().get(request.note.origin)):
        # The log came under another address: ask again from what was seen of it.
        request = _asked(folder, base, known)
        done, line = add_checkpoint(folder, request, offered, seconds, base)
    if done != 200:
        raise Unreadable(f"de server vraagt iets anders / the server asks otherwise: {line.strip()}")
    status, told = fetch(urljoin(base, "medetekening"), answer(request, line).encode())
    if status not in (200, 201):
        raise Unreadable(f"niet aangenomen / not accepted ({status}): {told.strip()[:300]}")
    return f"{request.note.origin}: {request.note.size} regels gezien en ondertekend / seen and signed"


def _asked(folder: Folder, base: str, known: Seen | None) -> Request:
    """What the server asks this witness to sign; Alarm when it has less than was seen."""
    size = known.size if known else 0
    status, text = fetch(urljoin(base, f"vraag.txt?oud={size}"))
    if status == 409 and known:
        _status, newest = fetch(urljoin(base, "../stempel/nieuwste.txt"))
        place = folder.evidence(known.note, newest)
        raise Alarm(f"{base}: het logboek is korter dan u zag / shorter than you saw ({size}). Bewaar / keep: {place}")
    if status != 200:
        raise Unreadable(f"{base}: {status}")
    return Request.read(text)


def read_keys(text: str) -> list[Key]:
    """Keys, one a line; what stands before the first space counts."""
    return [Key.read(line.split(" ")[0]) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return _decoded(file.read(LARGEST + 1))
    except OSError as error:
        raise Unreadable(str(error)) from error


# --- The command ------------------------------------------------------------------------------------------------


def _key(options: argparse.Namespace, folder: Folder) -> str:
    key = folder.make_key(options.naam)
    return f"{key.written()}\n\nGeef deze regel aan de tafel van de wijk. / Give this line to the table.\n{folder.path}"


def _watch(options: argparse.Namespace, folder: Folder) -> str:
    given = read_keys(_read(options.sleutels)) if options.sleutels else []
    if options.nieuwe_sleutels:
        accept_keys(folder, given)
    return watch(folder, options.adres, given, int(time.time()))


def _sign(options: argparse.Namespace, folder: Folder) -> str:
    given = read_keys(_read(options.sleutels)) if options.sleutels else []
    if options.nieuwe_sleutels:
        accept_keys(folder, given)
    request = Request.read(_read(options.vraag))
    status, line = add_checkpoint(folder, request, given, int(time.time()))
    if status != 200:
        size = line.strip()
        raise Unreadable(f"u zag al {size} regels: haal vraag.txt?oud={size} op / you saw {size}: fetch that one")
    options.antwoord.write_text(answer(request, line), encoding="utf-8")
    return f"{options.antwoord}: breng dit terug naar de wijk / bring this back"


def _show(options: argparse.Namespace, folder: Folder) -> str:
    rows = [f"{origin}: {one.size} {_text(one.root)}" for origin, one in folder.seen().items()]
    return "\n".join([folder.key()[0].written(), *rows])


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument(
        "--map", type=Path, default=HOME, help="waar sleutel en geheugen liggen / folder of this witness"
    )
    acts = parser.add_subparsers(required=True)
    for name, act, help_text in (
        ("sleutel", _key, "maak één keer uw sleutel / make your key, once"),
        ("kijk", _watch, "kijk op het adres van de wijk, en teken / look at the address, and sign"),
        ("teken", _sign, "hetzelfde met bestanden / the same by files"),
        ("toon", _show, "wat u het laatst zag / what you saw last"),
    ):
        one = acts.add_parser(name, help=help_text)
        one.set_defaults(act=act)
        if act is _key:
            one.add_argument("--naam", required=True, help="zoals bibliotheek.waterstad.example")
        if act is _watch:
            one.add_argument("adres", help="zoals https://waterstad.example/wijk/de-meerpaal/")
        if act is _sign:
            one.add_argument("vraag", type=Path)
            one.add_argument("antwoord", type=Path)
        if act in (_watch, _sign):
            one.add_argument("--sleutels", type=Path, help="openbare sleutels van het logboek, uit een bron die u kent")
            one.add_argument("--nieuwe-sleutels", action="store_true", help="de tafel heeft deze sleutels bevestigd")
    options = parser.parse_args(arguments)
    folder = Folder(options.map)
    try:
        with folder.locked():
            print(options.act(options, folder))
    except Alarm as error:
        print(f"ALARM: {error}\nTeken niet. Vertel het de bewonersorganisatie. / Do not sign. Tell the residents.")
        return 1
    except (Unreadable, OSError) as error:
        print(f"NIET GELUKT / NOT DONE: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
