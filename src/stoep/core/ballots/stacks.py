"""Letters that lay next to each other and were voted with right after each other: how many such stacks, never which.

Whoever keeps a stack of letters back at the printer's or at the desk has neighbours by number, and votes with them one
after another. (Once the envelopes are shuffled, neighbours by number no longer are neighbours in a street: whoever goes
from door to door for letters is not seen this way.) No moment is needed to see that: the numbers of the letters and the
order of casting, which only the count knows, are enough. What leaves this module is how many stacks there are of which
size; and nothing at all when the order by chance gives as much.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

NEAR_LETTERS = 2  # the next letter of the stack, or the one after it
NEAR_VOTES = 5  # others vote in between
LEAST = 5  # a household is smaller
SIZES = (20, 10, LEAST)  # from so many letters on
DRAWS = 99


def stacks(cast: Iterable[tuple[int, int]], chance: random.Random) -> dict[int, int]:
    """How many stacks there are, by the least number of letters of their size. `cast`: (order of casting, letter).

    Two letters belong together when their numbers differ by two at most, and at most four votes lie in between. A
    stack has five letters or more. Nothing is told when any of 99 orders by chance brings as many letters together.
    """
    order = [letter for _number, letter in sorted(cast)]
    found = _groups(order)
    if not found or any(sum(_groups(_drawn(order, chance))) >= sum(found) for _draw in range(DRAWS)):
        return {}
    return dict(sorted(Counter(next(least for least in SIZES if size >= least) for size in found).items()))


def _drawn(order: Sequence[int], chance: random.Random) -> list[int]:
    drawn = list(order)
    chance.shuffle(drawn)
    return drawn


def _groups(order: Sequence[int]) -> list[int]:
    """How many letters each stack holds."""
    leads: dict[int, int] = {}

    def head(letter: int) -> int:
        while leads.setdefault(letter, letter) != letter:
            leads[letter] = leads[leads[letter]]
            letter = leads[letter]
        return letter

    for step in range(1, NEAR_VOTES + 1):
        for one, other in zip(order, order[step:], strict=False):
            if one != other and abs(one - other) <= NEAR_LETTERS:
                leads[head(one)] = head(other)
    sizes = Counter(head(letter) for letter in list(leads))
    return [size for size in sizes.values() if size >= LEAST]
