"""A personal field in the log: not the words themselves, but a salted hash that can be opened, or never again."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

LABEL = b"stoep/commit/v1"
SALT_BYTES = 32
BLOCK = 64
FIELD = re.compile(r"[a-z][a-z0-9_.]{0,63}")


def new_salt() -> bytes:
    """32 random bytes. As long as these exist the commitment is personal data; without them nobody can guess."""
    return secrets.token_bytes(SALT_BYTES)


def padded(value: str) -> bytes:
    """UTF-8, then 0x80, then zeros up to a multiple of 64 bytes: unambiguous, and short values take equally long."""
    text = value.encode() + b"\x80"
    return text + bytes(-len(text) % BLOCK)


def commit(*, field: str, salt: bytes, value: str) -> str:
    """C = SHA-256("stoep/commit/v1" || 0x00 || salt || field || 0x00 || padded value), in hex.

    `field` is lower case ASCII of at most 64 signs, so that it holds no 0x00; `salt` is 32 bytes.
    """
    if not FIELD.fullmatch(field):
        raise ValueError(f"not a field name: {field!r}")
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt is 32 bytes")
    return hashlib.sha256(LABEL + b"\x00" + salt + field.encode() + b"\x00" + padded(value)).hexdigest()


def opens(commitment: str, *, field: str, salt: bytes, value: str) -> bool:
    """Whether this salt and value are what was sealed under this commitment."""
    return hmac.compare_digest(commitment, commit(field=field, salt=salt, value=value))
