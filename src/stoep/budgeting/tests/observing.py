"""What tests of observers do: stop, propose somebody else, and see who observes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from stoep.budgeting import actions, queries
from stoep.budgeting.models import Decision, Observer, Round
from stoep.network.standing import Standing
from stoep.people.models import Person
from tests.rooms.voting import VOTING, Vote

DAY: dict[str, Any] = {"at": VOTING, "today": VOTING.date()}


def person(by: Standing) -> Person:
    """Who stands there."""
    assert by.person
    return by.person


def stop(vote: Vote, by: Standing, *, at: datetime = VOTING, why: str = "Ik ga verhuizen.") -> Observer:
    """An observer stops."""
    return actions.stop_watching(round=vote.round, why=why, by=by, at=at)


def propose(vote: Vote, who: Standing, by: Standing, *, order: int = 1, **more: Any) -> Decision:
    """One key for somebody in the place with this order."""
    usual: dict[str, Any] = {"why": "Bep gaat verhuizen.", **DAY}
    return actions.propose_observer(round=vote.round, order=order, person=person(who), by=by, **usual | more)


def watching(round: Round) -> list[str]:
    """Who observes."""
    return [each.called for each in round.observers.filter(until_at=None).order_by("order")]


def open_places(round: Round) -> list[int]:
    """The places in which nobody came yet."""
    return [each.observer.order for each in queries.observers(round, VOTING.date()) if each.is_open]
