"""The agenda day: stickers on the A3, a host types the counts, and the order follows once both keys are turned."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from stoep.agenda import queries as agenda
from stoep.agenda.models import StickerCount
from tests.builders import an_item
from tests.journeys.conftest import PHONE, Clock, Door, Wijk
from tests.journeys.walk import barriers

pytestmark = pytest.mark.journey
TITLES = ("Bankjes in de Eikstraat", "Een hek om de speeltuin", "Huiskamer na schooltijd")


def test_a_host_counts_the_stickers_and_the_order_follows(door: Door, wijk: Wijk, clock: Clock) -> None:
    by = wijk.standing("Bep", clock.today)
    bench, fence, room = (an_item(wijk.place, title, by=by, at=clock.at, today=clock.today) for title in TITLES)
    tom = door.visit("Tom", window=PHONE)
    assert tom.request.get(f"{wijk.path}agenda/poster.pdf").body().startswith(b"%PDF")  # this hung on the wall
    tom.goto(f"{wijk.path}agenda/")
    tom.get_by_role("link", name="Tel de stickers van een agendadag").click()
    tom.get_by_label("Waar hing de agenda?").fill("Huiskamer De Kade")
    tom.get_by_label("Stickers bij Huiskamer na schooltijd").fill("veel")
    tom.get_by_label("Stickers bij Een hek om de speeltuin").fill("4")
    tom.get_by_role("button", name="Bewaar deze telling").click()
    expect(tom.get_by_text("Dit is geen aantal.").first).to_be_visible()
    expect(tom.get_by_label("Stickers bij Een hek om de speeltuin")).to_have_value("4")
    tom.get_by_label("Stickers bij Huiskamer na schooltijd").fill("17")
    tom.get_by_role("button", name="Bewaar deze telling").click()
    count = StickerCount.objects.get()
    expect(tom.get_by_role("heading", level=1)).to_have_text("Stickers geteld op 1 september 2026")
    if door.script:
        assert barriers(tom) == []

    # Everybody reads the count; the agenda itself stays as it was, and Tom finds nothing to change it with.
    reader = door.visit()
    reader.goto(count.get_absolute_url())
    expect(reader.get_by_text("17 stickers")).to_be_visible()
    assert tom.get_by_role("link", name="Zet de agenda in deze volgorde").count() == 0
    assert [item.pk for item in agenda.items(wijk.place)] == [bench.pk, fence.pk, room.pk]

    bep = door.visit("Bep", window=PHONE)
    bep.goto(f"{wijk.path}agenda/besluiten/")
    bep.get_by_role("link", name="Stickers geteld op 1 september 2026").click()
    bep.get_by_role("link", name="Zet de agenda in deze volgorde").click()
    expect(bep.get_by_role("button", name="Stel deze volgorde voor")).to_be_visible()
    if door.script:
        assert barriers(bep) == []
    bep.get_by_label("Wat of wie missen wij hierin?").fill("De winkels.")
    bep.get_by_role("button", name="Stel deze volgorde voor").click()
    expect(bep.get_by_text("wacht op de andere sleutel").first).to_be_visible()

    ilse = door.visit("Ilse")
    ilse.goto(f"{wijk.path}agenda/besluiten/")
    ilse.get_by_role("link", name="Volgorde").click()
    expect(ilse.get_by_text("17 stickers")).to_be_visible()
    ilse.get_by_role("button", name="Akkoord: draai de tweede sleutel om").click()
    expect(ilse.get_by_text("Het besluit is genomen.")).to_be_visible()
    assert [item.pk for item in agenda.items(wijk.place)] == [room.pk, fence.pk, bench.pk]
    reader.goto(f"{wijk.path}logboek/")
    expect(reader.get_by_text("De stickers op de agenda zijn geteld.").first).to_be_visible()
