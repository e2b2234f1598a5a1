"""What tests of looking on need: another observer, a place where people get help to vote, and a second count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stoep.budgeting import actions as budgeting
from stoep.budgeting.queries import followers, open_venues

if TYPE_CHECKING:
    from datetime import datetime

    from stoep.budgeting.models import Decision, HelpPoint, Round
    from stoep.network.standing import Standing
    from tests.rooms.voting import Vote


def another_observer(round: Round, one: Standing, *, at: datetime) -> Decision:
    """`one` stops as an observer, and proposes somebody else of the residents."""
    budgeting.stop_watching(round=round, why="Ik ga verhuizen.", by=one, at=at)
    left = round.observers.get(person=one.person)
    return budgeting.propose_observer(
        round=round, order=left.order, person=followers(left, at.date())[0], why="Bep gaat verhuizen.", by=one,
        at=at, today=at.date(),
    )  # fmt: skip


def a_help_point(round: Round, by: Standing, *, at: datetime, network: str = "192.0.2.0/24") -> HelpPoint:
    """People get help to vote at the first place of the round."""
    return budgeting.open_help_point(round=round, venue=open_venues(round)[0], network=network, by=by, at=at)


def counted_again(vote: Vote, one: Standing, other: Standing, *, at: datetime) -> None:
    """An objection is right: with two keys the same box is counted once more."""
    decision = budgeting.propose_count_again(
        round=vote.round, why="Een stapel bleef liggen.", by=one, at=at, today=at.date()
    )
    budgeting.second(decision=decision, by=other, at=at, today=at.date())
    budgeting.open_box(round=vote.round, sheets=vote.sheets[:3], by=one, at=at)
