"""One-time codes: thirteen signs on a letter. What is kept of them finds a code that is shown, and tells none.

Four signs find the row, eight more have to be right, the last one notices a slip. The twelve drawn signs are 60 bits.
"""

from __future__ import annotations

import hmac
import random
import secrets
from collections.abc import Container
from typing import NamedTuple

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from stoep.core.signs import ALPHABET, check_character, tidy

LENGTH = 13
LOOK_UP = 4  # over a million: unique in a round, whoever holds the letters
SALT_BYTES = 16
PEPPER_BYTES = 32
# The cost of one try: a third of a millisecond on a quiet server, so that ten thousand people who vote at once are let
# in, and a roll is counted in seconds. Eight signs (40 bits) of each code are secret: who stole the database and the
# pepper pays 2^40 tries for one code, which is ten years of one processor, and it is worth nothing after the count.
_MEMORY_KIB, _PASSES, _LANES = 1024, 1, 1
_LABEL = b"stoep/roll/v1\x00"


class Kept(NamedTuple):
    """What stays of a code: the signs that find it, the salt, and the hash under a pepper that lies elsewhere."""

    look_up: str
    salt: bytes
    hash: bytes


def new_code(taken: Container[str], chance: random.Random | None = None) -> str:
    """A code whose first four signs are none of `taken`. Drawn by the system, unless a test hands its own chance in."""
    chance = chance or secrets.SystemRandom()
    while True:
        body = "".join(chance.choice(ALPHABET) for _ in range(LENGTH - 1))
        if look_up(body) not in taken:
            return body + check_character(body)


def read(typed: str) -> str | None:
    """The code in what somebody typed, with or without dashes and spaces; None when no code can look like this."""
    code = tidy(typed)
    whole = len(code) == LENGTH and all(sign in ALPHABET for sign in code)
    return code if whole and check_character(code[:-1]) == code[-1] else None


def look_up(code: str) -> str:
    """The signs by which its row is found."""
    return code[:LOOK_UP]


def spoken(code: str) -> str:
    """As it is printed and read aloud: "K7QM-4XRT-8PWN-C"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def kept(code: str, *, round_name: str, pepper: bytes) -> Kept:
    """What is written down of a new code of this round. The code itself is written nowhere."""
    salt = secrets.token_bytes(SALT_BYTES)
    return Kept(look_up(code), salt, _hash(code, salt, round_name, pepper))


def is_code_of(kept: Kept | None, code: str, *, round_name: str, pepper: bytes) -> bool:
    """Whether this is the code of which that was kept. Without a row it takes as long, and is not."""
    salt, expected = (kept.salt, kept.hash) if kept else (bytes(SALT_BYTES), b"")
    return hmac.compare_digest(_hash(code, salt, round_name, pepper), expected)


def _hash(code: str, salt: bytes, round_name: str, pepper: bytes) -> bytes:
    """The name of the round is hashed along: a row that was copied into another round lets nobody in there."""
    if len(pepper) < PEPPER_BYTES:
        raise ValueError("a pepper is at least 32 bytes")
    cost = Argon2id(
        salt=salt,
        length=32,
        iterations=_PASSES,
        lanes=_LANES,
        memory_cost=_MEMORY_KIB,
        ad=_LABEL + round_name.encode(),
        secret=pepper,
    )
    return cost.derive(code.encode())
