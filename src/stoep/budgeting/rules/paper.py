"""Paper ballots as somebody types them over: one a line, the code and then the choices. And how two of them differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_IN_A_PILE = 100
MOST_TAKEN_BACK = 2  # piles of one person; after that another one begins them
FEWEST_ADDED = 10  # papers in a pile that comes after a result was published and set aside
LONGEST_LINE = 200
AGAIN = "+"
_CHOICE = re.compile(r"(\d{1,5})(?:[=:x](\d{1,4}))?", re.ASCII)


class Unreadable(ValueError):
    """A line that cannot be read; `line` says which, from 1, as the lines stand in the box on the page."""

    def __init__(self, line: int, typed: str) -> None:
        super().__init__(typed[:60])
        self.line = line


@dataclass(frozen=True, slots=True)
class Typed:
    """One paper as it was typed: the code (tidy, and maybe wrong), what got how many points, and "I vote again"."""

    code: str
    choices: tuple[tuple[int, int], ...]
    again: bool = False


def read(text: str) -> list[Typed]:
    """ "K7QM-4XRT-8PWN-C 1 3 12", a line a paper; with points "1=4 3=6". "-" for a code that cannot be read.

    A "+" anywhere behind the code: the voter set a cross at "I vote again".
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        code, *rest = line.split()
        words = [word.strip(",;") for word in rest]
        choices = [_CHOICE.fullmatch(word) for word in words if word != AGAIN]
        is_code = not (code.isdigit() and len(code) < 6) and code != AGAIN
        if len(line) > LONGEST_LINE or not all(choices) or not is_code or words.count(AGAIN) > 1:
            raise Unreadable(number, line)
        points = [(int(each[1]), int(each[2] or 1)) for each in choices if each]
        if len({which for which, _given in points}) < len(points):
            raise Unreadable(number, line)
        tidy = "".join(sign for sign in code.upper() if sign.isalnum())
        found.append(Typed(tidy, tuple(sorted(each for each in points if each[1])), AGAIN in words))
    return found


def differing(one: Sequence[Typed], other: Sequence[Typed]) -> list[int]:
    """Which papers (from 1, in the order of the pile) two people typed differently; one that only one has differs."""
    longest = max(len(one), len(other))
    return [at + 1 for at in range(longest) if at >= len(one) or at >= len(other) or one[at] != other[at]]


def two_may(one_is_official: bool, other_is_official: bool) -> bool:
    """Whether these two may do together what asks for two at a pile: not both of the municipality."""
    return not (one_is_official and other_is_official)


def enough_type(officials: Sequence[bool]) -> bool:
    """Whether two of these can type a pile; of each, whether they are of the municipality."""
    return len(officials) > 1 and not all(officials)
