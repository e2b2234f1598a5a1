"""Paper ballots as somebody types them over: one a line, the code and then the choices. And how two of them differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_IN_A_PILE = 100
LONGEST_LINE = 200
_CHOICE = re.compile(r"(\d{1,5})(?:[=:x](\d{1,4}))?", re.ASCII)


class Unreadable(ValueError):
    """A line that cannot be read; `line` says which, from 1, as the lines stand in the box on the page."""

    def __init__(self, line: int, typed: str) -> None:
        super().__init__(typed[:60])
        self.line = line


@dataclass(frozen=True, slots=True)
class Typed:
    """One paper as it was typed: the code (tidy, and maybe wrong), and what got how many points."""

    code: str
    choices: tuple[tuple[int, int], ...]


def read(text: str) -> list[Typed]:
    """ "K7QM-4XRT-8PWN-C 1 3 12", a line a paper; with points "1=4 3=6". "-" for a code that cannot be read."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        code, *rest = line.split()
        choices = [_CHOICE.fullmatch(word.strip(",;")) for word in rest]
        if len(line) > LONGEST_LINE or not all(choices) or (code.isdigit() and len(code) < 6):
            raise Unreadable(number, line)
        points = [(int(each[1]), int(each[2] or 1)) for each in choices if each]
        if len({which for which, _given in points}) < len(points):
            raise Unreadable(number, line)
        tidy = "".join(sign for sign in code.upper() if sign.isalnum())
        found.append(Typed(tidy, tuple(sorted(each for each in points if each[1]))))
    return found


def differing(one: Sequence[Typed], other: Sequence[Typed]) -> list[int]:
    """Which papers (from 1, in the order of the pile) two people typed differently; one that only one has differs."""
    longest = max(len(one), len(other))
    return [at + 1 for at in range(longest) if at >= len(one) or at >= len(other) or one[at] != other[at]]
