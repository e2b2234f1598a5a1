"""What the tests of the tables stand on: a day, a neighbourhood, and those at its table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.tables.tests.ground import an_official
from tests.builders import NOW, a_neighbourhood, a_standing


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """The clock stands at NOW of the builders."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> Neighbourhood:
    """A neighbourhood in which nothing was decided yet."""
    return a_neighbourhood()


@pytest.fixture
def resident(place: Neighbourhood) -> Standing:
    """A resident with a seat and a second factor."""
    return a_standing(place)


@pytest.fixture
def independent(place: Neighbourhood) -> Standing:
    """The independent organisation, with a seat and a second factor."""
    return a_standing(place, "independent")


@pytest.fixture
def official(place: Neighbourhood) -> Standing:
    """Somebody of the municipality with a post here."""
    return an_official(place)


@pytest.fixture
def seats(place: Neighbourhood) -> list[Standing]:
    """Three residents, the independent organisation and the municipality at the table."""
    sides = ("resident", "resident", "resident", "independent", "municipality")
    return [a_standing(place, side) for side in sides]
