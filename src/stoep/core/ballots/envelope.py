"""The envelope of a ballot: closed with the public half of the count key, and as long as all others of its round.

HPKE (RFC 9180), X25519 with HKDF-SHA-256 and AES-256-GCM. The name of the round is bound in: an envelope of one round
opens in no other, also if both had the same key.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_LABEL = b"stoep/ballot/v1\x00"
AROUND = 32 + 16  # bytes that an envelope adds: the share of its own key, and the tag


class Unreadable(Exception):
    """This envelope is of another round or key, or was changed."""


def close(inside: bytes, public: bytes, *, round_name: str, size: int) -> bytes:
    """The envelope around these bytes, `size` + AROUND bytes long whatever they say."""
    if len(inside) >= size:
        raise ValueError(f"a ballot of {len(inside)} bytes does not fit in {size}")
    padded = inside + b"\x80" + bytes(size - len(inside) - 1)
    return _SUITE.encrypt(padded, X25519PublicKey.from_public_bytes(public), info=_LABEL + round_name.encode())


def open_up(envelope: bytes, private: X25519PrivateKey, *, round_name: str) -> bytes:
    """What lies in it; Unreadable when a bit was changed, or it is of another round."""
    try:
        padded = _SUITE.decrypt(envelope, private, info=_LABEL + round_name.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable("of another round, or changed") from error
    inside, mark, rest = padded.rpartition(b"\x80")
    if not mark or any(rest):
        raise Unreadable("not padded as we do")
    return inside
