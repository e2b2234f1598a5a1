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


def test_the_leaves_beside_it_keep_what_was_searched_and_lead_to_their_list() -> None:
    leaf = leaves.leaf(range(21), 2, "uur", keeps="&q=lamp#uren")
    assert (leaf.before, leaf.after) == ("?uur=1&q=lamp#uren", "?uur=3&q=lamp#uren")
    assert leaves.leaf(range(3), 1, keeps="#uren").is_whole


@pytest.mark.parametrize(("asked", "name"), [("", ""), ("?uur=1&blad=1", ""), ("?blad=3", "blad"), ("?uur=2", "uur")])
def test_of_several_lists_the_one_further_on_is_told(asked: str, name: str) -> None:
    assert leaves.further(RequestFactory().get(f"/{asked}"), "uur", "blad") == name
