"""Receipt numbers and secrets: short, and safe to read aloud over the telephone."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# Without I, O, 0 and 1, which ears and eyes confuse. 32 symbols, so that one symbol is five bits.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
NUMBER_LENGTH = 7  # six drawn symbols and the check character
# 24 symbols are 120 bits: OWASP ASVS 5.0, 6.5.2 allows a plain hash for look-up secrets of 112 bits and more.
SECRET_LENGTH = 24


def _times_alpha(value: int) -> int:
    """Multiply by the primitive element of GF(32), modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


def check_character(body: str) -> str:
    """The character that ends a number, so that a slip of the tongue is noticed.

    A weighted sum over GF(32): it finds every single wrong symbol and every two that changed places
    (a distance-3 code over symbols; see Gumm, "A new class of check-digit methods", IEEE Trans. IT 31, 1985).
    """
    total = 0
    for symbol in body:
        total = _times_alpha(total ^ ALPHABET.index(symbol))
    return ALPHABET[total]


def new_number() -> str:
    """Seven symbols, the last one a check character: "K7QM4XR". Public; it gives no rights."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(NUMBER_LENGTH - 1))
    return body + check_character(body)


def new_secret() -> str:
    """The part that only the author holds: 24 symbols, to prove that a contribution is theirs."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))


def tidy(typed: str) -> str:
    """What somebody typed or read aloud, without spaces, dots and dashes, in capitals."""
    return "".join(symbol for symbol in typed.upper() if symbol.isalnum())


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
