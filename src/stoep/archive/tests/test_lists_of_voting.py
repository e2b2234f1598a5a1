"""What everybody can open of a vote: each plan with its votes, what lay in the box, objections and the sentences."""

from __future__ import annotations

from typing import Any

import pytest

from stoep.archive import lists_of_rooms
from stoep.budgeting import actions as budgeting
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.piles import a_pile_taken_back, on_paper
from tests.rooms.voting import a_vote, brought_forward, everybody_votes, read
from tests.rooms.watching import another_observer

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


def test_who_observed_is_told_by_party_and_days_and_names_nobody() -> None:
    here = a_neighbourhood()
    one, other, next_one = a_standing(here), a_standing(here, "independent"), a_standing(here)
    assert one.person and other.person and other.person.organisation and next_one.person
    vote = brought_forward(a_vote(here, one, other, many=3))
    budgeting.second(decision=another_observer(vote.round, one, at=NOW), by=other, at=NOW, today=TODAY)
    number, party = vote.round.number, other.person.organisation.name
    told = rows(here, "geldrondes-plaatsen-van-waarnemers")
    assert told == [
        (number, 1, None, None, None, TODAY, "Ik ga verhuizen."),
        (number, 2, party, None, None, None, ""),
        (number, 3, None, 1, TODAY, None, ""),
    ]
    assert not any(each.person.name in repr(told) for each in (one, other, next_one) if each.person)


def test_the_paper_and_what_went_wrong_with_it_are_told_and_name_nobody() -> None:
    here = a_neighbourhood()
    one, other = a_standing(here), a_standing(here, "independent")
    assert one.person and other.person
    vote = brought_forward(a_vote(here, one, other, many=3))
    on_paper(vote, one, other, again=a_pile_taken_back(vote, one, other))
    number, why = vote.round.number, "Twee kleefden aan elkaar."
    piles, changes = rows(here, "geldrondes-stapels"), rows(here, "geldrondes-stapels-veranderd")
    assert piles == [(number, 1, "De Eik", 1, None, TODAY, 2), (number, 2, "De Eik", 1, TODAY, None, None)]
    assert [row[2:6] for row in changes] == [
        ("release", 2, 2, "Bep is ziek."), ("number", 2, 1, why), ("withdraw", 1, 1, why),
    ]  # fmt: skip
    assert not any(each.person.name in repr([piles, changes]) for each in (one, other) if each.person)
