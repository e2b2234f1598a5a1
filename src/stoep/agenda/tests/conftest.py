"""What the tests of the agenda stand on: a day, a neighbourhood, and those at its table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from tests.builders import NOW, a_neighbourhood, a_standing, sign_in


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """The clock stands at NOW of the builders."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> Neighbourhood:
    """A neighbourhood without an agenda."""
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
def table(client: Client, resident: Standing) -> Client:
    """The same resident, signed in."""
    assert resident.person is not None
    sign_in(client, resident.person)
    return client
