"""Signed notes (C2SP signed-note): a checkpoint with signatures under it, each by a key with a name.

Two signatures stand side by side: Ed25519, which every tool can check today, and ML-DSA-44 (FIPS 204), since what a
neighbourhood agrees lasts ten to twenty years and must outlive the first quantum computers.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from stoep.core.sealing.checkpoint import Checkpoint, Unreadable, decode, encode, read_body

ED25519 = 1
ED25519_COSIGNATURE = 4
ML_DSA_44 = 6
KEY_SIZES = {ED25519: 32, ED25519_COSIGNATURE: 32, ML_DSA_44: 1312}
SIGNATURE_SIZES = {ED25519: 64, ED25519_COSIGNATURE: 72, ML_DSA_44: 2428}
MOST_SIGNATURES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A public key by name: `kind` is ED25519, ED25519_COSIGNATURE or ML_DSA_44, `material` its bytes."""

    name: str
    kind: int
    material: bytes

    def id(self) -> bytes:
        """The four bytes that mark a signature of this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.material).digest()[:4]

    def written(self) -> str:
        """The key on one line, as C2SP writes it: name+id+base64."""
        return f"{self.name}+{self.id().hex()}+{encode(bytes([self.kind]) + self.material)}"

    @classmethod
    def read(cls, line: str) -> Key:
        """The key on such a line, or Unreadable."""
        parts = line.strip().split("+", 2)
        if len(parts) != 3 or not parts[0]:
            raise Unreadable("a key reads name+id+base64")
        material = decode(parts[2])
        if not material or KEY_SIZES.get(material[0]) != len(material) - 1:
            raise Unreadable("a kind of key that is not known here")
        key = cls(parts[0], material[0], material[1:])
        if key.id().hex() != parts[1]:
            raise Unreadable("the key does not fit its id")
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    """A line under a note: who says to have signed, the four-byte mark of the key, and the signature itself."""

    name: str
    key_id: bytes
    data: bytes

    def line(self) -> str:
        """The line as it stands in the note, with its newline."""
        return f"\u2014 {self.name} {encode(self.key_id + self.data)}\n"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with the signatures that stand under it; `read` has not checked them yet, `signed_by` does."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]

    def text(self) -> str:
        """The whole note."""
        return self.checkpoint.body() + "\n" + "".join(signature.line() for signature in self.signatures)

    @classmethod
    def read(cls, text: str) -> SignedCheckpoint:
        """The note in this text, or Unreadable."""
        body, gap, below = text.rpartition("\n\n")
        lines = below.split("\n")
        if not gap or lines[-1] or not 1 < len(lines) <= MOST_SIGNATURES + 1:
            raise Unreadable("a signed note is a text, an empty line, and signatures that each end in a newline")
        return cls(read_body(body + "\n"), tuple(_signature(line) for line in lines[:-1]))

    def signed_by(self, keys: Iterable[Key], verifies: Verifies | None = None) -> list[Key]:
        """Which of these keys signed it; Unreadable when a signature of one of them is false.

        `verifies` may be a `Remembered`, for whoever meets the same note again.
        """
        is_good = verifies or _verifies
        good = []
        for key in keys:
            for signature in self.signatures:
                if (signature.name, signature.key_id) != (key.name, key.id()):
                    continue
                if not is_good(key, self.checkpoint, signature.data):
                    raise Unreadable(f"a false signature of {key.name}")
                good.append(key)
        return good

    def signed_at(self) -> int | None:
        """The time in an ML-DSA-44 signature of the log itself, in seconds since 1970; None without one."""
        for signature in self.signatures:
            if signature.name == self.checkpoint.origin and len(signature.data) == SIGNATURE_SIZES[ML_DSA_44]:
                return int.from_bytes(signature.data[:8], "big")
        return None


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014" or not parts[1]:
        raise Unreadable("a signature line reads: dash, name, base64")
    data = decode(parts[2])
    if len(data) < 5:
        raise Unreadable("a signature that is too short")
    return Signature(parts[1], data[:4], data[4:])


def cosigned_message(name: str, checkpoint: Checkpoint, seconds: int) -> bytes:
    """What ML-DSA-44 signs: C2SP tlog-cosignature, `cosigned_message`, for the whole tree."""
    who, origin = name.encode(), checkpoint.origin.encode()
    return (
        b"subtree/v1\n\x00"
        + bytes([len(who)])
        + who
        + struct.pack(">Q", seconds)
        + bytes([len(origin)])
        + origin
        + struct.pack(">QQ", 0, checkpoint.size)
        + checkpoint.root
    )


def timed_body(checkpoint: Checkpoint, seconds: int) -> bytes:
    """What a witness with Ed25519 signs: C2SP tlog-cosignature, "cosignature/v1"."""
    return f"cosignature/v1\ntime {seconds}\n{checkpoint.body()}".encode()


def signed_other(key: Key, context: str, data: bytes, signature: bytes) -> bool:
    """Whether this Ed25519 key signed these bytes in this context (`Signer.sign_other`)."""
    if key.kind != ED25519 or len(signature) != SIGNATURE_SIZES[ED25519]:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.material).verify(signature, _in_context(context, data))
    except (InvalidSignature, ValueError):
        return False
    return True


def _in_context(context: str, data: bytes) -> bytes:
    """No checkpoint holds a zero byte: what is signed here can never be read as one."""
    return context.encode() + b"\n\x00" + data


def verifies(key: Key, checkpoint: Checkpoint, data: bytes) -> bool:
    """Whether this is the key's signature over the checkpoint."""
    if len(data) != SIGNATURE_SIZES[key.kind]:
        return False
    seconds = int.from_bytes(data[:8], "big")
    try:
        if key.kind == ED25519:
            _ed25519(key.material).verify(data, checkpoint.body().encode())
        elif key.kind == ED25519_COSIGNATURE:
            _ed25519(key.material).verify(data[8:], timed_body(checkpoint, seconds))
        else:
            _ml_dsa_44(key.material).verify(data[8:], cosigned_message(key.name, checkpoint, seconds))
    except InvalidSignature:
        return False
    return True


