"""One way to write a fact down, so that everyone who hashes it gets the same bytes: JSON by RFC 8785."""

from __future__ import annotations

import json
import re

import rfc8785

LARGEST = 2**53 - 1  # beyond this JavaScript and Python read different numbers (RFC 8785, 3.2.2.3)
DEEPEST = 6
LONGEST = 16_384  # bytes of one entry: a line that a person can still look through

# Beyond these JavaScript sorts keys otherwise than Python does (RFC 8785, 3.2.3); in UTF-8 they begin so.
_BEYOND_16_BITS = re.compile(rb"[\xf0-\xf4]")

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


class Unsealable(ValueError):
    """What was offered cannot be written down in one way only; the message says what and where."""


def plain(value: object, where: str = "facts", depth: int = DEEPEST) -> Plain:
    """The same value as bare JSON. Refuses floats (money is whole cents), dates, objects and too much nesting."""
    if depth < 0:
        raise Unsealable(f"{where}: nested more than {DEEPEST} deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise Unsealable(f"{where}: a number beyond 2^53-1")
        return int(value)
    if isinstance(value, list | tuple):
        return [plain(part, f"{where}[{at}]", depth - 1) for at, part in enumerate(value)]
    if isinstance(value, dict):
        return {_key(key, where): plain(part, f"{where}.{key}", depth - 1) for key, part in value.items()}
    raise Unsealable(f"{where}: {type(value).__name__} is not plain JSON")


def _text(value: str, where: str) -> str:
    """A bare str without the subclass (a safe string, a choice), refused when it is not valid Unicode."""
    if type(value) is str and value.isascii():
        return value
    bare = str.__str__(value)
    try:
        bare.encode()
    except UnicodeEncodeError as error:
        raise Unsealable(f"{where}: not valid Unicode") from error
    return bare


def _key(key: object, where: str) -> str:
    if not isinstance(key, str):
        raise Unsealable(f"{where}: a key that is not text")
    return _text(key, where)


def canonical(value: object) -> bytes:
    """The bytes that are hashed: sorted keys, no spaces, UTF-8. At most 16,384 of them."""
    written = _written(plain(value))
    if len(written) > LONGEST:
        raise Unsealable(f"an entry of {len(written)} bytes; at most {LONGEST} fit")
    return written


def _written(value: Plain) -> bytes:
    """As RFC 8785 writes it. Python's own JSON does the same, and ten times faster, but for floats and such keys."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return rfc8785.dumps(value) if _BEYOND_16_BITS.search(data) else data
