"""Lists by twenty: every line stands on one leaf, and an address that is no number leads to the first."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from stoep.shared import leaves


@pytest.mark.parametrize("total", [0, 1, 20, 21, 40, 41])
def test_going_on_from_leaf_to_leaf_shows_every_line_once(total: int) -> None:
    rows, number = list(range(total)), 1
    seen: list[int] = []
    while True:
        leaf = leaves.leaf(rows[leaves.part(number)], number)
        seen += leaf.rows
        assert leaf.before == (f"?blad={number - 1}" if number > 1 else "")
        assert leaf.is_whole == (total <= leaves.PAGE)
        if not leaf.after:
            break
        assert leaf.after == f"?blad={number + 1}"
        number += 1
    assert (seen, number) == (rows, max(1, -(-total // leaves.PAGE)))


@pytest.mark.parametrize(
    ("typed", "number"), [("", 1), ("3", 3), ("0", 1), ("-2", 1), ("²", 1), ("drie", 1), ("9" * 30, 1), ("٣", 1)]
)
def test_what_is_no_number_asks_for_the_first_leaf(typed: str, number: int) -> None:
    assert leaves.number_of(RequestFactory().get("/", {"blad": typed})) == number