Verifies = Callable[[Key, Checkpoint, bytes], bool]
_verifies = verifies


@dataclass(slots=True)
class Remembered:
    """`verifies`, which works out each signature once: of those that were good it keeps a hash of all that counts."""

    good: set[bytes] = field(default_factory=set)

    def __call__(self, key: Key, checkpoint: Checkpoint, data: bytes) -> bool:
        """Whether this is the key's signature over the checkpoint."""
        parts = (key.name.encode(), bytes([key.kind]), key.material, checkpoint.body().encode(), data)
        what = hashlib.sha256(b"".join(struct.pack(">Q", len(part)) + part for part in parts)).digest()
        if what not in self.good:
            if not verifies(key, checkpoint, data):
                return False
            self.good.add(what)
        return True


# A log has some tens of thousands of checkpoints under a few keys: what a key expands to is worked out once.
@lru_cache(maxsize=64)
def _ed25519(material: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(material)


@lru_cache(maxsize=64)
def _ml_dsa_44(material: bytes) -> MLDSA44PublicKey:
    return MLDSA44PublicKey.from_public_bytes(material)


@dataclass(frozen=True)
class Signer:
    """The two secret keys of an installation, each 32 bytes of seed. One signer signs for all its logs.

    What the seeds expand to is kept with the signer, and goes with it: no secret outlives who holds it.
    """

    ed25519: bytes
    ml_dsa_44: bytes

    @cached_property
    def _plain(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.ed25519)

    @cached_property
    def _lasting(self) -> MLDSA44PrivateKey:
        return MLDSA44PrivateKey.from_seed_bytes(self.ml_dsa_44)

    @cached_property
    def _public(self) -> tuple[bytes, bytes]:
        return self._plain.public_key().public_bytes_raw(), self._lasting.public_key().public_bytes_raw()

    def keys(self, name: str) -> list[Key]:
        """The public keys under the name of a log: Ed25519 first, ML-DSA-44 second."""
        first, second = self._public
        return [Key(name, ED25519, first), Key(name, ML_DSA_44, second)]

    def sign_other(self, context: str, data: bytes) -> bytes:
        """Ed25519 over what is no checkpoint; `context` says what it is, so that neither is taken for the other."""
        return self._plain.sign(_in_context(context, data))

    def sign(self, checkpoint: Checkpoint, seconds: int) -> SignedCheckpoint:
        """The checkpoint with both signatures in the name of its origin; `seconds` since 1970 is when."""
        name = checkpoint.origin
        first, second = self.keys(name)
        plain = self._plain.sign(checkpoint.body().encode())
        lasting = self._lasting.sign(cosigned_message(name, checkpoint, seconds))
        return SignedCheckpoint(
            checkpoint,
            (
                Signature(name, first.id(), plain),
                Signature(name, second.id(), struct.pack(">Q", seconds) + lasting),
            ),
        )
