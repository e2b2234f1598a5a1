"""Receipt numbers and secrets: short, and safe to read aloud over the telephone."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from stoep.core.signs import ALPHABET as ALPHABET
from stoep.core.signs import check_character as check_character
from stoep.core.signs import tidy as tidy

NUMBER_LENGTH = 7  # six drawn symbols and the check character
# 24 symbols are 120 bits: OWASP ASVS 5.0, 6.5.2 allows a plain hash for look-up secrets of 112 bits and more.
SECRET_LENGTH = 24


def new_number() -> str:
    """Seven symbols, the last one a check character: "K7QM4XR". Public; it gives no rights."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(NUMBER_LENGTH - 1))
    return body + check_character(body)


def new_secret() -> str:
    """The part that only the author holds: 24 symbols, to prove that a contribution is theirs."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))


def is_number(typed: str) -> bool:
    """Whether this tidied text is a number that can exist: right length, right symbols, right check character."""
    return (
        len(typed) == NUMBER_LENGTH
        and all(symbol in ALPHABET for symbol in typed)
        and check_character(typed[:-1]) == typed[-1]
    )


def spoken(number: str) -> str:
    """The number as it is printed and read aloud: "K7QM-4XR"."""
    return f"{number[:4]}-{number[4:]}"


def spoken_secret(secret: str) -> str:
    """The secret in groups of four, as it stands on the slip."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def secret_hash(secret: str) -> str:
    """What is kept of a secret: its SHA-256 in hex. The secret itself is stored nowhere."""
    return hashlib.sha256(tidy(secret).encode()).hexdigest()


def secret_matches(secret: str, stored_hash: str) -> bool:
    """Compare in constant time, so that timing tells nothing. An empty stored hash matches nothing."""
    return bool(stored_hash) and hmac.compare_digest(secret_hash(secret), stored_hash)
