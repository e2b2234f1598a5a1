"""The order of the agenda: always every running item exactly once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_STICKERS = 100_000


@dataclass(frozen=True, slots=True)
class Group:
    """What is put in order together: the lines with the loose strokes' neighbours, or the strokes of one line.

    `line` is the code of the line above them, empty for the top; `codes` in their present order.
    """

    line: str
    codes: tuple[str, ...]


def is_permutation(codes: Sequence[str], running: Iterable[str]) -> bool:
    """Whether `codes` holds each running item exactly once, and nothing else."""
    return sorted(codes) == sorted(running)


def by_numbers(groups: Sequence[Group], numbers: Mapping[str, int]) -> list[str]:
    """One order from the numbers that people typed beside the items: always a permutation of all the codes.

    Lower comes first; the same number, or none, keeps the present order. Strokes follow their line.
    The first groups hold the top (`line` empty); a stroke group comes right after its line.
    """
    beneath = {group.line: group.codes for group in groups if group.line}
    order: list[str] = []
    for group in groups:
        if group.line:
            continue
        for code in _sorted(group.codes, numbers):
            order.append(code)
            order.extend(_sorted(beneath.get(code, ()), numbers))
    return order


def by_stickers(groups: Sequence[Group], counts: Mapping[str, int]) -> list[Group]:
    """The same groups, each with its codes from most stickers to fewest; as many, or none, keeps the present order."""
    return [Group(group.line, tuple(sorted(group.codes, key=lambda code: -counts.get(code, 0)))) for group in groups]


def _sorted(codes: Sequence[str], numbers: Mapping[str, int]) -> list[str]:
    present = {code: place for place, code in enumerate(codes, start=1)}
    # Who types nothing keeps the number that stands there now.
    return sorted(codes, key=lambda code: (numbers.get(code, present[code]), present[code]))


def shifted(codes: Sequence[str], code: str, by: int) -> list[str]:
    """The same codes with one of them moved up (-1) or down (+1); at the edge nothing moves."""
    order = list(codes)
    here = order.index(code)
    there = here + by
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order


def moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest items that must be moved to get from one order to the other, in their new order.

    Items that are in only one of both do not count. What stays put is a longest increasing subsequence
    (Fredman, "On computing the length of longest increasing subsequences", Discrete Mathematics 11, 1975).
    """
    common = set(before) & set(after)
    place = {code: index for index, code in enumerate(code for code in before if code in common)}
    codes = [code for code in after if code in common]
    stays = set(_longest_rise([place[code] for code in codes]))
    return [code for code in codes if place[code] not in stays]


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """A longest increasing subsequence of distinct numbers."""
    tails: list[int] = []
    links: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        links[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    rise: list[int] = []
    here: int | None = tails[-1] if tails else None
    while here is not None:
        rise.append(here)
        here = links[here]
    return rise[::-1]
