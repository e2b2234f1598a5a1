"""What a minority wrote beside a decision of the table, on the page that the council reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.council import actions as council
from stoep.council.tests.ground import IN_SIX_WEEKS, Wijk, a_resolution, a_wijk, an_advice
from stoep.thread.queries import council as views
from tests.builders import NOW, TODAY, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """The clock of the pages stands a week after the builders', when the table has decided."""
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        yield


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def test_the_view_for_the_council_shows_what_a_minority_wrote_beside_each_item_once(wijk: Wijk) -> None:
    later = an_item(wijk.place, "Een hek", by=wijk.resident)
    bare = an_item(wijk.place, "Bankjes", by=wijk.resident)
    about = a_resolution(wijk, "Eerst de kap.", items=[wijk.item])
    an_advice(wijk, resolution=about, item=wijk.item)
    laid = a_resolution(wijk, "Een hek sluit kinderen uit.", title="Hek", words="Er komt een hek.")
    an_advice(wijk, resolution=laid, item=later)
    a_resolution(wijk, "Dit telt niet: het ging niet door.", outcome="objected", items=[bare])
    an_advice(wijk, title="Te laat", item=bare)
    day = IN_SIX_WEEKS.replace(year=IN_SIX_WEEKS.year + 1)
    here = views.place(wijk.place.slug)
    found = views.of_neighbourhood(here, day)
    assert {row.item: [one.words for one in row.minority] for row in found.rows} == {
        wijk.item: ["Eerst de kap."], later: ["Een hek sluit kinderen uit."], bare: []
    }  # fmt: skip
    assert len(found.late) == 3
    reader = Client(headers={"accept-language": "nl"})
    page = reader.get(reverse("thread:council_view", args=[wijk.place.slug])).content.decode()
    assert "Eerst de kap." in page and "Dit telt niet" not in page and about.get_absolute_url() in page


def test_a_withdrawn_advice_takes_the_minority_off_the_item_but_not_off_the_decision(wijk: Wijk) -> None:
    resolution = a_resolution(wijk, "Eerst de kap.")
    advice = an_advice(wijk, resolution=resolution, item=wijk.item)
    council.withdraw(advice=advice, why="Niet meer nodig.", by=wijk.resident, at=NOW)
    here = views.place(wijk.place.slug)
    found = views.of_neighbourhood(here, TODAY)
    assert not any(row.minority for row in found.rows)
    page = Client().get(advice.get_absolute_url()).content.decode()
    assert "Eerst de kap." in page
