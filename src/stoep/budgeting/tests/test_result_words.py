"""What the page of the result says of each plan, and its picture of who has something; no database is asked."""

from __future__ import annotations

from typing import Any

import pytest

from stoep.budgeting import result_words
from stoep.budgeting.models import Result


def a_result(**outcome: Any) -> Result:
    return Result(outcome={"winners": [], "others": [], "voters": 57, "voters_with_a_winner": 48} | outcome)


def a_plan(**told: Any) -> dict[str, Any]:
    return {"id": "6", "name": "Bomen", "cost": 14000, "votes": 23} | told


@pytest.mark.parametrize(
    ("told", "paid"),
    [
        ({"price": "14000/23", "paid_in_full": 23, "paid_the_rest": 0}, "Wie dit koos, betaalde €\u00a0608,70."),
        ({"price": "700", "paid_in_full": 20, "paid_the_rest": 0}, "20 betaalden elk €\u00a0700."),
        (
            {"price": "800", "paid_in_full": 15, "paid_the_rest": 8},
            "15 betaalden elk €\u00a0800. 8 gaven wat zij nog over hadden.",
        ),
        ({"added_by_completion": True}, "Dit plan kwam erbij van wat over was."),
        ({}, ""),
    ],
)
def test_each_winner_says_who_paid_what(told: dict[str, Any], paid: str) -> None:
    (shown,) = result_words.winners(a_result(winners=[a_plan(**told)]))
    assert (shown["amount"], shown["share"], shown["voters"], shown["paid"]) == ("€\u00a014.000", 40, 57, paid)


def test_who_did_not_win_says_why_and_how_many_chose_it() -> None:
    (shown,) = result_words.others(a_result(others=[a_plan(cost="15000.50")], near={"6": "lacking-shares"}))
    assert shown["amount"] == "€\u00a015.000,50"
    assert shown["lacked"] == "de stemmers ervoor hadden te weinig over"


@pytest.mark.parametrize(
    ("voters", "glad", "filled"), [(57, 48, 17), (57, 57, 20), (1000, 999, 19), (1000, 1, 1), (57, 0, 0)]
)
def test_twenty_dots_say_all_or_none_only_when_it_is_so(voters: int, glad: int, filled: int) -> None:
    drawn = result_words.dots(a_result(voters=voters, voters_with_a_winner=glad))
    assert (len(drawn), sum(drawn)) == (20, filled)
    assert sorted(drawn, reverse=True) == drawn


def test_without_voters_there_is_no_picture() -> None:
    assert result_words.dots(a_result(voters=0, voters_with_a_winner=0)) == []
