"""Signs that ears and eyes do not confuse, and the check sign that notices a slip: for every number read aloud."""

from __future__ import annotations

# Without I, O, 0 and 1. 32 symbols, so that one symbol is five bits.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


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


def tidy(typed: str) -> str:
    """What somebody typed or read aloud, without spaces, dots and dashes, in capitals."""
    return "".join(symbol for symbol in typed.upper() if symbol.isalnum())
