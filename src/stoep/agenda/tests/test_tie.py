"""What is already here stands with the items that it could carry, as long as its giver says yes to that."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions, queries
from stoep.agenda.models import Carrying
from stoep.shared.refusal import NotAllowed, Refused
from stoep.strengths import actions as strengths
from tests.builders import NOW, a_neighbourhood, a_standing, an_item, sign_in

pytestmark = pytest.mark.django_db
SEWING = "Ik kan naaien."


def test_a_strength_stands_with_an_item_and_is_gone_when_its_giver_takes_that_back(client: Client) -> None:
    here = a_neighbourhood()
    one = a_standing(here)
    item = an_item(here, "Kleding herstellen", by=one)
    gift: dict[str, Any] = {"kind": "gift", "part": "hands", "words": SEWING, "uses": ["item"], "host": one, "at": NOW}
    slip = strengths.note(neighbourhood=here, **gift)
    pages = [reverse("thread:item", args=[item.code]), reverse("agenda:untied", args=[here.slug])]

    def seen() -> list[bool]:
        return [SEWING in client.get(page).content.decode() for page in pages]

    assert seen() == [False, True]
    desk = Client()
    assert one.person
    sign_in(desk, one.person)
    choose = reverse("agenda:tie", args=[item.code])
    assert SEWING in desk.get(choose).content.decode()
    desk.post(choose, {"strength": slip.number})
    desk.post(choose, {"strength": slip.number})
    assert Carrying.objects.count() == 1 and seen() == [True, False]
    desk.post(choose, {"strength": slip.number, "los": ""})
    assert seen() == [False, True]
    desk.post(choose, {"strength": slip.number})
    strengths.take_back(strength=slip.strength, secret=slip.secret, use="item", at=NOW)
    assert seen() == [False, False] and SEWING not in desk.get(choose).content.decode()


def test_what_is_not_shown_with_the_agenda_is_not_tied_and_not_by_anybody() -> None:
    here = a_neighbourhood()
    one, official = a_standing(here), a_standing(here, "municipality")
    item = an_item(here, "Kleding herstellen", by=one)
    slip = strengths.note(neighbourhood=here, kind="place", words="Soep.", uses=["list"], host=one, at=NOW)
    with pytest.raises(Refused, match="laat dit niet"):
        actions.tie(item=item, strength=slip.strength, by=one, at=NOW)
    elsewhere = strengths.note(neighbourhood=a_neighbourhood(), kind="place", words="Soep.", uses=["item"], at=NOW)
    with pytest.raises(Refused, match="laat dit niet"):
        actions.tie(item=item, strength=elsewhere.strength, by=one, at=NOW)
    for act in (actions.tie, actions.untie):
        with pytest.raises(NotAllowed):
            act(item=item, strength=slip.strength, by=official, at=NOW)
    assert not Carrying.objects.exists() and not queries.untied(here)
