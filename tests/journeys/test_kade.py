"""Without a mouse: Anouk registers a table without residents, and its plan waits for the position of residents."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from stoep.record.models import Entry
from stoep.tables.models import Plan
from tests.journeys.conftest import DESK, Door, Wijk
from tests.journeys.walk import Keys

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.parametrize("door", [True], indirect=True, ids=["with-script"]),
]


def test_a_plan_is_established_only_after_the_position_of_residents(door: Door, wijk: Wijk) -> None:
    page = door.visit("Anouk", window=DESK)
    page.goto(f"{wijk.path}tafels/")
    anouk = Keys(page)
    anouk.follow("Zet een tafel in het register")
    anouk.write("Hoe heet deze tafel?", "Stuurgroep De Kade")
    anouk.choose("Stuurgroep")
    anouk.write("Wie nodigt uit en zit voor?", "de gemeente")
    anouk.write("Waarover beslist deze tafel?", "De nieuwe kade en het verkeer daar.")
    anouk.follow("Zet deze tafel erbij")
    anouk.follow("Zet een plan erbij")
    anouk.write("Hoe heet het plan?", "Kadeplan")
    anouk.write("Wat is het voor plan?", "Er komen dertig plekken voor auto's.")
    anouk.day("Van welke dag is dit plan?")
    anouk.follow("Zet dit plan erbij")
    plan = Plan.objects.get()
    anouk.follow("Stel het plan vast")
    anouk.follow("Stel het plan vast")  # the form is filled in; the act refuses
    expect(page.locator("main")).to_contain_text("Bewoners hebben nog niet gezegd")
    assert not Plan.objects.get().established_at
    assert Entry.objects.filter(act="network.refused", subject=f"plan:{plan.pk}").exists(), "the attempt is in the log"

    page = door.visit("Bep", window=DESK)
    page.goto(plan.get_absolute_url())
    bep = Keys(page)
    bep.follow("Schrijf op wat bewoners vinden")
    bep.choose("Voorbehoud: het mag")
    bep.write("In uw eigen woorden", "Eerst bomen, dan pas auto's.")
    bep.write("Wie waren er verder bij?", "Veertig bewoners.")
    bep.write("Hoe besloot u dit?", "Met handen omhoog.")
    bep.follow("Zet dit standpunt bij het plan")

    anouk.page.goto(f"{wijk.path}tafels/plan/{plan.pk}/vaststellen/")
    anouk.write("Wat of wie missen wij hierin?", "De winkeliers.")
    anouk.follow("Stel het plan vast")
    assert Plan.objects.get().established_at
    visitor = door.visit()
    visitor.goto(plan.get_absolute_url())
    expect(visitor.get_by_text("Eerst bomen, dan pas auto's.").first).to_be_visible()
    assert anouk.unseen + bep.unseen == []
