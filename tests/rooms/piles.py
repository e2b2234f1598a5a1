"""What tests need of paper: a pile that two people typed, and one that went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stoep.budgeting import actions as budgeting

if TYPE_CHECKING:
    from datetime import datetime

    from stoep.budgeting.models import Pile
    from stoep.network.standing import Standing
    from tests.rooms.voting import Vote


def changed(pile: Pile, one: Standing, other: Standing, many: int | None, *, at: datetime) -> Pile:
    """One proposes another number of papers, or (None) to take the pile back; the other agrees."""
    made = budgeting.propose_pile_change(pile=pile, many=many, why="Twee kleefden aan elkaar.", by=one, at=at)
    budgeting.agree_pile_change(change=made, by=other, at=at)
    pile.refresh_from_db()
    return pile


def a_pile_taken_back(vote: Vote, one: Standing, other: Standing) -> Pile:
    """A pile of which somebody typed two papers and does not come back; its number is mended, and it is taken back."""
    at = vote.round.voting_until
    pile = budgeting.begin_pile(round=vote.round, place="De Eik", many=2, by=one, at=at)
    budgeting.type_pile(pile=pile, typed="- 1\n- 2", by=one, at=at)
    assert one.person
    budgeting.release_typist(pile=pile, typist=one.person, why="Bep is ziek.", by=one, at=at)
    changed(pile, one, other, 1, at=at)
    return changed(pile, one, other, None, at=at)


def on_paper(vote: Vote, one: Standing, other: Standing, *, again: Pile | None = None) -> Pile:
    """One paper, typed by two people."""
    at = vote.round.voting_until
    pile = budgeting.begin_pile(round=vote.round, place="De Eik", many=1, by=one, at=at, again=again)
    for by in (one, other):
        budgeting.type_pile(pile=pile, typed=f"{vote.codes[1][2]} 2", by=by, at=at)
    return pile
