"""The short code on a card: which sending it belongs to, a number drawn by chance, and a mark that only we can make.

Twelve signs, "K7QM-4XRT-2PLM": four for the sending (which street, channel and language), three drawn by chance, four
of the mark, and one that shows a slip of the tongue. Nothing of a letterbox is in it: who holds our key and every
address still cannot say whose code answered. No code is listed anywhere; the mark says that one is ours.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from random import Random

from stoep.shared.receipts import ALPHABET, check_character, tidy

LENGTH = 12
SENDINGS = 32**4  # numbers that a sending can have
MOST = 32**3  # codes of one sending
BLOCK = 512  # of those, for one pack of cards: two packs of one sending never hold the same code
_BITS = 5


def code(key: bytes, sending: int, drawn: int) -> str:
    """The code of this draw in this sending, as it is kept nowhere: "K7QM4XRT2PLM"."""
    body = _signs(sending, 4) + _signs(drawn, 3)
    body += _signs(int.from_bytes(_mac(key, f"code:{body}")[:3], "big") >> 4, 4)
    return body + check_character(body)


def draw(key: bytes, sending: int, many: int, *, chance: Random, block: int = 0) -> Iterator[str]:
    """So many different codes of this sending, in an order that says nothing. At most `MOST`.

    With a `block` (from 1) those of one pack, at most `BLOCK`.
    """
    among = range(BLOCK * (block - 1), BLOCK * block) if block else range(MOST)
    for drawn in chance.sample(among, many):
        yield code(key, sending, drawn)


def mistake(typed: str) -> str:
    """Nothing ("") when this can be a code, however it was typed; else "length", "sign" or "check"."""
    tidied = tidy(typed)
    if len(tidied) != LENGTH:
        return "length"
    if any(sign not in ALPHABET for sign in tidied):
        return "sign"
    return "" if check_character(tidied[:-1]) == tidied[-1] else "check"


def sending_of(typed: str) -> int:
    """The number of the sending in this code. Ask `mistake` first."""
    value = 0
    for sign in tidy(typed)[:4]:
        value = value << _BITS | ALPHABET.index(sign)
    return value


def is_ours(keys: list[bytes], typed: str) -> bool:
    """Whether one of our keys made this code. In constant time for each key."""
    tidied = tidy(typed)
    if mistake(tidied):
        return False
    drawn = 0
    for sign in tidied[4:7]:
        drawn = drawn << _BITS | ALPHABET.index(sign)
    made = [code(key, sending_of(tidied), drawn) for key in keys]
    return sum(hmac.compare_digest(each, tidied) for each in made) > 0


def spoken(made: str) -> str:
    """The code as it is printed and read aloud: "K7QM-4XRT-2PLM"."""
    return f"{made[:4]}-{made[4:8]}-{made[8:]}"


def spent_mark(key: bytes, purpose: str, typed: str) -> str:
    """What is kept of a code that was used for this purpose: a keyed hash, from which nobody finds the code."""
    return _mac(key, f"{purpose}:{tidy(typed)}").hex()


def letterbox(key: bytes, municipality: str, street: str, house: str) -> str:
    """The token of one letterbox: a keyed hash of folded street and number; the same one each time and each year."""
    return _mac(key, f"letterbox:{municipality}:{street}:{house}").hex()


def telephone(key: bytes, municipality: str, number: str) -> str:
    """The token of one telephone number as people.addresses writes it; the same one each time and each year."""
    return _mac(key, f"telephone:{municipality}:{number}").hex()


def _signs(value: int, many: int) -> str:
    return "".join(ALPHABET[value >> _BITS * place & 31] for place in reversed(range(many)))


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, f"stoep.gatherings.{text}".encode(), hashlib.sha256).digest()
