"""The page of an item tells what was taken over for it from another neighbourhood, and what not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.exchange import actions as exchange
from stoep.exchange.models import Takeover
from tests.builders import NOW, a_neighbourhood, a_standing, an_item
from tests.rooms.exchange import a_card

pytestmark = pytest.mark.django_db


def page_of(item: Any, language: str = "nl") -> str:
    told = Client(headers={"accept-language": language}).get(reverse("thread:item", args=[item.code]))
    return " ".join(told.content.decode().split())


def test_an_item_tells_what_is_taken_over_like_so_and_what_not_and_leads_to_the_card() -> None:
    here, elsewhere = a_neighbourhood(), a_neighbourhood()
    by = a_standing(here)
    item, other = an_item(here, "De sleutels van De Eik", by=by), an_item(here, "Licht op de Kade", by=by)
    card = a_card(elsewhere, a_standing(elsewhere), "Sleutelrooster")
    assert "overnemen" not in page_of(item)
    exchange.take_over(
        card=card, neighbourhood=here, item=item, by=by, at=NOW,
        take="Het rooster op papier.\nElke maandag.", leave="De <b>drankvergunning</b>.",
    )  # fmt: skip
    page = page_of(item)
    assert "Wat wij van andere wijken overnemen" in page and reverse("exchange:card", args=[here.slug, card.pk]) in page
    assert page.index("Sleutelrooster") < page.index("Het rooster op papier.<br>Elke maandag.") < page.index("Dit niet")
    assert "De &lt;b&gt;drankvergunning&lt;/b&gt;." in page and "Sleutelrooster" not in page_of(other)
    assert "What we take over from other neighbourhoods" in page_of(item, "en")


def test_an_item_without_a_no_says_none_and_a_card_that_stayed_behind_leads_to_all_that_was_taken_over() -> None:
    here, elsewhere = a_neighbourhood(), a_neighbourhood()
    by = a_standing(here)
    item = an_item(here, "De sleutels van De Eik", by=by)
    made = exchange.take_over(
        card=a_card(elsewhere, a_standing(elsewhere), "Sleutelrooster"), neighbourhood=here, item=item, by=by, at=NOW,
        take="Het rooster.",
    )  # fmt: skip
    assert "Dit niet" not in page_of(item)
    # As in the archive of one neighbourhood, where the card of another one does not come along.
    Takeover.objects.filter(pk=made.pk).update(card=None)
    other = an_item(here, "Licht op de Kade", by=by)
    Takeover.objects.filter(pk=made.pk).update(item=other)
    assert reverse("exchange:traces", args=[here.slug]) in page_of(other)


def test_the_page_still_asks_at_most_eight_questions(django_assert_max_num_queries: Any) -> None:
    here, elsewhere = a_neighbourhood(), a_neighbourhood()
    by = a_standing(here)
    item = an_item(here, "De sleutels van De Eik", by=by)
    for number in range(3):
        card = a_card(elsewhere, a_standing(elsewhere), f"Kaart {number}")
        exchange.take_over(card=card, neighbourhood=here, item=item, by=by, at=NOW, take="Dit.")
    page_of(item)
    with django_assert_max_num_queries(8):
        assert "Kaart 2" in page_of(item)
