#!/usr/bin/env python3
"""stoep-verify: check a neighbourhood's log without its server, without network, with Python 3.11 or later alone.

    python3 stoep-verify.py wijk-logboek.jsonl --against bewaarde-stempel.txt
    python3 stoep-verify.py wijk-logboek.jsonl --against "appelbank boerenboek ... (twaalf woorden)"
    python3 stoep-verify.py wijk-logboek.jsonl --witness bibliotheek.txt --witness bewoners.txt --policy 2
    python3 stoep-verify.py wijk-12.tlog-proof --key "origin+1234abcd+AQ..."
    python3 stoep-verify.py bewaard-door-mij.txt --against bewaard-door-de-bibliotheek.txt

It recomputes every hash, checks every signature, lays the log beside checkpoints that you kept yourself and beside
what witnesses signed, and replays the rules of the table: residents hold their share, the municipality never chairs,
and what asks for two keys was turned by two sides. A broken rule is found also when the server let it pass.
Ends with 0: right, and the same as what you kept. 1: something was changed. 2: not readable, or a wrong call.
3: sound in itself, but compared with nothing: whoever runs the server could have written all of it anew.
The format is described in docs/log-format.md. Licence: EUPL-1.2.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

# --- The tree: RFC 6962, RFC 9162 -------------------------------------------------------------------------------


def leaf_hash(data: bytes) -> bytes:
    """The hash of an entry."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that grows leaf by leaf and knows its root at each size."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash."""
        size = self.size
        while size & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            size >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        folded = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            folded = node_hash(peak, folded)
        return folded


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """The root that a path leads to; None when it cannot be a path (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    first, last = index, size - 1
    for sibling in path:
        if last == 0:
            return None
        if first & 1 or first == last:
            leaf = node_hash(sibling, leaf)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            leaf = node_hash(leaf, sibling)
        first, last = first >> 1, last >> 1
    return leaf if last == 0 else None


# --- Ed25519: RFC 8032, checking only ---------------------------------------------------------------------------

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


def _double(a: Point) -> Point:
    x, y = a[0] * a[0] % P, a[1] * a[1] % P
    z, h = 2 * a[2] * a[2], x + y
    e, g = h - (a[0] + a[1]) ** 2, x - y
    f = z + g
    return e * f % P, g * h % P, f * g % P, e * h % P


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


def _written(a: Point) -> bytes:
    over = pow(a[2], P - 2, P)
    x, y = a[0] * over % P, a[1] * over % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or NEUTRAL


@lru_cache(maxsize=16)
def _table(a: Point) -> list[Point]:
    table = [NEUTRAL]
    for _ in range(15):
        table.append(_add(table[-1], a))
    return table


def _combine(s: int, a: Point, h: int, b: Point) -> Point:
    """s times a plus h times b, four bits at a time."""
    first, second, total = _table(a), _table(b), NEUTRAL
    for shift in range(252, -1, -4):
        total = _double(_double(_double(_double(total))))
        total = _add(total, first[s >> shift & 15])
        total = _add(total, second[h >> shift & 15])
    return total


def ed25519_verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is the key's signature (RFC 8032, 5.1.7, without cofactor)."""
    point, s = _point(key), int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    minus = (P - point[0], point[1], 1, P - point[3])
    return _written(_combine(s, BASE, int.from_bytes(digest, "little") % L, minus)) == signature[:32]


# --- ML-DSA-44: FIPS 204, checking only -------------------------------------------------------------------------

Q = 8380417
GAMMA1, GAMMA2, BETA, TAU, OMEGA = 1 << 17, 95232, 78, 39, 80
ZETAS = [pow(1753, int(f"{number:08b}"[::-1], 2), Q) for number in range(256)]


def _ntt(w: list[int]) -> list[int]:
    w, m, length = w[:], 0, 128
    while length:
        for start in range(0, 256, 2 * length):
            m += 1
            zeta = ZETAS[m]
            for j in range(start, start + length):
                t = zeta * w[j + length] % Q
                w[j + length], w[j] = w[j] - t, w[j] + t
        length >>= 1
    return w


def _back(w: list[int]) -> list[int]:
    w, m, length = w[:], 256, 1
    while length < 256:
        for start in range(0, 256, 2 * length):
            m -= 1
            zeta = -ZETAS[m]
            for j in range(start, start + length):
                t = w[j]
                w[j], w[j + length] = t + w[j + length], zeta * (t - w[j + length]) % Q
        length <<= 1
    return [value * 8347681 % Q for value in w]


def _unpacked(data: bytes, bits: int) -> list[int]:
    number, mask = int.from_bytes(data, "little"), (1 << bits) - 1
    return [number >> bits * at & mask for at in range(256)]


def _matrix_entry(seed: bytes) -> list[int]:
    stream, found = hashlib.shake_128(seed).digest(1680), []
    for at in range(0, len(stream), 3):
        value = int.from_bytes(stream[at : at + 3], "little") & 0x7FFFFF
        if value < Q:
            found.append(value)
    return found[:256]


@lru_cache(maxsize=16)
def _ml_dsa_key(key: bytes) -> tuple[list[list[list[int]]], list[list[int]], bytes]:
    """The matrix, t1 times 2^13 (both transformed) and the hash of the key: what every signature of it needs."""
    matrix = [[_matrix_entry(key[:32] + bytes([s, r])) for s in range(4)] for r in range(4)]
    rows = [key[32 + 320 * at : 352 + 320 * at] for at in range(4)]
    shifted = [_ntt([value << 13 for value in _unpacked(row, 10)]) for row in rows]
    return matrix, shifted, hashlib.shake_256(key).digest(64)


def _challenge(seed: bytes) -> list[int]:
    stream = hashlib.shake_256(seed).digest(1024)
    signs, at, c = int.from_bytes(stream[:8], "little"), 8, [0] * 256
    for i in range(256 - TAU, 256):
        while stream[at] > i:
            at += 1
        j, at = stream[at], at + 1
        c[i] = c[j]
        c[j] = -1 if signs >> (i + TAU - 256) & 1 else 1
    return c


def _hints(data: bytes) -> list[set[int]] | None:
    found, start = [], 0
    for end in data[OMEGA:]:
        part = list(data[start:end])
        if end < start or end > OMEGA or part != sorted(set(part)):
            return None
        found.append(set(part))
        start = end
    return None if any(data[start:OMEGA]) else found


def _high(value: int, hint: bool) -> int:
    low = value % (2 * GAMMA2)
    low -= 2 * GAMMA2 if low > GAMMA2 else 0
    high = (value - low) // (2 * GAMMA2)
    if value - low == Q - 1:
        high, low = 0, low - 1
    if hint:
        high += 1 if low > 0 else -1
    return high % 44


def ml_dsa_44_verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is the key's signature with an empty context (FIPS 204, algorithms 3 and 8)."""
    if len(key) != 1312 or len(signature) != 2420:
        return False
    seed, hints = signature[:32], _hints(signature[2336:])
    packed = [signature[32 + 576 * at : 608 + 576 * at] for at in range(4)]
    z = [[GAMMA1 - value for value in _unpacked(part, 18)] for part in packed]
    if hints is None or any(abs(value) >= GAMMA1 - BETA for part in z for value in part):
        return False
    matrix, shifted, key_hash = _ml_dsa_key(key)
    mu = hashlib.shake_256(key_hash + b"\x00\x00" + message).digest(64)
    c, turned = _ntt(_challenge(seed)), [_ntt(part) for part in z]
    out = b""
    for row, t1, hint in zip(matrix, shifted, hints, strict=True):
        w = [
            a * p + b * q + d * r + e * s - cc * t
            for a, b, d, e, p, q, r, s, cc, t in zip(*row, *turned, c, t1, strict=True)
        ]
        number = 0
        for at, value in enumerate(_back([part % Q for part in w])):
            number |= _high(value, at in hint) << 6 * at
        out += number.to_bytes(192, "little")
    return hashlib.shake_256(mu + out).digest(32) == seed


# --- Notes, keys, words: C2SP signed-note, tlog-checkpoint, tlog-cosignature ------------------------------------


class Unreadable(Exception):
    """A file, note or key that is not as docs/log-format.md describes it."""


ED25519, ED25519_TIMED, ML_DSA_44 = 1, 4, 6
KEY_SIZES = {ED25519: 32, ED25519_TIMED: 32, ML_DSA_44: 1312}
SIGNATURE_SIZES = {ED25519: 64, ED25519_TIMED: 72, ML_DSA_44: 2428}


def unbase64(text: str) -> bytes:
    """The bytes, or Unreadable."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("base64") from error
    if base64.b64encode(data).decode() != text:
        raise Unreadable("base64 with something in the bits that nothing reads")
    return data


@dataclass(frozen=True)
class Key:
    """A public key with a name."""

    name: str
    kind: int
    material: bytes

    @classmethod
    def read(cls, line: str) -> Key:
        """From "name+id+base64"."""
        parts = line.strip().split("+", 2)
        material = unbase64(parts[2]) if len(parts) == 3 else b""
        if not material or KEY_SIZES.get(material[0]) != len(material) - 1:
            raise Unreadable(f"key {line[:40]}")
        key = cls(parts[0], material[0], material[1:])
        if key.id.hex() != parts[1]:
            raise Unreadable(f"key {line[:40]}")
        return key

    @property
    def id(self) -> bytes:
        """Four bytes that mark its signatures."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.material).digest()[:4]


@dataclass(frozen=True)
class Note:
    """A checkpoint with the signatures under it. Kept without a note: `root` may be only its first 18 bytes."""

    origin: str
    size: int | None
    root: bytes
    signatures: tuple[tuple[str, bytes, bytes], ...] = ()

    @classmethod
    def read(cls, text: str) -> Note:
        """From the text of a signed note."""
        body, gap, below = text.rpartition("\n\n")
        lines = body.split("\n")
        if not gap or len(lines) != 3 or not lines[0] or not re.fullmatch(r"0|[1-9][0-9]{0,17}", lines[1]):
            raise Unreadable("checkpoint")
        root, signed = unbase64(lines[2]), re.fullmatch(r"(?:\u2014 [^ \n]+ [^ \n]+\n){1,32}", below)
        if len(root) != 32 or base64.b64encode(root).decode() != lines[2] or not signed:
            raise Unreadable("checkpoint")
        found = []
        for line in below.split("\n")[:-1]:
            _dash, name, coded = line.split(" ")
            data = unbase64(coded)
            if base64.b64encode(data).decode() != coded:
                raise Unreadable("checkpoint")
            found.append((name, data[:4], data[4:]))
        return cls(lines[0], int(lines[1]), root, tuple(found))

    def verified_by(self, key: Key) -> bool | None:
        """True: signed by the key; False: a false signature in its name; None: not signed by it."""
        good = None
        for name, key_id, data in self.signatures:
            if (name, key_id) == (key.name, key.id):
                if not verifies(key, self, data):
                    return False
                good = True
        return good

    def stamps(self) -> list[bytes]:
        """The time stamps (RFC 3161) that stand under it, each a whole answer in DER."""
        return [data for name, mark, data in self.signatures if mark == stamp_mark(name)]

    def body(self) -> bytes:
        """The three lines that are signed and stamped."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n".encode()

    def times(self, keys: Iterable[Key]) -> list[int]:
        """When these keys say to have signed, in seconds since 1970."""
        timed = {(key.name, key.id) for key in keys if key.kind != ED25519}
        return [int.from_bytes(data[:8], "big") for name, key_id, data in self.signatures if (name, key_id) in timed]


def verifies(key: Key, note: Note, data: bytes) -> bool:
    """Whether `data` is the key's signature under this note."""
    body = note.body()
    if len(data) != SIGNATURE_SIZES[key.kind]:
        return False
    if key.kind == ED25519:
        return _ed25519(key.material, body, data)
    seconds = int.from_bytes(data[:8], "big")
    if key.kind == ED25519_TIMED:
        return _ed25519(key.material, f"cosignature/v1\ntime {seconds}\n".encode() + body, data[8:])
    name, origin = key.name.encode(), note.origin.encode()
    message = b"subtree/v1\n\x00" + bytes([len(name)]) + name + data[:8] + bytes([len(origin)]) + origin
    return _ml_dsa(key.material, message + bytes(8) + (note.size or 0).to_bytes(8, "big") + note.root, data[8:])


def _ed25519(key: bytes, message: bytes, signature: bytes) -> bool:
    """By the `cryptography` package where it is installed (faster), else by the code above."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return ed25519_verifies(key, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _ml_dsa(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey
    except ImportError:
        return ml_dsa_44_verifies(key, message, signature)
    try:
        MLDSA44PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


FIRST = (
    "appel beuken berg bloemen boeren boter brood dauw dijk dorps duin eiken fiets gras haven heide "
    "herfst honing hooi hout kaas kamer kastanje keuken klaver koren kruiden lente linde maan markt melk "
    "molen morgen noten oever olie park peren polder regen riet rozen schapen sneeuw speel stads sterren "
    "storm strand thee tuin vis vlinder vogel water weide wilgen wind winter zand zilver zomer zonne"
).split()
SECOND = (
    "bank bel boek boot bord bril brug dak deken deur doos emmer feest fluit gang hek "
    "hoed huis jas kaart kar kist klok koek kom kraam kruik lade lamp lepel lied mand "
    "mantel muts muur paal pad plein poort pot raam ring rok schuur slee sleutel soep stoel "
    "straat tafel tas toren touw trap trein trommel vaas vlag wagen weg wiel wolk zak zolder"
).split()


def words_of(root: bytes) -> list[str]:
    """The twelve words of a root."""
    number = int.from_bytes(root[:18], "big")
    pieces = [number >> shift & 0xFFF for shift in range(132, -1, -12)]
    return [FIRST[piece >> 6] + SECOND[piece & 63] for piece in pieces]


def bytes_of(typed: str) -> bytes:
    """The first 18 bytes of the root with these twelve words, or Unreadable."""
    values = {a + b: i << 6 | j for i, a in enumerate(FIRST) for j, b in enumerate(SECOND)}
    found, number = typed.lower().replace(",", " ").split(), 0
    for word in found:
        if word not in values:
            raise Unreadable(f"word {word}")
        number = number << 12 | values[word]
    if len(found) != 12:
        raise Unreadable("twelve words")
    return number.to_bytes(18, "big")


# --- What can be wrong ------------------------------------------------------------------------------------------

SENTENCES = {
    "file": ("het bestand is geen heel logboek", "the file is not a whole log"),
    "line": ("regel {where} is beschadigd of anders geschreven", "line {where} is damaged or written otherwise"),
    "order": ("op plaats {where} staat een andere regel", "another entry stands in place {where}"),
    "foreign": ("regel {where} hoort bij een ander logboek", "entry {where} belongs to another log"),
    "time": ("regel {where} is geantedateerd", "entry {where} is backdated"),
    "twice": ("regel {where} staat er twee keer", "entry {where} stands there twice"),
    "erasure": ("regel {where} wist iets dat er niet is", "entry {where} erases what is not there"),
    "root": ("de stempel bij {where} regels past niet op deze regels", "the checkpoint at {where} does not fit"),
    "signature": ("de stempel bij {where} regels is niet echt", "the checkpoint at {where} is not genuine"),
    "kept": ("het logboek is anders dan uw bewaarde stempel bij {where}", "not the log you kept at {where}"),
    "short": ("het logboek is korter dan uw bewaarde stempel ({where})", "shorter than you kept ({where})"),
    "unsealed": ("de laatste regels hebben geen stempel", "the last entries are under no checkpoint"),
    "proof": ("het bewijs leidt niet naar de stempel", "the proof does not lead to the checkpoint"),
    "keys": ("de kop noemt andere sleutels dan het logboek", "the head names other keys than the log"),
    "moved": (
        "regel {where}: andere sleutels, zonder toestemming van twee sleutels",
        "entry {where}: the keys changed without two keys' consent",
    ),
    "witness": ("een handtekening van getuige {where} is niet echt", "a signature of witness {where} is not genuine"),
    "policy": ("te weinig getuigen zagen dit logboek: {where}", "too few witnesses saw this log: {where}"),
    "stamp": ("de tijdstempel bij {where} regels past niet", "the time stamp at {where} does not fit"),
    "split": (
        "twee bewaarde stempels bij {where} regels zijn verschillend: iemand zag een ander logboek",
        "two kept checkpoints at {where} differ: somebody was shown another log",
    ),
    "unsigned": ("niet getekend met de sleutel die u gaf", "not signed by the key you gave"),
}


RULES = {
    "share": ("bewoners hebben minder dan hun deel van de zetels", "residents hold less than their share of the seats"),
    "votes": (
        "bewoners hebben minder dan hun deel van de stemmen",
        "residents hold less than their share of the votes",
    ),
    "chair": ("iemand anders dan bewoners of de onafhankelijke organisatie zit voor", "an institution chairs"),
    "chairs": ("er is meer dan één voorzitter", "there is more than one chair"),
    "no-resident": ("er zit geen bewoner meer aan tafel", "no resident is left at the table"),
    "no-independent": ("de onafhankelijke organisatie heeft geen zetel meer", "the independent seat is gone"),
    "unproposed": ("besloten zonder voorstel", "decided without a proposal"),
    "settled": ("besloten over iets dat al afgehandeld was", "decided on what was settled already"),
    "late": ("besloten na de laatste dag van het voorstel", "decided after the last day of the proposal"),
    "long": ("het voorstel had meer dagen dan mag", "the proposal had more days than are allowed"),
    "alone": ("één sleutel besliste, waar er twee nodig zijn", "one key decided where two are needed"),
    "same-side": ("dezelfde kant draaide beide sleutels om", "the same side turned both keys"),
    "no-key": ("een kant zonder sleutel stelde voor of bevestigde", "a side without a key proposed or confirmed"),
    "charter": ("de regels van de tafel geven bewoners minder dan de helft", "the charter gives residents too little"),
}
SENTENCES |= {
    f"rule-{code}": (f"REGEL GEBROKEN bij regel {{where}}: {dutch}", f"RULE BROKEN at entry {{where}}: {english}")
    for code, (dutch, english) in RULES.items()
}


@dataclass
class Report:
    """What was found: `problems` as (code, where), and what the log is."""

    origin: str = ""
    size: int = 0
    root: bytes = b""
    compared: int = 0
    checkpoints: int = 0
    stamped: int = 0
    decided: int = 0
    seen: list[tuple[str, int]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def add(self, code: str, where: object = "") -> None:
        """Note a problem."""
        self.problems.append((code, str(where)))

    def exit_code(self) -> int:
        """0, 1 or 3."""
        return 1 if self.problems else 0 if self.compared else 3


# --- Time stamps: RFC 3161, what they speak of; whether their signature is good, `manage stamp --check` says ---


def stamp_mark(name: str) -> bytes:
    """The four bytes that mark a line under a checkpoint as a time stamp."""
    return hashlib.sha256(name.encode() + b"\n\xffstoep/rfc3161").digest()[:4]


def _der(data: bytes) -> list[tuple[int, bytes]]:
    """The parts of a DER value: tag and content of each; Unreadable when it is none."""
    found, at = [], 0
    while at < len(data):
        if len(data) < at + 2:
            raise Unreadable("DER")
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length, at = int.from_bytes(data[at : at + count], "big"), at + count
        if at + length > len(data) or len(found) > 100:
            raise Unreadable("DER")
        found.append((tag, data[at : at + length]))
        at += length
    return found


def stamped(answer: bytes) -> tuple[bytes, str]:
    """The hash that a time stamp speaks of, and its time as it stands there (YYYYMMDDHHMMSSZ); else Unreadable."""
    try:
        _status, (_tag, token) = _der(_der(answer)[0][1])
        (_oid, (_tag, wrapped)) = _der(token)
        content = _der(_der(wrapped)[0][1])[2][1]
        info = _der(_der(_der(_der(content)[1][1])[0][1])[0][1])
        return _der(info[2][1])[1][1], info[4][1].decode("ascii")
    except (IndexError, ValueError, TypeError) as error:
        raise Unreadable("DER") from error


# --- The rules of the table: docs/log-format.md, section 9 ------------------------------------------------------

LEADING = ("resident", "independent")
WATCH = {"record.witness", "record.end_witness", "record.policy"}
AGENDA = {"agenda.order", "agenda.merge", "agenda.adopt", "agenda.close"}
# Acts of two keys about one subject: what proposes, what turns the other key, and what takes the proposal back.
PROPOSE = {"agenda.propose": "", "conflicts.propose_hiding": "hide", "conflicts.propose_closing": "close"}
TURN = {"conflicts.hide": "hide", "conflicts.close": "close"}
TAKE_BACK = {"agenda.withdraw_proposal": "", "conflicts.withdraw_hiding": "hide", "conflicts.withdraw_closing": "close"}


@dataclass
class Proposal:
    """What waits for the other key."""

    kind: str
    side: str
    seat: Any
    expires_on: str
    alone: bool
    held: bool  # the independent organisation held a key already
    settled: bool = False


def missing(votes: list[tuple[str, int]], share: int) -> int:
    """How many more seats or votes residents need to hold `share` per cent; 0 when they do."""
    total = sum(weight for _side, weight in votes)
    theirs = sum(weight for side, weight in votes if side == "resident")
    if not total:
        return 1
    if share >= 100:
        return total - theirs and total
    return max(0, -(-(share * total - 100 * theirs) // (100 - share)))


class Table:
    """Replays what the acts of the table say, and calls `broken(rule, index)` for each that ought not to be.

    A log of before a fact was written has other rules there: what it does not say is not held against it.
    """

    def __init__(self, broken: Callable[[str, int], None]) -> None:
        self.broken = broken
        self.share, self.key_days, self.two_keys = 51, 14, False
        self.seats: dict[str, dict[str, Any]] = {}
        self.proposals: dict[tuple[str, Any], Proposal] = {}
        self.before, self.chairs, self.moved_sides = (0, 0), set[str](), False
        self.independent = False  # whether it had a seat before this change
        self.decided = 0
        self.hosts: list[tuple[str, list[str]]] = []
        self.loose: dict[Any, int] = {}  # what a change did, before anybody is seen to confirm it
        self.founded = False

    def entry(self, index: int, entry: dict[str, Any]) -> None:
        """One entry, in its turn."""
        act, facts = entry["act"], entry["facts"]
        if not isinstance(facts, dict) or "tried" in facts:
            return
        if act.startswith("network.") or act in WATCH:
            self._of_a_change(index, act, facts)
            self._network(index, entry, facts)
        elif act in AGENDA:
            self._agenda(index, entry, facts)
        elif act in PROPOSE:
            self._waits((PROPOSE[act], entry["subject"]), entry, facts)
        elif act in TURN:
            self._by_two(index, (TURN[act], entry["subject"]), entry, "")
        elif act in TAKE_BACK:
            self._settle((TAKE_BACK[act], entry["subject"]))

    def _of_a_change(self, index: int, act: str, facts: dict[str, Any]) -> None:
        """What a change does stands before its confirmation; who watches the log is never changed without one."""
        if act in ("network.propose", "network.confirm", "network.drop"):
            return
        if "change" in facts:
            self.loose.setdefault(facts["change"], index)
        elif self.founded and act in WATCH:
            self.broken("unproposed", index)

    def finish(self) -> None:
        """At the end: what nobody confirmed ought not to have been done."""
        for index in self.loose.values():
            self.broken("unproposed", index)

    def _network(self, index: int, entry: dict[str, Any], facts: dict[str, Any]) -> None:
        act = entry["act"]
        self.founded = self.founded or act == "network.found"
        if act in ("network.found", "network.charter"):
            self.share = facts.get("residents_share", self.share)
            self._charter(index, facts.get("charter_rules"))
        elif act == "network.two_keys":
            self.two_keys = True
        elif entry["subject"].startswith("seat:"):
            self._seat(index, entry, facts)
        elif act == "network.propose":
            self._waits(("network", facts.get("change")), entry, facts)
            self._days(index, entry, facts)
        elif act == "network.drop":
            self._settle(("network", facts.get("change")))
        elif act == "network.confirm":
            self._confirm(index, entry, facts)

    def _charter(self, index: int, rules: Any) -> None:
        if not isinstance(rules, dict):
            return
        self.key_days = rules.get("key_days", self.key_days)
        weights, seats = rules.get("weights", {}), rules.get("seats", {})
        share = rules.get("residents_share", self.share)
        foreseen = [(side, count) for side, count in seats.items()]
        votes = [(side, count * weights.get(side, 1)) for side, count in seats.items()]
        if not 51 <= share <= 100 or missing(foreseen, share) or missing(votes, share):
            self.broken("charter", index)

    def _seat(self, index: int, entry: dict[str, Any], facts: dict[str, Any]) -> None:
        if "since_on" not in facts:
            return
        name, known = entry["subject"], self.seats.get(entry["subject"])
        runs = known and not known.get("until_on") and not facts.get("until_on")
        if runs and _counts(known or {}) != _counts(facts):
            self.moved_sides = True
        self.seats[name] = facts
        if "change" in facts:
            return
        if self.founded and entry["act"] == "network.seat" and self._came_by_itself(known, facts):
            self.broken("unproposed", index)
        if entry["act"] == "network.lay_down":
            self._look(index, laid_down=True)
        self._remember()

    def _came_by_itself(self, known: dict[str, Any] | None, facts: dict[str, Any]) -> bool:
        """Whether a seat was given or changed without any change of the table: only the founder's own begins so."""
        if known is None:
            return len(self.seats) > 1
        return any(
            known.get(name, facts.get(name)) != facts.get(name) for name in ("side", "chair", "weight", "until_on")
        )

    def _running(self) -> list[dict[str, Any]]:
        return [seat for seat in self.seats.values() if not seat.get("until_on")]

    def _balance(self) -> tuple[int, int]:
        votes = [(_counts(seat), seat.get("weight", 1)) for seat in self._running()]
        return missing([(side, 1) for side, _weight in votes], self.share), missing(votes, self.share)

    def _remember(self) -> None:
        """How the table stands before the next change."""
        self.before, self.moved_sides = self._balance(), False
        self.independent = any(seat.get("side") == "independent" for seat in self._running())
        self.chairs = {name for name, seat in self.seats.items() if seat.get("chair") and not seat.get("until_on")}

    def _look(self, index: int, *, laid_down: bool = False) -> None:
        """The table as it stands after a change, beside how it stood before.

        A successor of the independent organisation who never said yes may lay the seat down; a change never ends it.
        """
        seats, now = self._running(), self._balance()
        nearer = now[0] <= self.before[0] and now[1] <= self.before[1] and now != self.before
        if any(now) and not (any(self.before) and nearer) and not self.moved_sides:
            self.broken("share" if now[0] else "votes", index)
        chairs = {name for name, seat in self.seats.items() if seat.get("chair") and not seat.get("until_on")}
        # Who took a job elsewhere while chairing is replaced by the next change; nobody becomes chair like that.
        if any(_counts(self.seats[name]) not in LEADING for name in chairs - self.chairs):
            self.broken("chair", index)
        if len(chairs) > 1:
            self.broken("chairs", index)
        if not any(_counts(seat) == "resident" for seat in seats) and not self.moved_sides:
            self.broken("no-resident", index)
        independent = any(seat.get("side") == "independent" for seat in seats)
        if self.two_keys and self.independent and not independent and not laid_down:
            self.broken("no-independent", index)

    def _waits(self, name: tuple[str, Any], entry: dict[str, Any], facts: dict[str, Any]) -> None:
        side = facts.get("key", entry["by"].get("side"))
        expires = facts.get("expires_on") or ""
        held = self.two_keys or any(
            _counts(seat) == "independent" and seat.get("works_there") for seat in self._running()
        )
        own = side if side == entry["by"].get("side") else ""
        alone = bool(facts.get("alone"))
        self.proposals[name] = Proposal(facts.get("kind", ""), own, facts.get("proposed_by_seat"), expires, alone, held)

    def _days(self, index: int, entry: dict[str, Any], facts: dict[str, Any]) -> None:
        """A day of the wijk may be the next one in UTC."""
        expires = facts.get("expires_on")
        try:
            last = date.fromisoformat(entry["at"][:10]) + timedelta(days=min(self.key_days, 14) + 1)
            if expires and date.fromisoformat(expires) > last:
                self.broken("long", index)
        except (TypeError, ValueError):
            self.broken("long", index)

    def _settle(self, name: tuple[str, Any]) -> None:
        if name in self.proposals:
            self.proposals[name].settled = True

    def _turned(self, index: int, name: tuple[str, Any], entry: dict[str, Any], kind: str) -> Proposal | None:
        """The proposal to which the other key was turned just now; None when that was not in order."""
        found, fault = self.proposals.get(name), ""
        self.decided += 1
        if found is None or (found.kind and found.kind != kind):
            fault = "unproposed"
        elif found.settled:
            fault = "settled"
        elif found.expires_on and entry["at"][:10] > found.expires_on:
            fault = "late"
        elif found.side not in LEADING or entry["by"].get("side") not in LEADING:
            fault = "no-key"
        self._settle(name)
        if fault:
            self.broken(fault, index)
        return None if fault else found

    def _agenda(self, index: int, entry: dict[str, Any], facts: dict[str, Any]) -> None:
        name = ("", f"decision:{facts.get('decision')}")
        if "keys" not in facts:
            # What went along with a merge stands before the entry that tells of both keys.
            self.loose.setdefault(name, index)
            return
        self.loose.pop(name, None)
        self._by_two(index, name, entry, entry["act"].partition(".")[2])

    def _by_two(self, index: int, name: tuple[str, Any], entry: dict[str, Any], kind: str) -> None:
        found = self._turned(index, name, entry, kind)
        if found and found.side == entry["by"].get("side"):
            self.broken("same-side", index)

    def _confirm(self, index: int, entry: dict[str, Any], facts: dict[str, Any]) -> None:
        found = self._turned(index, ("network", facts.get("change")), entry, facts.get("kind", ""))
        by_two = found is not None and self._keys(index, found, entry, facts)
        self.loose.pop(facts.get("change"), None)
        if facts.get("succession") and not any(
            seat.get("change") == facts.get("change") and seat.get("side") == "independent" for seat in self._running()
        ):
            self.broken("same-side", index)
        self.share = facts.get("residents_share", self.share)
        self._look(index)
        self._remember()
        if by_two and facts.get("kind") == "move-host" and isinstance(facts.get("log_keys"), list):
            self.hosts.append((entry["at"], facts["log_keys"]))

    def _keys(self, index: int, found: Proposal, entry: dict[str, Any], facts: dict[str, Any]) -> bool:
        """Whether two sides turned the keys; alone only as long as the independent organisation has none."""
        side, seat = entry["by"].get("side"), facts.get("confirmed_by_seat")
        if facts.get("alone") or found.alone:
            if found.held or not facts.get("alone") or side != "resident":
                self.broken("alone", index)
            return False
        same = found.side == side and not (facts.get("succession") and side == "resident")
        if same or (seat is not None and seat == found.seat) or facts.get("key", side) != side:
            self.broken("same-side", index)
            return False
        return found.side != side

    def agreed(self, at: str, keys: list[str]) -> bool:
        """Whether two keys agreed to a move to a server with these keys, before it or at most 90 days after."""
        last = (date.fromisoformat(at[:10]) + timedelta(days=CONSENT_DAYS)).isoformat()
        return any(sorted(asked) == sorted(keys) and when[:10] <= last for when, asked in self.hosts)


CONSENT_DAYS = 90


def _counts(seat: dict[str, Any]) -> str:
    return str(seat.get("counts_as") or seat.get("side"))


# --- The export -------------------------------------------------------------------------------------------------

TIME = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z")
LEAF_KEYS = {"act", "at", "by", "facts", "index", "log", "personal", "subject"}
HEADER_KEYS = {"checkpoints", "keys", "log", "size", "stoep-log"}
CHECKPOINT = b'{"checkpoint":'


def _no_float(text: str) -> Any:
    raise ValueError(text)


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [_sorted(part) for part in value] if isinstance(value, list) else value


def read_line(line: bytes) -> dict[str, Any]:
    """The object on a line that is written in the one right way (RFC 8785), or Unreadable."""
    try:
        found = json.loads(line.decode(), parse_float=_no_float, parse_constant=_no_float)
        again = json.dumps(_sorted(found), ensure_ascii=False, separators=(",", ":")).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable("line") from error
    if again + b"\n" != line or not isinstance(found, dict):
        raise Unreadable("line")
    return found


class Export:
    """Checks an export line by line. `lines` is gone through twice: first for its checkpoints, then for the rest."""

    def __init__(
        self,
        lines: Iterable[bytes],
        kept: Iterable[Note] = (),
        keys: Iterable[Key] = (),
        *,
        witnesses: Iterable[Key] = (),
        policy: int = 0,
    ) -> None:
        self.lines, self.kept, self.given = lines, list(kept), list(keys)
        self.witnesses, self.policy = list(witnesses), policy
        self.history: Any = None
        self.report, self.tree = Report(), Growing()
        self.keys: list[Key] = []
        self.notes: list[Note] = []
        self.roots: dict[int, bytes] = {}
        self.prefixes: dict[bytes, int] = {}
        self.last = ""
        self.times: dict[int, str] = {}
        self.personal: dict[int, set[str]] = {}
        self.seen: set[bytes] = set()
        self.table = Table(lambda rule, index: self.report.add(f"rule-{rule}", index))
        self.changes: list[tuple[int, str, str, list[Key]]] = []
        self.parties: dict[bytes, tuple[str, str]] = {}

    def check(self) -> Report:
        """Everything there is to check."""
        try:
            header = self._header()
            self._read_notes()
        except Unreadable as error:
            self.report.add("file", error)
            return self.report
        wanted = {note.size for note in (*self.notes, *self.kept)}
        prefixes = {note.root for note in self.kept if note.size is None}
        for line in self._entry_lines():
            self._entry(line)
            if self.tree.size in wanted:
                self.roots[self.tree.size] = self.tree.root()
            if prefixes and (start := self.tree.root()[:18]) in prefixes:
                self.prefixes[start] = self.tree.size
        self.report.size, self.report.root = self.tree.size, self.tree.root()
        if (header["size"], header["checkpoints"]) != (self.tree.size, len(self.notes)):
            self.report.add("file")
        if self.tree.size and (not self.notes or self.notes[-1].size != self.tree.size):
            self.report.add("unsealed")
        self._check_notes()
        self._check_moves()
        self._check_kept()
        self._check_witnesses()
        self.table.finish()
        self.report.decided = self.table.decided
        return self.report

    def _header(self) -> dict[str, Any]:
        header = read_line(next(iter(self.lines), b""))
        self.history = header.pop("history", None)
        if set(header) != HEADER_KEYS or header["stoep-log"] != 1 or not isinstance(header["log"], str):
            raise Unreadable("header")
        self.report.origin = header["log"]
        lines = header["keys"] if isinstance(header["keys"], list) else []
        self.keys = [Key.read(str(line)) for line in lines]
        if not {key.kind for key in self.keys} >= {ED25519, ML_DSA_44}:
            raise Unreadable("keys")
        if any(key.name != header["log"] for key in self.keys):
            raise Unreadable("keys")
        return header

    def _read_notes(self) -> None:
        for line in self.lines:
            if line.startswith(CHECKPOINT):
                found = read_line(line)
                if set(found) != {"checkpoint"}:
                    raise Unreadable("checkpoint")
                self.notes.append(Note.read(str(found["checkpoint"])))
        sizes = [note.size for note in self.notes]
        if sizes != sorted(set(sizes), key=lambda size: size or 0):
            raise Unreadable("checkpoints")

    def _entry_lines(self) -> Iterator[bytes]:
        below = False
        for number, line in enumerate(self.lines):
            if line.startswith(CHECKPOINT):
                below = True
            elif number:
                if below:
                    self.report.add("line", number)
                yield line

    def _entry(self, line: bytes) -> None:
        index = self.tree.size
        leaf = leaf_hash(line.removesuffix(b"\n"))
        if leaf in self.seen:
            self.report.add("twice", index)
        self.seen.add(leaf)
        self.tree.append(leaf)
        try:
            entry = read_line(line)
            if set(entry) != LEAF_KEYS or not TIME.fullmatch(str(entry["at"])) or type(entry["personal"]) is not dict:
                raise Unreadable("entry")
        except Unreadable:
            self.report.add("line", index)
            return
        self._compare(entry, index)

    def _compare(self, entry: dict[str, Any], index: int) -> None:
        if entry["index"] != index:
            self.report.add("order", index)
        if entry["log"] != self.report.origin:
            self.report.add("foreign", index)
        if entry["at"] < self.last:
            self.report.add("time", index)
        self.last = self.times[index] = entry["at"]
        if entry["personal"]:
            self.personal[index] = set(entry["personal"])
        if entry["act"] == "record.erase" and not self._erases(entry["facts"]):
            self.report.add("erasure", index)
        if entry["act"].startswith("record."):
            self._of_the_log(entry, index)
        try:
            self.table.entry(index, entry)
        except (AttributeError, KeyError, TypeError, ValueError):
            self.report.add("line", index)

    def _of_the_log(self, entry: dict[str, Any], index: int) -> None:
        """Which keys sign from here on, and which witnesses the table let in."""
        act, facts = entry["act"], entry["facts"]
        try:
            if act in ("record.renew_key", "record.take_over"):
                self.changes.append((index + 1, act, entry["at"], [Key.read(line) for line in facts["keys"]]))
            elif act == "record.witness":
                self.parties[Key.read(facts["key"]).material] = (facts["called"], facts["party"])
        except (AttributeError, KeyError, TypeError, Unreadable):
            self.report.add("line", index)

    def _erases(self, facts: Any) -> bool:
        try:
            return all(set(told["fields"]) <= self.personal.get(told["index"], set()) for told in facts["erased"])
        except (KeyError, TypeError):
            return False

    def _periods(self) -> list[tuple[int, str, list[Key]]]:
        """From which size which keys sign: the first ones, and those that an entry brought. Notes a wrong head."""
        brought = {key for _size, _act, _at, keys in self.changes for key in keys}
        first = [key for key in self.keys if key not in brought]
        periods = [(0, "first", first)] + [
            (size, "renewed" if act == "record.renew_key" else "moved", keys) for size, act, _at, keys in self.changes
        ]
        told = [{"from": size, "keys": [key.id.hex() for key in keys], "why": why} for size, why, keys in periods]
        listed = list(dict.fromkeys(key for _size, _why, keys in periods for key in keys))
        pairs = all(sorted(key.kind for key in keys) == [ED25519, ML_DSA_44] for _size, _why, keys in periods)
        if not pairs or self.keys != listed or self.history != (told if len(periods) > 1 else None):
            self.report.add("keys")
        return periods

    def _check_notes(self) -> None:
        self.report.checkpoints, periods = len(self.notes), self._periods()
        for note in self.notes:
            size = note.size or 0
            if note.origin != self.report.origin or self.roots.get(size) != note.root:
                self.report.add("root", size)
                continue
            at = max(index for index, (start, _why, _keys) in enumerate(periods) if start <= size)
            # At a renewal the old keys sign along; from the next checkpoint on only the new ones do.
            both = periods[at][1] == "renewed" and periods[at][0] == size
            signing = periods[at - 1 : at + 1] if both else periods[at : at + 1]
            if not all(_sign(note, keys) for _start, _why, keys in signing) or self._falsely(note):
                self.report.add("signature", size)
            elif self.given and not any(note.verified_by(key) for key in self.given):
                self.report.add("unsigned")
            self._check_times(note)
            self._check_stamps(note)

    def _falsely(self, note: Note) -> bool:
        return any(note.verified_by(key) is False for key in self.keys)

    def _check_stamps(self, note: Note) -> None:
        """A time stamp speaks of this very checkpoint, and of a time after what stands under it."""
        for answer in note.stamps():
            try:
                hashed, when = stamped(answer)
                at = f"{when[:4]}-{when[4:6]}-{when[6:8]}T{when[8:10]}:{when[10:12]}:{when[12:14]}"
                body = note.body()
                good = hashed in (hashlib.sha512(body).digest(), hashlib.sha256(body).digest())
            except Unreadable:
                good, at = False, ""
            if not good or self.times.get((note.size or 0) - 1, "")[:19] > at:
                self.report.add("stamp", note.size)
            self.report.stamped += good

    def _check_moves(self) -> None:
        """Another server signs only with the consent of two keys, before it or within ninety days."""
        for size, act, at, keys in self.changes:
            if act != "record.take_over" or self.table.agreed(at, [_line(key) for key in keys]):
                continue
            until = date.fromisoformat(at[:10]) + timedelta(days=CONSENT_DAYS)
            if self.last[:10] > until.isoformat():
                self.report.add("moved", size - 1)
            else:
                self.report.notices.append(
                    f"LET OP: vanaf regel {size - 1} ondertekent een andere server. Twee sleutels bevestigden dat nog "
                    f"niet; dat kan tot {until}. / NOTE: another server signs from entry {size - 1} on; the two keys "
                    f"have not consented yet, and can until {until}."
                )

    def _check_witnesses(self) -> None:
        """How far each witness saw this log: by the keys that you kept, else by those that the log names."""
        keys = {key.material: key for key in self.witnesses}
        sizes: dict[bytes, int] = {}
        for material, key in keys.items():
            for note in self.notes:
                verdict = note.verified_by(key)
                if verdict is False:
                    self.report.add("witness", key.name)
                elif verdict and self.roots.get(note.size or 0) == note.root:
                    sizes[material] = note.size or 0
        self.report.seen = sorted(
            ((self.parties.get(material, (keys[material].name, ""))[0], size) for material, size in sizes.items()),
            key=lambda each: -each[1],
        )
        self.report.compared += len(sizes)
        if self.policy:
            self._check_policy(sizes)

    def _check_policy(self, sizes: dict[bytes, int]) -> None:
        """Enough witnesses, and never the municipality alone, not even with whoever runs the server."""
        order = sorted(sizes, key=lambda material: -sizes[material])
        others = [material for material in order if self.parties.get(material, ("", ""))[1] != "municipality"]
        if len(order) < self.policy or not others:
            self.report.add("policy", f"{len(order)} < {self.policy}" if others else "gemeente")
            return
        covered = min(sizes[order[self.policy - 1]], sizes[others[0]])
        self.report.notices.append(
            f"Getuigen: tot {covered} regels gezien door genoeg getuigen ({self.policy}). / Witnesses: enough of them "
            f"saw the first {covered} entries."
        )

    def _check_times(self, note: Note) -> None:
        """What stands under a checkpoint was before it, and what came later is not dated before it."""
        for seconds in note.times([*self.keys, *self.given]):
            try:
                written = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
            except (OverflowError, OSError, ValueError):
                self.report.add("signature", note.size)
                continue
            size = note.size or 0
            if self.times.get(size - 1, "")[:19] > written:
                self.report.add("time", size - 1)
            if size in self.times and self.times[size][:19] < written:
                self.report.add("time", size)

    def _check_kept(self) -> None:
        for note in self.kept:
            if note.size is None:
                if note.root not in self.prefixes:
                    self.report.add("kept", " ".join(words_of(note.root)[:2]) + " …")
            elif note.size > self.tree.size:
                self.report.add("short", note.size)
            elif self.roots.get(note.size) != note.root or note.origin not in ("", self.report.origin):
                self.report.add("kept", note.size)
            elif note.signatures:
                self._check_times(note)
            self.report.compared += 1


def _sign(note: Note, keys: list[Key]) -> bool:
    """Whether each of these keys signed it, and there are any."""
    return bool(keys) and all(note.verified_by(key) for key in keys)


def _line(key: Key) -> str:
    return f"{key.name}+{key.id.hex()}+{base64.b64encode(bytes([key.kind]) + key.material).decode()}"


# --- One proof --------------------------------------------------------------------------------------------------


def check_proof(
    text: str, kept: Iterable[Note] = (), keys: Iterable[Key] = (), witnesses: Iterable[Key] = (), policy: int = 0
) -> tuple[Report, bytes]:
    """A .tlog-proof file (C2SP tlog-proof): what was found, and the entry that it proves."""
    report, keys = Report(), list(keys)
    head, gap, note_text = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or len(lines) < 3 or lines[0] != "c2sp.org/tlog-proof@v1":
        raise Unreadable("proof")
    if not lines[1].startswith("extra ") or not re.fullmatch(r"index (0|[1-9][0-9]{0,17})", lines[2]):
        raise Unreadable("proof")
    entry, index, note = unbase64(lines[1][6:]), int(lines[2][6:]), Note.read(note_text)
    report.origin, report.size, report.root = note.origin, note.size or 0, note.root
    path, written = [unbase64(line) for line in lines[3:]], read_line(entry + b"\n")
    if root_from_path(leaf_hash(entry), index, report.size, path) != note.root:
        report.add("proof")
    if (written.get("index"), written.get("log")) != (index, note.origin):
        report.add("foreign", index)
    if keys and not any(note.verified_by(key) for key in keys):
        report.add("unsigned")
    report.compared += len(keys)
    saw = {key.material: key for key in witnesses if note.verified_by(key)}
    report.seen = [(key.name, report.size) for key in saw.values()]
    report.compared += len(saw)
    if len(saw) < policy:
        report.add("policy", f"{len(saw)} < {policy}")
    for point in kept:
        compare_proof(report, note, point)
    return report, entry


def compare_proof(report: Report, note: Note, kept: Note) -> None:
    """Lay the checkpoint of a proof beside one that was kept, when they are of the same size."""
    if kept.size in (None, note.size):
        report.compared += 1
        if not note.root.startswith(kept.root):
            report.add("kept", kept.size or "")


# --- The command ------------------------------------------------------------------------------------------------


class Lines:
    """The lines of a file, as often as asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            yield from file


def _given(given: str) -> str:
    path = Path(given)
    return path.read_text(encoding="utf-8") if len(given) < 250 and path.is_file() else given


def read_kept(given: str, origin: str | None = None) -> list[Note]:
    """What somebody kept: a checkpoint or twelve words, in a file or typed, the text of the code, or `seen.json`."""
    text = _given(given)
    if text.lstrip().startswith("{"):
        try:
            notes = [Note.read(row["note"]) for row in json.loads(text).values()]
            return [note for note in notes if origin in (None, note.origin)]
        except (ValueError, AttributeError, KeyError, TypeError) as error:
            raise Unreadable("seen.json") from error
    if "\n\n" in text:
        return [Note.read(text)]
    if "root=" in text:
        parts = parse_qs(text.strip().partition("#")[2].replace("+", "%2B"))
        try:
            return [Note(parts["log"][0], int(parts["size"][0]), unbase64(parts["root"][0]))]
        except (KeyError, ValueError) as error:
            raise Unreadable("code") from error
    return [Note("", None, bytes_of(text))]


def read_witness(given: str, origin: str | None = None) -> tuple[list[Key], list[Note]]:
    """The keys and the checkpoints in a file of a witness: lines with name+id+base64, or what it signed."""
    text = _given(given)
    if "\n\n" in text or text.lstrip().startswith("{"):
        return [], read_kept(given, origin)
    keys = [Key.read(line.split()[0]) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not keys or any(key.kind != ED25519_TIMED for key in keys):
        raise Unreadable("witness")
    return keys, []


def compare_kept(one: Note, others: Iterable[Note]) -> Report:
    """A checkpoint that was kept beside others: of one size and another root, somebody was shown another log."""
    report = Report(one.origin, one.size or 0, one.root, checkpoints=1)
    for other in others:
        if other.size == one.size and other.origin == one.origin:
            report.compared += 1
            if other.root != one.root:
                report.add("split", one.size)
        elif other.origin == one.origin:
            report.notices.append(
                f"Een stempel over {other.size} regels vergelijkt u alleen met het hele logboek. / A checkpoint "
                f"over {other.size} entries can only be compared with the whole log."
            )
    return report


def tell(report: Report) -> None:
    """Print what was found, in Dutch and in English."""
    print(f"{report.origin}: {report.size} regels / entries, {report.checkpoints} stempels / checkpoints")
    print(f"  root {base64.b64encode(report.root).decode()}")
    if len(report.root) == 32:
        print(f"  {' '.join(words_of(report.root))}")
    print("".join(f"  gezien door / seen by {name}: {size}\n" for name, size in report.seen), end="")
    print(f"  {report.stamped} tijdstempels / time stamps, {report.decided} besluiten nagespeeld / decisions replayed")
    print("".join(f"{notice}\n" for notice in report.notices), end="")
    for code, where in report.problems[:100]:
        dutch, english = SENTENCES[code]
        print(f"FOUT: {dutch.format(where=where)} / WRONG: {english.format(where=where)}")
    if report.problems:
        print(f"NIET GOED: {len(report.problems)} keer iets veranderd gevonden. / NOT RIGHT: changes found.")
    elif report.compared:
        print("GOED: alles klopt, ook met wat u bewaarde. / RIGHT: all agrees, also with what you kept.")
    else:
        print("OP ZICH GOED, maar nergens mee vergeleken: geef een bewaarde stempel met --against.")
        print("SOUND IN ITSELF, but compared with nothing: give a checkpoint you kept with --against.")


def _check(options: argparse.Namespace) -> Report:
    """An export, one proof, or a checkpoint that was kept."""
    with options.file.open("rb") as file:
        is_log = file.read(1) == b"{"
    log = Lines(options.file)
    origin = read_line(next(iter(log), b"")).get("log") if is_log else None
    kept = [note for given in options.against for note in read_kept(given, origin)]
    keys, witnesses = [Key.read(line) for line in options.key], list[Key]()
    for given in options.witness:
        known, notes = read_witness(given, origin)
        witnesses += known
        kept += notes
    if options.file.suffix == ".tlog-proof":
        report, entry = check_proof(options.file.read_text(encoding="utf-8"), kept, keys, witnesses, options.policy)
        print(entry.decode())
        return report
    if not is_log:
        return compare_kept(Note.read(options.file.read_text(encoding="utf-8")), kept)
    return Export(log, kept, keys, witnesses=witnesses, policy=options.policy).check()


def main(arguments: list[str] | None = None) -> int:
    """Check the file named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("file", type=Path, help="export (.jsonl) of een bewijs (.tlog-proof)")
    parser.add_argument("--against", action="append", default=[], help="stempel, twaalf woorden of code die u bewaarde")
    parser.add_argument("--key", action="append", default=[], help="openbare sleutel die u bewaarde (naam+id+base64)")
    parser.add_argument("--witness", action="append", default=[], help="bestand van een getuige: sleutel of stempel")
    parser.add_argument("--policy", type=int, default=0, help="hoeveel van die getuigen dit gezien moeten hebben")
    options = parser.parse_args(arguments)
    if options.policy and not options.witness:
        parser.error("--policy vraagt ook --witness: de sleutels die u zelf kent / asks for the keys that you know")
    try:
        report = _check(options)
    except (OSError, UnicodeDecodeError, Unreadable) as error:
        print(f"NIET TE LEZEN / NOT READABLE: {error}", file=sys.stderr)
        return 2
    tell(report)
    return report.exit_code()


if __name__ == "__main__":
    sys.exit(main())
