"""Tom prints a pack and types ten cards back by keyboard alone; Bep counts the stickers after him."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from stoep.agenda.models import StickerCount
from stoep.packs.models import Batch, Pack
from stoep.voices.models import Voice
from tests.builders import an_item
from tests.journeys.conftest import Clock, Door, Wijk
from tests.journeys.walk import barriers_at_both_widths

pytestmark = pytest.mark.journey
MOST_KEYS = 10  # a card, besides the letters of its words: ten cards in three minutes are eighteen seconds a card
SAID = tuple(f"Ik wil graag {what} in onze straat." for what in (
    "een bankje", "meer licht", "een drempel", "een moestuin", "nieuwe stoeptegels", "een boom bij de school",
    "een plek voor tieners", "minder vuilnis", "een buurtfeest", "een wip voor peuters",
))  # fmt: skip


class Keyboard:
    """Presses keys and counts them; it has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def keys(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
        self.pressed += len(names)

    def words(self, text: str) -> None:
        self.page.keyboard.type(text)


def _no_barrier(door: Door, page: Page) -> None:
    if door.script:
        assert barriers_at_both_widths(page) == []


def _one_card(door: Door, board: Keyboard, words: str) -> None:
    """Letter, words, nobody does anything yet, everyone may read it, and not told."""
    board.page.wait_for_load_state()
    after = "Enter" if door.script else "Tab"
    if not door.script:
        board.page.get_by_label("Nummer van de kaart").focus()
        board.keys("Tab")
    board.keys("i", after)
    board.words(words)
    board.keys(after, after, "i", after, "n")
    board.keys("Enter")


def test_ten_cards_are_typed_back_by_keyboard_and_count_together(door: Door, wijk: Wijk) -> None:
    tom = door.visit("Tom", window={"width": 1280, "height": 800})
    tom.goto(f"{wijk.path}balie/")
    tom.get_by_role("link", name="Papier", exact=True).click()
    _no_barrier(door, tom)
    tom.get_by_label("Hoeveel kaarten “Wat is hier al?”").fill("0")
    tom.get_by_role("button", name="Maak het pakket").click()
    _no_barrier(door, tom)
    pack = Pack.objects.get()
    paper = tom.request.get(tom.get_by_role("link", name="Druk het pakket af").get_attribute("href") or "")
    assert paper.body().startswith(b"%PDF")
    tom.get_by_label("kaarten: wat wilt u zeggen?").check()
    tom.get_by_role("button", name="Begin").click()
    _no_barrier(door, tom)
    tom.reload()

    board = Keyboard(tom)
    for place, words in enumerate(SAID, start=1):
        before = board.pressed
        _one_card(door, board, words)
        expect(tom.get_by_text(f"Kaart {place} staat erin.")).to_be_visible()
        assert board.pressed - before <= MOST_KEYS
    assert not Voice.objects.exists()
    expect(tom.get_by_text("Alle kaarten van dit pakket zijn overgetypt.")).to_be_visible()
    tom.get_by_role("button", name="De stapel is klaar").focus()
    tom.keyboard.press("Enter")
    expect(tom.get_by_text("Deze stapel telt mee sinds")).to_be_visible()
    _no_barrier(door, tom)
    assert sorted(Voice.objects.values_list("words", flat=True)) == sorted(SAID)
    slips = tom.request.get(tom.get_by_role("link", name="Druk de bewijzen af").get_attribute("href") or "")
    assert slips.body().startswith(b"%PDF") and pack.batches.get().closed_by == wijk.people["Tom"]


def test_a_sheet_of_stickers_is_counted_by_two_people(door: Door, wijk: Wijk, clock: Clock) -> None:
    bep = wijk.standing("Bep", clock.today)
    for title in ("Groen plein", "Licht op de Kade"):
        an_item(wijk.place, title, by=bep, at=clock.at, today=clock.today)
    tom = door.visit("Tom")
    tom.goto(f"{wijk.path}papier/")
    tom.get_by_role("button", name="Maak het pakket").click()
    tom.get_by_label("stickers op de agenda").check()
    tom.get_by_role("button", name="Begin").click()
    after = "Enter" if door.script else "Tab"
    tom.wait_for_load_state()
    tom.get_by_label("Stickers bij Groen plein").focus()
    for key in ("7", after, "2", "Enter"):
        tom.keyboard.press(key)
    expect(tom.get_by_text("Geef het vel door.")).to_be_visible()
    address = Batch.objects.get().get_absolute_url()
    second = door.visit("Bep")
    second.goto(address)
    expect(second.get_by_role("heading", name="De tweede telling")).to_be_visible()
    _no_barrier(door, second)
    second.get_by_label("Stickers bij Groen plein").fill("7")
    second.get_by_label("Stickers bij Licht op de Kade").fill("3")
    second.get_by_role("button", name="Bewaar deze telling").click()
    expect(second.get_by_role("heading", name="Wat verschilt")).to_be_visible()
    expect(second.get_by_label("Stickers bij Groen plein")).to_have_count(0)
    second.get_by_label("Stickers bij Licht op de Kade").fill("2")
    second.get_by_role("button", name="Bewaar deze telling").click()
    second.get_by_role("link", name="Bekijk de telling").click()
    expect(second.get_by_text("7 stickers")).to_be_visible()
    assert sorted(StickerCount.objects.get().counts.values()) == [2, 7]
