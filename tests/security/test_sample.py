"""The smaller sample of the table: nobody is left out over the rows, and no sign within a row."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.security import matrix
from tests.security.sample import FEW, REFUSED, asked_of
from tests.security.world import ROLES

CELLS = [(number, signs) for number, row in enumerate(matrix.rows().values()) for signs in row]


def test_in_every_row_each_sign_is_asked_for_and_the_visitor_asks() -> None:
    for number, signs in CELLS:
        asked = asked_of(number, signs, is_long=False)
        assert asked[0] == ("visitor", signs[0])
        assert {sign for _role, sign in asked} == set(signs)
        assert 3 <= len(asked) == len(set(asked)) < len(ROLES)
        assert all(signs[ROLES.index(role)] == sign for role, sign in asked)


def test_where_few_are_let_in_all_of_them_ask_and_two_who_are_refused() -> None:
    rows_for_few = 0
    for number, signs in CELLS:
        let_in = {role for role, sign in zip(ROLES, signs, strict=True) if sign not in REFUSED}
        if not 0 < len(let_in) <= FEW:
            continue
        asked = {role for role, _sign in asked_of(number, signs, is_long=False)}
        assert let_in < asked
        assert len(asked - let_in) >= 3  # the visitor too, mostly
        rows_for_few += 1
    assert rows_for_few > 80


@pytest.mark.parametrize("part", [0, 1], ids=["reading", "writing"])
def test_over_the_table_everybody_asks_and_everybody_is_refused(part: int) -> None:
    asks, refusals = Counter[str](), Counter[str]()
    for number, row in enumerate(matrix.rows().values()):
        asked = asked_of(number, row[part], is_long=False)
        asks.update(role for role, _sign in asked)
        refusals.update(role for role, sign in asked if sign in "x-")
    assert all(asks[role] >= 75 for role in ROLES), asks
    outside = set(ROLES) - {"resident", "chair", "independent", "host", "worker"}
    assert all(refusals[role] >= 30 for role in outside), refusals


def test_with_long_everybody_asks_everything() -> None:
    assert all([sign for _role, sign in asked_of(7, signs, is_long=True)] == list(signs) for _number, signs in CELLS)
