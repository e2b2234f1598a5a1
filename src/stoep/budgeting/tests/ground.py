"""What the tests of ideas and of the ballot ask again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from stoep.budgeting import queries
from stoep.budgeting.models import Idea, Round
from stoep.shared.refusal import Refused
from tests.rooms.rounds import moment


def refused(act: Any, **given: Any) -> str:
    """The code with which the act refuses."""
    with pytest.raises(Refused) as told:
        act(**given)
    assert str(told.value)
    return told.value.code


def page(path: str) -> str:
    """The page as a visitor reads it."""
    return Client().get(path).content.decode()


def fresh(idea: Idea) -> Idea:
    """The idea as the database has it now."""
    return queries.one(idea.round.neighbourhood.slug, idea.round.number, idea.voice.number)


def on(round: Round, days: int, hour: int = 15) -> dict[str, Any]:
    """So many days after ideas began."""
    day = round.ideas_from + timedelta(days=days)
    return {"at": moment(day, hour), "today": day}


def ready(round: Round) -> dict[str, Any]:
    """When everything is checked."""
    day = round.check_until + timedelta(days=1)
    return {"at": moment(day, 13), "today": day}
