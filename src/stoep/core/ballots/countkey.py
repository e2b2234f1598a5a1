"""The count key: one half seals ballots, the other lies in words on sheets of paper, and three sheets give it back.

SLIP-39 (Shamir's sharing, with words that a person can copy and a checksum per sheet), by `shamir_mnemonic`. Fewer
sheets than needed say nothing at all about the key: each value of it stays equally likely.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import shamir_mnemonic
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

NEEDED = 3
SHEETS = 5
MOST = 9  # sheets at most; beyond it, trying which three of them fit would take long
WORDS = 33
_LABEL = b"stoep/sheet/v1\x00"


class NotOpened(Exception):
    """These sheets do not give the key of this round. The message says what is the matter with them."""


@dataclass(frozen=True, slots=True)
class CountKey:
    """A new key: the half that seals, and the words of each sheet. Print the words, and let go of them."""

    public: bytes
    sheets: tuple[str, ...]


def make(sheets: int = SHEETS) -> CountKey:
    """A key for one round, over so many sheets, of which three are needed."""
    if not SHEETS <= sheets <= MOST:
        raise ValueError(f"between {SHEETS} and {MOST} sheets")
    private = X25519PrivateKey.generate()
    # No passphrase to stretch: the secret has 256 bits already.
    groups = shamir_mnemonic.generate_mnemonics(
        1, [(NEEDED, sheets)], private.private_bytes_raw(), iteration_exponent=0
    )
    return CountKey(private.public_key().public_bytes_raw(), tuple(groups[0]))


def tidy(typed: str) -> str:
    """The words as somebody typed them over: in small letters, one space between, numbers before words left out."""
    return " ".join(word for word in typed.lower().replace(",", " ").split() if not word.strip(".").isdigit())


def sheet_hash(words: str) -> bytes:
    """What is kept of a sheet: enough to know it again (it holds over 250 bits), of no use to open anything."""
    return hashlib.sha256(_LABEL + tidy(words).encode()).digest()


def is_sheet(words: str, kept: bytes) -> bool:
    """Whether these are the words of which that hash was kept."""
    return hmac.compare_digest(sheet_hash(words), kept)


def slip_in(words: str) -> str | None:
    """What is wrong with the words of one sheet, in a word (`length`, `word`, `checksum`); None when nothing is."""
    listed = tidy(words).split()
    if len(listed) != WORDS:
        return "length"
    known = shamir_mnemonic.wordlist.WORDLIST
    if any(word not in known for word in listed):
        return "word"
    try:
        shamir_mnemonic.Share.from_mnemonic(" ".join(listed))
    except shamir_mnemonic.MnemonicError:
        return "checksum"
    return None


def strange_words(words: str) -> list[tuple[int, str]]:
    """The words that stand on no sheet at all, each with its place, from 1."""
    known = shamir_mnemonic.wordlist.WORDLIST
    return [(place, word) for place, word in enumerate(tidy(words).split(), 1) if word not in known]


def joined(sheets: Sequence[str], public: bytes) -> X25519PrivateKey:
    """The key that opens, out of at least three sheets; NotOpened when they are too few or do not give this key.

    Any three that fit will do: a sheet of another round among five does not stop the count.
    """
    different = sorted({tidy(sheet) for sheet in sheets} - {""})
    if len(different) < NEEDED:
        raise NotOpened(f"{NEEDED} different sheets are needed.")
    for three in combinations(different[:MOST], NEEDED):
        key = _of(three)
        if key is not None and hmac.compare_digest(key.public_key().public_bytes_raw(), public):
            return key
    raise NotOpened("These sheets do not give the key of this round.")


def _of(sheets: Sequence[str]) -> X25519PrivateKey | None:
    try:
        return X25519PrivateKey.from_private_bytes(shamir_mnemonic.combine_mnemonics(sheets))
    except (shamir_mnemonic.MnemonicError, ValueError):
        return None
