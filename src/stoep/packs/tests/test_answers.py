"""Answers on paper: typed by two people, counted as in gatherings, and nothing is left of who answered or did not."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from stoep.gatherings import actions as gatherings
from stoep.gatherings import keys, queries
from stoep.gatherings.models import Answer, Sending, Spent, Unasked
from stoep.gatherings.rules import codes
from stoep.gatherings.rules.streets import Address
from stoep.packs import actions, papers, rules
from stoep.packs.actions import Invitation
from stoep.packs.actions.answers import Answered
from stoep.packs.forms import PackForm
from stoep.packs.models import Batch, Card, Pack
from stoep.record import rows
from stoep.record.models import Entry
from stoep.shared import printing
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, sign_in
from tests.rooms.gatherings import approved, invited, published
from tests.rooms.packs import a_pack, a_pile

pytestmark = pytest.mark.django_db
LETTERS = "jjnbvj"
HOUSE = "4711 Q"
HOUSE_IN_WORDS = re.compile(r"\b4711(\b|\s*q)", re.IGNORECASE)  # a hash may hold these digits by chance


class Desk:
    """Two hosts, something to which the Eikstraat is invited, and a pack with twelve of its cards."""

    def __init__(self, street: str = "Eikstraat", day: date = TODAY) -> None:
        self.here, self.day = a_neighbourhood(), day
        self.people = [a_person(name) for name in ("Tom", "Bep")]
        self.tom, self.bep = (a_standing(self.here, person=person) for person in self.people)
        self.activity = published(self.here, self.tom, today=day)
        approved(self.here, self.tom)
        self.pack = self.print(street)
        self.pile = a_pile(self.pack, rules.ANSWERS, self.tom)

    def print(self, street: str, many: int = 12) -> Pack:
        return a_pack(self.tom, invitation=Invitation(self.activity, "nl", street, many))

    def codes(self, pack: Pack | None = None) -> list[str]:
        """As they stand on the cards, read from the sheets that are printed."""
        return _printed(pack or self.pack)

    def cards(self, house: str = HOUSE) -> list[Answered]:
        some = zip(self.codes(), LETTERS, strict=False)
        return [Answered(code, letter, house if letter == "v" else "") for code, letter in some]

    def type(self, cards: list[Answered], by: Any, pile: Batch | None = None) -> Batch:
        return actions.type_answers(batch=pile or self.pile, answers=cards, by=by, at=NOW)


def _printed(pack: Pack) -> list[str]:
    found: list[str] = []

    def read(_template: str, data: dict[str, Any]) -> bytes:
        found.extend(_codes(data))
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "pdf", read)
        papers.pack(Pack.objects.select_related("sending__activity__neighbourhood").get(pk=pack.pk))
    return found


def _codes(data: dict[str, Any]) -> list[str]:
    return [one["code"] for one in data["invitation"]["invitations"]] if data["invitation"] else []


def counts() -> dict[str, int]:
    return dict(Answer.objects.values_list("choice", "many"))


def refused(act: Any) -> str:
    with pytest.raises(Refused) as found:
        act()
    assert str(found.value)
    return found.value.code


def test_paper_has_the_same_effect_as_the_page_with_the_code_and_then_nothing_of_a_card_is_left() -> None:
    desk = Desk()
    cards = desk.cards()
    desk.type(cards, desk.tom)
    assert not Answer.objects.exists() and not Spent.objects.exists() and not Unasked.objects.exists()
    assert b"4711" not in bytes(Card.objects.get().kept)
    spoken = [Answered(one.code.lower().replace("-", " "), one.letter.upper(), one.house) for one in reversed(cards)]
    assert desk.type(spoken, desk.bep).closed_at
    on_paper = (counts(), Spent.objects.count(), Unasked.objects.count())
    assert counts() == {"yes": 3, "not-now": 1, "others": 1, "never": 1} and not Card.objects.exists()
    assert queries.unasked_among(desk.here, [Address("Eikstraat", 4711, "q"), Address("Eikstraat", 1)]) == {
        Address("Eikstraat", 4711, "q")
    }

    Answer.objects.all().delete(), Spent.objects.all().delete(), Unasked.objects.all().delete()
    for one in cards:
        choice = rules.REPLIES[one.letter]
        gatherings.answer(neighbourhood=desk.here, code=one.code, choice=choice, house=one.house)
    assert (counts(), Spent.objects.count(), Unasked.objects.count()) == on_paper


def test_the_log_tells_of_a_pile_and_never_of_a_card_a_code_or_a_house() -> None:
    desk = Desk()
    cards = desk.cards()
    desk.type(cards, desk.tom)
    desk.type(cards, desk.bep)
    for entry in Entry.objects.all():
        text = str(entry.sealed())
        assert not any(one.code in text or codes.spoken(one.code) in text for one in cards)
        assert not HOUSE_IN_WORDS.search(text)
        if entry.act.startswith("packs."):
            assert set(entry.sealed()["facts"]) <= {"told", "pack", "rows"}
    told = list(Entry.objects.filter(act="gatherings.hand_out"))
    assert len(told) == 1 and "12" not in str(told[0].sealed()["facts"]["told"])
    for model in (Pack, Sending):
        name = rows.name(model, model.objects.get().pk)
        assert any(name in str(entry.sealed()["facts"].get("rows")) for entry in Entry.objects.all()), name


def test_what_two_people_read_differently_is_looked_at_by_somebody_who_is_not_the_first() -> None:
    desk = Desk()
    cards = desk.cards()
    desk.type(cards, desk.tom)
    assert desk.type(cards, desk.tom).closed_at is None
    assert refused(lambda: desk.type(cards[:5], desk.tom)) == "same-person"
    seventh = next(code for code in desk.codes() if code not in {card.code for card in cards})
    other = [Answered(cards[0].code, "n"), *cards[1:5], Answered(seventh, "j")]
    assert desk.type(other, desk.bep).closed_at is None and not Answer.objects.exists()
    assert refused(lambda: desk.type(cards, a_standing(desk.here))) == "taken"
    settle: dict[str, Any] = {"batch": desk.pile, "at": NOW}
    differ = {cards[0].code, cards[5].code, other[5].code}
    plain = {code.replace("-", ""): code for code in differ}
    read: dict[str, Answered | None] = dict.fromkeys(plain)
    assert refused(lambda: actions.settle_answers(answers=read, by=desk.tom, **settle)) == "same-person"
    assert refused(lambda: actions.settle_answers(answers={}, by=desk.bep, **settle)) == "unsettled"
    assert refused(lambda: actions.settle_answers(answers=read, by=desk.bep, **settle)) == "few"
    key = cards[0].code.replace("-", "")
    actions.settle_answers(answers=read | {key: Answered(key, "n")}, by=desk.bep, **settle)
    assert counts() == {"yes": 1, "not-now": 2, "others": 1, "never": 1} and not Card.objects.exists()


def test_what_is_wrong_with_a_card_is_said_while_it_is_in_hand() -> None:
    desk = Desk()
    cards = desk.cards()
    wrong = "XXXX" + cards[2].code[4:]
    for row, card, why in (
        (2, Answered(wrong, "j"), "wrong"),
        (3, Answered(cards[3].code, "q"), "letter"),
        (4, Answered(cards[4].code, "v"), "house"),
        (5, cards[0], "twice"),
    ):
        with pytest.raises(Refused) as found:
            desk.type([*cards[:row], card, *cards[row + 1 :]], desk.tom)
        assert (found.value.code, getattr(found.value, "row", None)) == (why, row)
    gatherings.answer(neighbourhood=desk.here, code=cards[1].code, choice="yes")
    assert refused(lambda: desk.type(cards, desk.tom)) == "spent"
    assert not Card.objects.exists() and counts() == {"yes": 1}
    assert refused(lambda: desk.type(cards[:4], desk.tom)) == "few"
    many = [Answered(code, "j") for code in _printed(desk.print("", 21))]
    assert refused(lambda: desk.type(many, desk.tom)) == "too-many"
    guest = a_standing(a_neighbourhood())
    with pytest.raises(NotAllowed):
        desk.type(cards, guest)


def test_a_card_that_was_also_answered_by_telephone_counts_once_and_a_gathering_that_ended_holds_nothing_up() -> None:
    desk = Desk()
    cards = desk.cards()
    desk.type(cards, desk.tom)
    gatherings.answer(neighbourhood=desk.here, code=cards[0].code, choice="not-now")
    gatherings.call_off(activity=desk.activity, why="Storm.", by=desk.tom, at=NOW)
    assert desk.type(cards, desk.bep).closed_at
    assert counts() == {"not-now": 1} and Unasked.objects.count() == 1


def test_two_packs_of_one_street_never_hold_the_same_code_and_the_counts_add_up() -> None:
    desk = Desk()
    second = desk.print("eikstraat", 60)
    sending = Sending.objects.get()
    assert (sending.sent, sending.blocks, second.block) == (72, 2, 2)
    first, other = desk.codes(), desk.codes(second)
    assert len(set(first)) == 12 and len(set(other)) == 60 and not set(first) & set(other)
    assert all(codes.is_ours(keys.ours(), code) for code in [*first, *other])
    again = desk.codes()
    assert set(again) != set(first), "printed once more, the codes are drawn anew"


def test_a_card_of_no_street_is_typed_with_its_street() -> None:
    desk = Desk(street="")
    cards = desk.cards("12")
    assert refused(lambda: desk.type(cards, desk.tom)) == "street"
    assert refused(lambda: desk.type(desk.cards("Kade 1-9"), desk.tom)) == "street"
    cards = desk.cards("Kade  12 a")
    desk.type(cards, desk.tom)
    desk.type(cards, desk.bep)
    assert queries.unasked_among(desk.here, [Address("Kade", 12, "A")])


def test_what_cannot_go_in_a_pack_is_refused_and_the_same_form_is_one_pack() -> None:
    desk = Desk()
    assert refused(lambda: desk.print("Nergensstraat")) == "streets"
    assert refused(lambda: desk.print("", rules.MOST_CARDS + 1)) == "too-many"
    assert refused(lambda: a_pack(desk.tom, invitation=Invitation(desk.activity, "pl", "", 5))) == "language"
    invited(published(desk.here, desk.tom, title="Nog iets"), desk.tom, street="Kade")
    given: dict[str, Any] = {"invitation": Invitation(desk.activity, "nl", "", 5), "posted_key": "een"}
    assert a_pack(desk.tom, **given).pk == a_pack(desk.tom, **given).pk
    assert Sending.objects.get(street="").sent == 5
    gatherings.call_off(activity=desk.activity, why="Storm.", by=desk.tom, at=NOW)
    assert refused(lambda: desk.print("")) == "over"
    assert _printed(desk.pack) == [], "what is over is not printed again"


def test_cards_that_nobody_typed_again_go_on_their_day() -> None:
    desk = Desk()
    desk.type(desk.cards(), desk.tom)
    early = NOW + timedelta(days=29)
    assert actions.destroy_paper(today=TODAY, at=early) == 0
    assert actions.destroy_paper(today=TODAY, at=NOW + timedelta(days=30)) == 1
    assert not Card.objects.exists() and not Batch.objects.get(pk=desk.pile.pk).closed_at


def test_the_sheet_shows_the_words_a_code_and_a_letter_on_each_card() -> None:
    desk = Desk()
    made = papers.pack(Pack.objects.select_related("sending__activity__venue").get(pk=desk.pack.pk))
    assert made.startswith(b"%PDF") and len(made) > 20_000


def test_a_pile_is_typed_twice_on_the_pages(client: Client) -> None:
    desk = Desk()
    other = Client()
    for browser, person in zip((client, other), desk.people, strict=True):
        sign_in(browser, person)
    address, cards = desk.pile.get_absolute_url(), desk.cards()
    typed = {f"{name}_{row}": value for row, one in enumerate(cards) for name, value in (
        ("code", one.code), ("letter", one.letter), ("house", one.house)
    )}  # fmt: skip
    wrong = client.post(address, typed | {"letter_3": "q"})
    assert wrong.status_code == 422 and "Deze letter staat niet op de kaart" in wrong.content.decode()
    assert client.post(address, typed).status_code == 302
    assert "Nu typt een tweede persoon" in client.get(address).content.decode()
    blind = other.get(address).content.decode()
    assert "De tweede keer" in blind and cards[0].code not in blind and HOUSE not in blind
    assert other.post(address, typed | {"letter_0": "n"}).status_code == 302
    asked = other.get(address).content.decode()
    assert "Wat verschilt" in asked and cards[0].code in asked and cards[1].code not in asked
    assert other.post(address, {"letter_0": "j"}).status_code == 302
    assert "Deze stapel is geteld" in client.get(address).content.decode() and counts()["yes"] == 3


def test_only_what_can_be_printed_is_offered_and_the_form_sends_it(client: Client) -> None:
    desk = Desk(day=timezone.localdate())
    draft = published(desk.here, desk.tom, title="Voorbij")
    gatherings.call_off(activity=draft, why="Storm.", by=desk.tom, at=NOW)
    offered = [str(one) for one in queries.offers(desk.here, desk.day)]
    assert offered == [f"{desk.activity.title} · Nederlands", f"{desk.activity.title} · Eikstraat · Nederlands"]
    form = PackForm(
        {"size": "a4", "voices": "0", "strengths": "0", "answers": "7"}, invitations=queries.offers(desk.here, desk.day)
    )
    assert not form.is_valid() and "invitation" in form.errors
    sign_in(client, desk.people[0])
    address = f"{desk.here.get_absolute_url()}papier/"
    assert "Welke uitnodiging?" in client.get(address).content.decode()
    sent = {"size": "a4", "voices": "0", "strengths": "0", "answers": "7", "invitation": "2", "key": "sleutel"}
    made = client.get(client.post(address, sent)["Location"]).content.decode()
    assert "Kaarten met een uitnodiging" in made and desk.activity.title in made
    assert Pack.objects.latest("pk").sending == Sending.objects.get(street="Eikstraat")
