"""What everybody can open of a vote: each plan with its votes, what lay in the box, objections and the sentences."""

from __future__ import annotations

from typing import Any

import pytest

from stoep.archive import lists_of_rooms
from stoep.budgeting import actions as budgeting
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.voting import a_vote, brought_forward, everybody_votes, read

pytestmark = pytest.mark.django_db


def rows(here: Any, name: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for each in lists_of_rooms.ALL if each.name == name for row in each.rows(here)]


def test_a_count_can_be_read_without_us_and_names_nobody() -> None:
    here = a_neighbourhood()
    one, other = a_standing(here), a_standing(here, "independent")
    read(here, one, "pl")
    plans = (("Kunstgras", 4_000_000), ("Tribune", 3_500_000))
    vote = brought_forward(
        a_vote(here, one, other, many=3, plans=plans, rule="most-votes", utility="", completion="none")
    )
    everybody_votes(vote, at=NOW.replace(hour=0), choices=((1,), (1, 2), (1,)))
    budgeting.open_box(round=vote.round, sheets=vote.sheets[:3], by=one, at=NOW)
    budgeting.object_to(round=vote.round, words="Te snel.", called="Bep", at=NOW, today=TODAY)
    number = vote.round.number
    told = [row for row in rows(here, "geldrondes-uitslagen") if row[1] == 1]
    assert [(row[0], row[6:]) for row in told] == [
        (number, (3, 1, "Kunstgras", 4_000_000, 3, "ja")), (number, (3, 2, "Tribune", 3_500_000, 1, "nee")),
    ]  # fmt: skip
    ((_round, closed, envelopes, total, *_more, left_out),) = rows(here, "geldrondes-stembussen")
    assert (closed, envelopes, len(total), left_out) == (TODAY, 3, 64, "")
    assert rows(here, "geldrondes-bezwaren") == [(number, "Te snel.", TODAY, "", None)]
    sentences = rows(here, "geldrondes-zinnen")
    assert ("pl", "costs", "koszt {amount}", TODAY) in sentences
    everything = repr([rows(here, each.name) for each in lists_of_rooms.ALL if each.name.startswith("geldrondes")])
    assert "Bep" not in repr(rows(here, "geldrondes-bezwaren")) and "Fatma" not in repr(sentences)
    assert not any(code[4:] in everything for code in vote.codes[1])
