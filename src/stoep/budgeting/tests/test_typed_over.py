"""What people type, sign by sign: sums of money and paper ballots. No database."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stoep.budgeting import rules
from stoep.budgeting.rules import Purse
from stoep.budgeting.rules.paper import Typed
from stoep.budgeting.tests.test_edges import USUAL

SPACES = some.sampled_from(["", " ", "\u00a0", "\u202f", "  "])


@given(whole=some.integers(0, 999_999_999), cents=some.integers(0, 99), before=SPACES, after=SPACES)
def test_a_sum_is_the_same_however_it_is_written(whole: int, cents: int, before: str, after: str) -> None:
    due = whole * 100 + cents
    dotted = f"{whole:,}".replace(",", ".")
    for number in (f"{whole},{cents:02}", f"{dotted},{cents:02}", f"{dotted.replace('.', ' ')}.{cents:02}"):
        for sign in ("€", "EUR", "euro", ""):
            assert rules.read_euros(f"{before}{sign}{after}{number}{before}") == due
        assert rules.read_euros(f"{number}{after}Euro") == due


@pytest.mark.parametrize(("typed", "cents"), [
    ("1,5", 150), ("0,05", 5), ("12.5", 1250), ("12,", None), ("12.", None), ("12,345", None),
    ("20,-", 2000), ("20,--", 2000), ("20,---", None), ("20-", None),
    ("999999999", 99_999_999_900), ("1234567890", None), (".500", None), ("1234.567", None), ("12.34.567", None),
    ("EURO 20", 2000), ("20 € 20", None), ("€ €", None), ("€ ١٢", None), ("２０", None),
])  # fmt: skip
def test_a_sum_has_its_signs_in_their_place_or_is_none(typed: str, cents: int | None) -> None:
    assert rules.read_euros(typed) == cents


@given(some.lists(some.tuples(some.integers(0, 99_999), some.integers(0, 9999)), max_size=8, unique_by=lambda a: a[0]))
def test_a_paper_is_read_as_it_was_filled_in(points: list[tuple[int, int]]) -> None:
    due = tuple(sorted(each for each in points if each[1]))
    for sign in "=:x":
        words = " ".join(f"{number}{sign}{given}" for number, given in points)
        assert rules.read_papers(f"k7qm-4xrt {words}") == [Typed("K7QM4XRT", due)]
    crosses = " ".join(f"{number}{'; '[number % 2]}" for number, _given in points)
    assert rules.read_papers(f"K7QM4XRT {crosses}") == [
        Typed("K7QM4XRT", tuple(sorted((number, 1) for number, _given in points)))
    ]


@pytest.mark.parametrize("line", [
    "A ,", "A =3", "A 123456", "A 1=12345", "A 1=", "A 1 drie", "A drie 1", "A 1X", "A 1X3", "A ١", "12345 1",
])  # fmt: skip
def test_what_is_no_choice_makes_a_line_unreadable(line: str) -> None:
    with pytest.raises(rules.UnreadablePaper):
        rules.read_papers(line)


def test_a_paper_on_which_nothing_was_filled_in_is_a_paper() -> None:
    assert rules.read_papers("A\nB 1") == [Typed("A", ()), Typed("B", ((1, 1),))]


def test_lines_on_which_nothing_stands_are_no_papers_but_count_as_lines() -> None:
    assert [each.code for each in rules.read_papers("\nA 1\n  \t\nB 2\n\n")] == ["A", "B"]
    with pytest.raises(rules.UnreadablePaper) as caught:
        rules.read_papers("\nA 1\n  \n\nB twee")
    assert caught.value.line == 5


def test_of_a_line_that_cannot_be_read_the_first_sixty_signs_are_told() -> None:
    with pytest.raises(rules.UnreadablePaper) as caught:
        rules.read_papers("K7QM drie " + "A" * 60)
    assert str(caught.value) == "K7QM drie " + "A" * 50


@pytest.mark.parametrize(
    ("value", "name"), [(USUAL, "voting_from"), (Purse(1000, (1,)), "given"), (Typed("A", ()), "code")]
)
def test_what_the_rules_were_told_does_not_change_under_them(value: Any, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, getattr(value, name))
