"""What is printed: fives, and a percentage that tells nothing that the numbers beside it do not."""

from __future__ import annotations

import pytest

from stoep.core.margins.rounding import percentage, rounded


@pytest.mark.parametrize(("count", "printed"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (120, 120)])
def test_people_are_printed_in_fives(count: int, printed: int) -> None:
    assert rounded(count) == printed


def test_a_percentage_needs_fifty_people_behind_it() -> None:
    assert percentage(20, 49) is None
    assert percentage(20, 50) == 40


def test_a_percentage_is_in_fives_and_halves_go_up() -> None:
    assert percentage(30, 80) == 40  # 37.5
    assert percentage(29, 80) == 40  # both are printed as 30 of 80
    assert percentage(25, 110) == 25  # 22.7
    assert percentage(52, 50) == 100


def test_a_percentage_is_the_same_for_all_that_is_printed_the_same() -> None:
    assert {percentage(part, whole) for part in range(28, 33) for whole in range(98, 103)} == {30}
