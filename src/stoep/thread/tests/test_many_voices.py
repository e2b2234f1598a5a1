"""An item that grew from many voices: its page shows a dozen, leads to the rest, and hides nobody who disagrees."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stoep.agenda import actions as agenda
from stoep.agenda.models import Item, Origin
from stoep.thread.queries import sources
from tests.builders import NOW, a_neighbourhood, a_standing, a_voice, an_item

pytestmark = pytest.mark.django_db
MANY = 30


@pytest.fixture
def item() -> Item:
    """Grown from thirty voices; the author of the last one says that it is not so."""
    place = a_neighbourhood()
    leads = a_standing(place)
    said = [a_voice(place, f"Een bankje, nummer {n}.", checked_by=leads.person) for n in range(MANY)]
    made: Item = an_item(place, "Bankjes", by=leads)
    agenda.take_up(item=made, voices=[each.voice for each in said], why="Zelfde wens.", by=leads, at=NOW)
    origins = Origin.objects.filter(item=made).order_by("pk")
    agenda.say_of_origin(origin=origins[MANY - 1], agrees=False, words="", secret=said[MANY - 1].secret, at=NOW)
    return made


def shown(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"Een bankje, nummer (\d+)\.", text)]


def test_the_first_page_shows_a_dozen_and_whoever_disagrees(client: Client, item: Item) -> None:
    text = client.get(item.get_absolute_url()).text
    assert shown(text) == [*range(sources.MOST), MANY - 1]
    assert "Gegroeid uit 30 keer inbreng" in text
    assert "De eerste van 30 keer inbreng" in text
    assert "de schrijver zegt: dit klopt niet" in text


def test_page_after_page_every_voice_comes_by(client: Client, item: Item) -> None:
    seen: list[int] = []
    address = item.get_absolute_url()
    for _page in range(5):
        text = client.get(address).text
        seen += shown(text)
        more = re.search(r'href="(\?na=\d+)#bronnen"', text)
        if not more:
            break
        address = item.get_absolute_url() + more[1]
    assert set(seen) == set(range(MANY))
    assert len(seen) == MANY + 1  # the one who disagrees stands on the first page too


@pytest.mark.parametrize("odd", ["x", "-1", "9" * 40, "", "1.5", "²"])
def test_what_cannot_be_a_place_in_the_list_begins_at_the_beginning(client: Client, item: Item, odd: str) -> None:
    assert shown(client.get(item.get_absolute_url(), {"na": odd}).text)[0] == 0


def test_an_author_finds_their_own_voice_whatever_its_place(client: Client, item: Item) -> None:
    held = Origin.objects.filter(item=item).order_by("pk")[20].voice
    page, more_after = sources.page(item, held=[held.number])
    assert held in [origin.voice for origin in page]
    assert more_after == Origin.objects.filter(item=item).order_by("pk")[sources.MOST - 1].pk


def test_many_voices_cost_no_more_questions_than_few(client: Client, item: Item) -> None:
    few = an_item(item.neighbourhood, "Een boom")
    counts = []
    for each in (few, item):
        client.get(each.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(each.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8
