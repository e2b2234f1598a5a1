"""Without a mouse: Bep proposes other rules for the table, Ilse hears of it and turns the second key, all read it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from stoep.network.models import Change
from stoep.people import queries as people
from stoep.people.models import Telling
from tests.builders import a_person, a_seat
from tests.journeys.conftest import DESK, Door, Wijk
from tests.journeys.walk import Keys

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.parametrize("door", [True], indirect=True, ids=["with-script"]),
]


def test_bep_proposes_shorter_terms_and_ilse_confirms(door: Door, wijk: Wijk) -> None:
    for name in ("Koos Dijk", "Yasmina"):
        a_seat(wijk.place, person=a_person(name))  # residents have their share of this table
    page = door.visit("Bep", window=DESK)
    page.goto(f"{wijk.path}wie-beslist/")
    bep = Keys(page)
    bep.follow("De regels van de tafel wijzigen")
    bep.write("Hoe lang een termijn duurt", "3")
    bep.write("Waarom?", "Zo komt er ruimte voor anderen.")
    bep.follow("Voorstellen")
    change = Change.objects.get()
    assert not change.confirmed_at
    with pytest.raises(AssertionError, match="Bevestigen"):
        Keys(page).to("Bevestigen", at_most=120)  # nobody turns both keys

    told = Telling.objects.get(about=f"change:{change.pk}")
    account = wijk.people["Ilse"].account
    assert account and people.address_of(told.contact) == account.email
    (address,) = re.findall(r"beslis: (/\S+)", told.body)
    page = door.visit("Ilse", window=DESK)
    page.goto(address)
    ilse = Keys(page)
    ilse.follow("Bevestigen")
    assert Change.objects.get().confirmed_at

    visitor = door.visit()
    visitor.goto(f"{wijk.path}wie-beslist/regels/")
    expect(visitor.locator("main")).to_contain_text("3 jaar")
    assert bep.unseen + ilse.unseen == []
