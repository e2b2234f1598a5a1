"""Cards without a number: two people type them, only what both typed counts, and then nothing of a card is left."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from stoep.packs import actions, rules
from stoep.packs.models import Batch, Card
from stoep.reach import actions as reach
from stoep.reach import boxes
from stoep.reach.models import Box
from stoep.record.models import Entry
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, sign_in
from tests.rooms.packs import a_pack, a_pile

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
CARDS = [{"age": age, "home": "rent"} for age in ("15-24", "25-44", "65", "45-64", "0-14", "25-44")]


class Desk:
    """Two hosts, a round that runs, and a pile of cards without a number."""

    def __init__(self) -> None:
        self.here = a_neighbourhood()
        self.people = [a_person(name) for name in ("Tom", "Bep")]
        self.tom, self.bep = (a_standing(self.here, person=person) for person in self.people)
        self.round = reach.begin(neighbourhood=self.here, name="Najaar", about="wijk", by=self.tom, **WHEN)
        self.pack = a_pack(self.tom, selves=8)
        self.pile = a_pile(self.pack, rules.SELVES, self.tom)

    def type(self, cards: Any, by: Any) -> Batch:
        return actions.type_selves(batch=self.pile, cards=cards, by=by, **WHEN)

    def total(self) -> int:
        return boxes.opened(Box.objects.get(round=self.round)).total


def refused(act: Any) -> str:
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


def test_what_both_typed_the_same_is_counted_and_no_card_is_left() -> None:
    desk = Desk()
    desk.type(CARDS, desk.tom)
    desk.type(CARDS, desk.tom)
    assert desk.total() == 0 and b"25-44" not in bytes(Card.objects.get().kept)
    assert refused(lambda: desk.type(CARDS[:5], desk.tom)) == "same-person"
    assert desk.type(CARDS, desk.bep).closed_at
    assert desk.total() == 6 and not Card.objects.exists()
    for entry in Entry.objects.filter(act__startswith="packs."):
        assert "25-44" not in str(entry.sealed()) and set(entry.sealed()["facts"]) <= {"told", "pack", "rows"}


def test_what_differs_is_looked_at_again_by_somebody_who_is_not_the_first() -> None:
    desk = Desk()
    desk.type(CARDS, desk.tom)
    other = [*CARDS[:2], CARDS[2] | {"age": "45-64"}, *CARDS[3:], {"age": "65"}]
    assert desk.type(other, desk.bep).closed_at is None and desk.total() == 0
    settle: dict[str, Any] = {"batch": desk.pile, **WHEN}
    assert refused(lambda: actions.settle_selves(cards={2: CARDS[2]}, by=desk.tom, **settle)) == "same-person"
    assert refused(lambda: actions.settle_selves(cards={}, by=desk.bep, **settle)) == "unsettled"
    assert (
        refused(lambda: actions.settle_selves(cards={0: CARDS[0], 2: CARDS[2]}, by=desk.bep, **settle)) == "unsettled"
    )
    actions.settle_selves(cards={2: CARDS[2]}, by=desk.bep, **settle)
    assert desk.total() == 6, "the seventh was a slip of one of them"


def test_a_pile_is_large_enough_to_tell_nobody_and_needs_a_round_that_runs() -> None:
    desk = Desk()
    assert refused(lambda: desk.type(CARDS[:4], desk.tom)) == "few"
    assert refused(lambda: desk.type(CARDS * 2, desk.tom)) == "too-many"
    desk.type(CARDS, desk.tom)
    reach.end(round=desk.round, by=desk.tom, **WHEN)
    with pytest.raises(Refused):
        desk.type(CARDS, desk.bep)
    assert Card.objects.count() == 1 and not Batch.objects.exclude(closed_at=None).exists()
    assert refused(lambda: a_pack(desk.tom, selves=8)) == "no-round"


def test_a_pile_is_typed_twice_on_the_pages(client: Client) -> None:
    desk = Desk()
    other = Client()
    for browser, person in zip((client, other), desk.people, strict=True):
        sign_in(browser, person)
    address = desk.pile.get_absolute_url()
    typed = {f"{name}_{row}": "1" for row in range(6) for name in ("age", "schooling")}
    wrong = client.post(address, typed | {"age_0": "9"})
    assert wrong.status_code == 422 and "Typ een getal van 1 tot en met 5" in wrong.content.decode()
    assert client.post(address, typed).status_code == 302
    blind = other.get(address).content.decode()
    assert "De tweede keer" in blind and 'value="1"' not in blind
    assert other.post(address, typed | {"age_3": "2"}).status_code == 302
    asked = other.get(address).content.decode()
    assert "Wat verschilt" in asked and "age_3" in asked and "age_2" not in asked
    assert other.post(address, {"age_3": "2", "schooling_3": "1"}).status_code == 302
    assert "Deze stapel is geteld" in client.get(address).content.decode() and desk.total() == 6
