"""A municipality, place by place: the same fields for all, in the order of the alphabet, and no ranking."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stoep.network import actions as network
from stoep.places.models import Neighbourhood
from stoep.places.tests import waterstad
from tests.builders import NOW, a_neighbourhood, a_standing, a_voice, an_item

pytestmark = pytest.mark.django_db
ADDRESS = "/gemeente/GM9901/"


@pytest.fixture
def noord() -> Neighbourhood:
    """A neighbourhood in Wijk 2 Noord, with an agenda, a door and a strength; nobody began in Wijk 1 Zuid."""
    areas = waterstad.build()
    here = a_neighbourhood(name="Aan de Meerpaal")
    here.areas.add(areas["BU99010201"])
    resident = a_standing(here)
    a_voice(here, "De tuinclub kookt.", kind="strength", checked_by=resident.person)
    a_voice(here, "Alleen voor ons.", kind="strength", audience="network", checked_by=resident.person)
    an_item(here, "Twee middagen open", by=resident)
    network.open_door(by=resident, place="De Eik", address="Eikstraat 1", hours="dinsdag", contact="me", at=NOW)
    return here


def rows_of(page: str) -> list[str]:
    """The rows of the table as words."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>") if row.strip()]


def test_every_place_has_the_same_fields_by_the_alphabet(client: Client, noord: Neighbourhood) -> None:
    page = client.get(ADDRESS).content.decode()
    begun, waiting = rows_of(page)
    assert begun.startswith("Aan de Meerpaal ja, sinds")
    assert "De Eik, Eikstraat 1 dinsdag 2 1" in begun
    assert waiting == "Wijk 1 Zuid nog niet nog niemand nog geen plek 0 0"


def test_it_begins_with_what_everyone_may_read_that_goes_well(client: Client, noord: Neighbourhood) -> None:
    page = client.get(ADDRESS).content.decode()
    assert page.index("De tuinclub kookt") < page.index("<tbody>")
    assert "Alleen voor ons" not in page


def test_another_municipality_knows_nothing_of_it(client: Client, noord: Neighbourhood) -> None:
    assert noord.name not in client.get("/gemeente/GM9902/").content.decode()


def test_more_neighbourhoods_ask_no_more_questions_for_the_table(client: Client, noord: Neighbourhood) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(ADDRESS)
        return len(found)

    before = asked()
    for number in range(3):
        more = a_neighbourhood(name=f"Buurt {number}")
        more.areas.set(noord.areas.all())
    assert asked() <= before + 3  # the strengths are asked per neighbourhood, up to a dozen
