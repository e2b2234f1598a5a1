"""What holds for names, codes, postcodes and sums of figures. Plain values in, plain answer out."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# CBS writes -99995 (not known) and -99997 (secret) where there is no figure; all such marks lie at or below this.
SENTINEL = -99990.0
# No figure of a Dutch area is larger: what is, is a mistake in the file and would break the sums.
LARGEST = 1e12
LONGEST_QUERY = 100
MOST_WORDS = 6

# Names that people say, where the official list has another one.
SPOKEN_NAMES = {"s gravenhage": ("den", "haag"), "s hertogenbosch": ("den", "bosch")}
_LETTERS_WITHOUT_PARTS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i"})
_BLANKS = {"", ".", "-", "x", "nan", "null", "none"}


def plain(name: str) -> str:
    """A name as it is searched: small letters, no accents, one space between words: "s gravenhage"."""
    # Twice, since some signs have capitals only once they are taken apart.
    small = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS_WITHOUT_PARTS)
    parted = unicodedata.normalize("NFKD", small)
    letters = (sign for sign in parted if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in letters).split())[:200].strip()


def words(name: str) -> list[str]:
    """The words by which a place is found, each once, at most 60 signs long, with the name that people say."""
    tidy = plain(name)
    found = [word[:60] for word in tidy.split()] + list(SPOKEN_NAMES.get(tidy, ()))
    return list(dict.fromkeys(found))


def asked_words(typed: str) -> list[str]:
    """What somebody typed to find a place, as words; at most six, of the first hundred signs."""
    return words(typed[:LONGEST_QUERY])[:MOST_WORDS]


def postcode(typed: str) -> str | None:
    """The four digits of a Dutch postcode ("1234", "1234 AB", "1234ab"), or None when it is none.

    No postcode begins with a nought; letters are only ever A to Z.
    """
    tidy = "".join(typed[:LONGEST_QUERY].split())
    digits, letters = tidy[:4], tidy[4:]
    if not (len(digits) == 4 and digits.isascii() and digits.isdigit() and digits[0] != "0"):
        return None
    if letters and not (len(letters) == 2 and letters.isascii() and letters.isalpha()):
        return None
    return digits


def looks_like_postcode(typed: str) -> bool:
    """Whether somebody meant a postcode, right or wrong: it begins with digits and is short."""
    tidy = "".join(typed.split())
    return len(tidy) <= 8 and tidy[:2].isascii() and tidy[:2].isdigit()


def kind_of(code: str) -> str | None:
    """Which kind of area a CBS code names, by its first two letters. None: not a code of a Dutch area."""
    size = {"NL": (4, "country"), "GM": (6, "municipality"), "WK": (8, "wijk"), "BU": (10, "buurt")}.get(code[:2])
    if size is None or len(code) != size[0] or not code.isascii() or not code[2:].isalnum():
        return None
    return size[1]


def parents(code: str) -> tuple[str | None, str | None]:
    """The codes of the area that it lies in and of its municipality: a buurt's code holds its wijk's and gemeente's."""
    municipality = "GM" + code[2:6]
    if code.startswith("BU"):
        return "WK" + code[2:8], municipality
    if code.startswith("WK"):
        return municipality, municipality
    return None, None


def figure(raw: object) -> float | None:
    """A published number, or None where there is no figure: empty, not a number, secret (CBS: -99990 and below).

    None is never 0: "nobody" and "too few to tell" are two different answers.
    """
    if raw is None or isinstance(raw, bool):
        return None
    if isinstance(raw, str):
        if raw.strip().casefold() in _BLANKS:
            return None
        raw = raw.strip()
    elif not isinstance(raw, int | float):
        return None
    try:
        number = float(raw)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and SENTINEL < number <= LARGEST else None


def is_no_figure(raw: str) -> bool:
    """Whether a text says that there is no figure: empty, a point or a dash, or a mark of CBS (-99990 and below)."""
    if raw.strip().casefold() in _BLANKS:
        return True
    try:
        return float(raw) <= SENTINEL
    except ValueError:
        return False


def is_absurd(raw: object) -> bool:
    """Whether this is a number, but one that no area can have: without end, or larger than any Dutch figure."""
    try:
        number = float(raw) if isinstance(raw, str | int | float) else 0.0
    except ValueError:
        return False
    except OverflowError:
        return True
    return math.isinf(number) or number > LARGEST


@dataclass(frozen=True, slots=True)
class Sum:
    """`value` adds up what is published (None: nothing is); `missing` parts of `parts` have no figure."""

    value: float | None
    missing: int
    parts: int


def total(values: Iterable[float | None]) -> Sum:
    """Add up figures of several areas. A missing part is counted as missing, never as 0."""
    parts = list(values)
    known = [value for value in parts if value is not None]
    return Sum(math.fsum(known) if known else None, len(parts) - len(known), len(parts))


@dataclass(frozen=True, slots=True)
class Spread:
    """The least and the most among the parts that have a figure (None, None: none has)."""

    least: float | None
    most: float | None
    missing: int
    parts: int


def spread(values: Iterable[float | None]) -> Spread:
    """What cannot be added up, such as a share: from the least to the most, without saying which part is which."""
    parts = list(values)
    known = [value for value in parts if value is not None]
    least, most = (min(known), max(known)) if known else (None, None)
    return Spread(least, most, len(parts) - len(known), len(parts))


def free_address(wanted: Sequence[str], taken: set[str]) -> str:
    """The first of the wanted addresses (slugs) that is free, else the last one with a number from 2."""
    for address in wanted:
        if address not in taken:
            return address
    number = 2
    while f"{wanted[-1]}-{number}" in taken:
        number += 1
    return f"{wanted[-1]}-{number}"
