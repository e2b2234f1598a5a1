"""What lies on tables about an item, on the page of that item: plans as they stand, and decisions in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from stoep.council.tests.ground import a_resolution, a_wijk
from stoep.tables import actions as tables
from stoep.tables.tests.ground import a_plan, a_position, an_alliance, establish
from stoep.thread.queries import beside
from tests.builders import NOW, TODAY, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """The clock of the pages stands a week after the builders', when the table has decided."""
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        yield


def test_the_page_of_an_item_tells_which_plans_and_decisions_of_tables_touch_it() -> None:
    wijk = a_wijk()
    item, other = wijk.item, an_item(wijk.place, "Bankjes", by=wijk.resident)
    table = an_alliance(wijk.place, wijk.resident, institutions=0)
    draft = a_plan(table, wijk.resident, title="Kap van de laan", items=[item])
    held = a_plan(table, wijk.resident, title="Nieuwe bomen", items=[item])
    a_position(held, wijk.resident, kind="for")
    done = a_plan(table, wijk.resident, title="Sloop en nieuwbouw", items=[item, other])
    a_position(done, wijk.resident, kind="for")
    gone = a_plan(table, wijk.resident, title="Per vergissing", items=[item])
    tables.withdraw_plan(plan=gone, why="Het stond er al.", by=wijk.resident, at=NOW)
    establish(done, wijk.resident)
    decision = a_resolution(wijk, "Eerst de kap.", items=[item])
    a_resolution(wijk, "Niet doorgegaan.", outcome="objected", title="Hek", items=[item])
    found = beside.of_item(item, today=TODAY).tables
    assert {(one.kind, one.title, one.state) for one in found} == {
        ("plan", draft.title, "draft"),
        ("plan", held.title, "heard"),
        ("plan", done.title, "established"),
        ("decision", decision.title, ""),
    }
    assert [one.title for one in beside.of_item(other, today=TODAY).tables] == [done.title]
    page = Client(headers={"accept-language": "nl"}).get(item.get_absolute_url()).content.decode()
    for thing in (draft, held, done, decision):
        assert f'href="{thing.get_absolute_url()}"' in page
    assert ">Hek<" not in page and gone.title not in page
    english = Client(headers={"accept-language": "en"}).get(item.get_absolute_url()).content.decode()
    assert "What lies on tables about this item" in english
    assert "residents spoke, not established yet" in english
