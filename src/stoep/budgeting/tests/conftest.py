"""A wijk with a resident, the independent organisation, an official, and an open round."""

from __future__ import annotations

import pytest

from stoep.budgeting import rules
from stoep.budgeting.models import Round
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from tests.builders import a_neighbourhood, a_person, a_standing
from tests.rooms.rounds import a_round


@pytest.fixture(autouse=True)
def few_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer letters than a part must have, so that a test counts what it can oversee."""
    monkeypatch.setattr(rules, "FEWEST_LETTERS", 1)


@pytest.fixture
def here() -> Neighbourhood:
    return a_neighbourhood()


@pytest.fixture
def bep(here: Neighbourhood) -> Standing:
    return a_standing(here)


@pytest.fixture
def ilse(here: Neighbourhood) -> Standing:
    return a_standing(here, "independent")


@pytest.fixture
def anouk(here: Neighbourhood) -> Standing:
    return a_standing(here, "municipality", seat=False, posts=("official",))


@pytest.fixture
def noor(here: Neighbourhood) -> Standing:
    """A resident who hosts; `a_vote` counts with a Noor, so this one bears another name."""
    return a_standing(here, person=a_person("Noor van Dam"), seat=False, posts=("host",))


@pytest.fixture
def round(here: Neighbourhood, bep: Standing, ilse: Standing) -> Round:
    return a_round(here, bep, ilse)
