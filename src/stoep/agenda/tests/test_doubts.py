"""How many authors say that an item is not what they meant: kept in the acts, and equal to a count by hand."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from stoep.agenda import actions as agenda
from stoep.agenda.models import Item, Origin
from stoep.archive import queries as archive
from stoep.places.models import Neighbourhood
from stoep.voices import queries as voices
from stoep.voices.models import Tally
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice, an_item

pytestmark = pytest.mark.django_db


def by_item() -> tuple[dict[int, int], dict[int, int]]:
    """How many authors contradict each item: as it is kept, and counted by hand."""
    counted: Counter[int] = Counter()
    for origin in Origin.objects.all():
        counted[origin.item_id] += origin.author_agrees is False and origin.released_at is None
    return dict(Item.objects.values_list("pk", "contradicted_count")), {pk: counted[pk] for pk in _items()}


def _items() -> list[int]:
    return list(Item.objects.values_list("pk", flat=True))


def by_day(here: Neighbourhood) -> tuple[Counter[date], Counter[date]]:
    """How many said no on each day and meant it still: as it is kept, and counted by hand."""
    kept = Counter({row.day: row.contradicted for row in Tally.objects.filter(neighbourhood=here, contradicted__gt=0)})
    said = Origin.objects.filter(item__neighbourhood=here, author_agrees=False)
    return kept, Counter(timezone.localtime(each.author_said_at).date() for each in said if each.author_said_at)


def test_whatever_authors_say_and_whatever_is_let_go_the_counts_are_those_by_hand() -> None:
    here, chance = a_neighbourhood(), random.Random(7)
    one, host = a_standing(here), a_standing(here, seat=False, posts=("host",))
    items = [an_item(here, f"Punt {number}", by=one) for number in range(2)]
    origins: list[Origin] = []
    for number in range(6):
        voice = a_voice(here, f"Wens {number} van mij.").voice
        origins += agenda.take_up(item=items[number % 2], voices=[voice], why="Past.", by=one, at=NOW)
    for step in range(30):
        at, origin = NOW + timedelta(hours=5 * step), Origin.objects.get(pk=chance.choice(origins).pk)
        if origin.released_at is None:
            agenda.say_of_origin(origin=origin, agrees=chance.random() < 0.4, by=host, at=at)
        if step % 10 == 9:
            agenda.let_go(origin=origin, why="Hoort er niet bij.", by=one, at=at)
    kept, counted = by_item()
    assert kept == counted
    assert sum(kept.values())
    days, by_hand = by_day(here)
    assert days == by_hand
    assert len(days) > 1
    Item.objects.update(contradicted_count=9)
    Tally.objects.filter(neighbourhood=here).update(contradicted=0)
    Tally.objects.create(neighbourhood=here, day=TODAY - timedelta(days=400), contradicted=3)
    agenda.recount(here)
    assert by_item() == (counted, counted)
    assert by_day(here) == (by_hand, by_hand)


def test_the_year_tells_how_many_said_no_and_only_of_this_neighbourhood_and_this_year() -> None:
    here, elsewhere = a_neighbourhood(), a_neighbourhood()
    for place, many in ((here, 5), (elsewhere, 2)):
        one, host = a_standing(place), a_standing(place, seat=False, posts=("host",))
        item = an_item(place, by=one)
        for number in range(many):
            voice = a_voice(place, f"Wens {number} van mij.").voice
            (origin,) = agenda.take_up(item=item, voices=[voice], why="Past.", by=one, at=NOW)
            agenda.say_of_origin(origin=origin, agrees=False, by=host, at=NOW + timedelta(days=365 * (number == 4)))
    for year, shown, more in ((TODAY.year, 3, 1), (TODAY.year + 1, 1, 0)):
        today = TODAY.replace(year=year + 1)
        told = archive.year_of(here, year, today=today, chapters=[archive.at_a_glance]).chapters
        (found,) = [chapter for chapter in told if chapter.key == "dissent"]
        assert (len(found.told), found.more) == (shown, more)
    first = TODAY.replace(month=1, day=1)
    assert voices.counts(here, since_on=first, until_on=TODAY).contradicted == 4
