"""A stack of letters that were voted with one after another is seen; neighbours by chance and households are not."""

from __future__ import annotations

import random
import time

import pytest

from stoep.core.ballots.stacks import stacks


def cast(order: list[int]) -> list[tuple[int, int]]:
    """These letters, voted with in this order; handed over in another one."""
    numbered = list(enumerate(order, 1))
    random.Random(3).shuffle(numbered)
    return numbered


def voters(many: int = 400, letters: int = 1000, *, seed: int = 1, without: range = range(0)) -> list[int]:
    """People who vote in no order that their letters have."""
    free = [letter for letter in range(1, letters + 1) if letter not in without]
    return random.Random(seed).sample(free, many)


def told(order: list[int]) -> dict[int, int]:
    return stacks(cast(order), random.Random(5))


@pytest.mark.parametrize("seed", range(5))
def test_who_votes_in_no_order_is_no_stack(seed: int) -> None:
    assert told(voters(seed=seed)) == {}


@pytest.mark.parametrize(
    ("size", "found"), [(4, {}), (5, {5: 1}), (9, {5: 1}), (10, {10: 1}), (19, {10: 1}), (20, {20: 1})]
)
def test_a_stack_is_told_by_its_size(size: int, found: dict[int, int]) -> None:
    stack = range(500, 500 + size)
    order = voters(without=range(490, 530))
    assert told(order[:200] + list(stack) + order[200:]) == found


def test_others_who_vote_in_between_and_a_house_that_is_skipped_hide_no_stack() -> None:
    order, stack = voters(without=range(490, 540)), [500, 502, 503, 505, 504, 507, 509]
    mixed = [letter for one, theirs in zip(stack, [order[at : at + 4] for at in range(0, 28, 4)], strict=True)
             for letter in (one, *theirs)]  # fmt: skip
    assert told(mixed + order[28:]) == {5: 1}
    # The control: one more in between, and the chain is broken; two houses skipped break it as well.
    wider = [letter for one, theirs in zip(stack, [order[at : at + 5] for at in range(0, 35, 5)], strict=True)
             for letter in (one, *theirs)]  # fmt: skip
    assert told(wider + order[35:]) == {}
    assert told([*order[:100], 500, 503, 506, 509, 512, 515, *order[100:]]) == {}


def test_stacks_are_told_apart_and_who_votes_twice_is_one_letter() -> None:
    order = voters(without=range(490, 640))
    two = order[:100] + list(range(500, 506)) + order[100:300] + list(range(600, 625)) + order[300:]
    assert told(two) == {5: 1, 20: 1}
    assert told([*order[:100], 500, 501, 502, 500, 501, 502, 503, *order[100:]]) == {}


def test_households_that_vote_together_are_no_stack() -> None:
    homes = [[at, at + 1, at + 2] for at in range(1, 1000, 8)]
    random.Random(2).shuffle(homes)
    assert told([letter for home in homes for letter in home]) == {}


def test_in_a_small_round_nothing_is_told_that_chance_gives_too() -> None:
    assert told(list(range(1, 9))) == {} and told([]) == {} and told([7]) == {}


def test_ten_thousand_votes_take_seconds() -> None:
    order = [*voters(10_000, 20_000), *range(20_001, 20_011)]
    began = time.perf_counter()
    assert told(order)[10] == 1
    assert time.perf_counter() - began < 20
