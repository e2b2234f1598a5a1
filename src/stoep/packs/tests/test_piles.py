"""A pile counts as a whole or not at all; what two people type at once is lost for neither."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from stoep.agenda.models import StickerCount
from stoep.packs import actions, kept, queries, rules
from stoep.packs.actions.scans import picture_of
from stoep.packs.models import Batch, Card, Pack, Scan
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from stoep.strengths.models import Strength
from stoep.voices.models import Voice
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, an_item
from tests.rooms.packs import GIVEN, SAID, a_pack, a_picture, a_pile

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


class Desk:
    """Two hosts at one table, with a pack of ten cards of each sort."""

    def __init__(self) -> None:
        self.here = a_neighbourhood()
        self.tom, self.bep = (a_standing(self.here, person=a_person(name)) for name in ("Tom", "Bep"))
        self.items = [an_item(self.here, title, by=self.tom) for title in ("Groen", "Licht")]
        self.pack = a_pack(self.tom)
        self.pile = a_pile(self.pack, rules.VOICES, self.tom)

    def type(self, place: int, *, by: Any = None, batch: Batch | None = None, **changed: Any) -> Card:
        options = {name: changed.pop(name) for name in ("posted_key", "instead_of", "sure") if name in changed}
        return actions.type_card(
            batch=batch or self.pile, place=place, typed=SAID | changed, by=by or self.tom, **WHEN, **options
        )


def pile_of(desk: Desk, pile: Batch) -> Batch:
    """The pile as a page finds it."""
    found = queries.batch(desk.here, pile.pk)
    assert found
    return found


def refused(act: Any) -> str:
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


def test_nothing_counts_before_the_pile_is_closed_and_then_all_of_it_does() -> None:
    desk = Desk()
    desk.type(1)
    dark_there = "Het is donker op de Kade. \U0001f319 مظلم"
    desk.type(2, kind="z", words=dark_there, audience="n", tell="t", address="0612345678")
    assert not Voice.objects.exists() and not Entry.objects.filter(act="voices.post").exists()
    assert not any(b"bankje" in bytes(card.kept) for card in Card.objects.all())
    closed = actions.close(batch=desk.pile, by=desk.bep, **WHEN)
    assert [voice.words for voice in Voice.objects.order_by("pk")] == [
        SAID["words"], dark_there,
    ]  # fmt: skip
    dark = Voice.objects.get(kind="concern")
    assert (dark.audience, dark.channel, dark.taken_down_by) == ("network", "card", desk.bep.person)
    assert closed.closed_by == desk.bep.person
    assert refused(lambda: desk.type(3, words="Te laat, deze kaart.")) == "closed"
    assert refused(lambda: actions.close(batch=desk.pile, by=desk.tom, **WHEN)) == "closed"
    (told,) = Entry.objects.filter(act="packs.close")
    assert set(told.sealed()["facts"]) == {"told", "pack", "rows"}, "no count in the log"


def test_the_slips_are_made_anew_for_whoever_closed_the_pile_and_open_what_was_given() -> None:
    desk = Desk()
    gifts = a_pile(desk.pack, rules.STRENGTHS, desk.tom)
    desk.type(4)
    actions.type_card(batch=gifts, place=1, typed=GIVEN, by=desk.tom, **WHEN)
    for pile in (desk.pile, gifts):
        actions.close(batch=pile, by=desk.tom, **WHEN)
        before = (Voice.objects.count(), Strength.objects.count())
        first, again = (actions.slips(batch=pile_of(desk, pile), by=desk.tom, **WHEN) for _ in "12")
        assert first == again and len(first) == 1 and (Voice.objects.count(), Strength.objects.count()) == before
        batch = pile_of(desk, pile)
        assert refused(lambda batch=batch: actions.slips(batch=batch, by=desk.bep, **WHEN)) == "closer"
    voice = Voice.objects.get()
    slip = actions.slips(batch=pile_of(desk, desk.pile), by=desk.tom, **WHEN)[0]
    assert (slip.place, slip.number) == (4, voice.number)
    from stoep.voices.queries import proves

    assert proves(voice, slip.secret)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "x"}, "kind"),
        ({"audience": ""}, "audience"),
        ({"tell": "q"}, "tell"),
        ({"tell": "t", "address": "geen nummer"}, "bad-phone"),
        ({"words": " \u202e "}, "empty"),
        ({"words": "x" * 100_000}, "too-long"),
    ],
)
def test_what_is_wrong_with_a_card_is_said_while_it_is_in_hand(changed: dict[str, Any], code: str) -> None:
    desk = Desk()
    assert refused(lambda: desk.type(1, **changed)) == code
    assert not Card.objects.exists() and not Voice.objects.exists()
    assert refused(lambda: desk.type(11)) == refused(lambda: desk.type(0)) == "place"


def test_a_card_typed_twice_is_noticed_by_its_number_and_by_its_words() -> None:
    desk = Desk()
    key = str(uuid.uuid4())
    assert desk.type(1, posted_key=key).pk == desk.type(1, posted_key=key).pk, "a form sent twice"
    with pytest.raises(Refused, match="met dezelfde woorden"):
        desk.type(1)
    with pytest.raises(Refused, match=r"Kaart 1 is al overgetypt door Tom\. Uw tekst staat er nog"):
        desk.type(1, by=desk.bep, words="Iets heel anders dan daar stond.")
    with pytest.raises(Refused, match="lijkt op kaart 1"):
        desk.type(2, words="een bankje, bij de vijver")
    desk.type(2, words="een bankje, bij de vijver", sure=True)
    other = a_pile(desk.pack, rules.VOICES, desk.bep)
    assert refused(lambda: desk.type(1, batch=other, by=desk.bep)) == "taken", "also in another pile of the pack"


def test_two_hosts_who_correct_one_card_at_once_lose_nothing() -> None:
    desk = Desk()
    before = rules.mark(kept.typed(desk.type(1)))
    desk.type(1, words="Twee bankjes bij de vijver.", instead_of=before)
    with pytest.raises(Refused, match="Tom veranderde kaart 1 net ook"):
        desk.type(1, by=desk.bep, words="Drie bankjes bij de vijver.", instead_of=before)
    assert [card.typed["words"] for card in queries.shown(desk.pile)] == ["Twee bankjes bij de vijver."]
    actions.take_out(batch=desk.pile, place=1, by=desk.bep)
    actions.take_out(batch=desk.pile, place=1, by=desk.bep)
    assert queries.next_place(desk.pile) == 1
    assert refused(lambda: actions.close(batch=desk.pile, by=desk.tom, **WHEN)) == "empty"


def count(desk: Desk, pile: Batch, *numbers: int, by: Any = None) -> Batch:
    counts = {item.code: number for item, number in zip(desk.items, numbers, strict=True)}
    return actions.count(batch=pile, counts=counts, counted_on=TODAY, where="De Eik", by=by or desk.tom, **WHEN)


def again(desk: Desk, pile: Batch, *numbers: int, by: Any = None) -> Batch:
    counts = {item.code: number for item, number in zip(desk.items, numbers, strict=True)}
    return actions.count_again(batch=pile, counts=counts, by=by or desk.bep, **WHEN)


def test_stickers_count_when_two_people_counted_the_same() -> None:
    desk = Desk()
    sheet = a_pile(desk.pack, rules.STICKERS, desk.tom)
    assert refused(lambda: again(desk, sheet, 4, 2)) == "no-first"
    count(desk, sheet, 4, 2)
    count(desk, sheet, 4, 2)
    assert not StickerCount.objects.exists()
    assert refused(lambda: again(desk, sheet, 4, 2, by=desk.tom)) == "same-person"
    assert refused(lambda: count(desk, sheet, 4, 2, by=desk.bep)) == "taken"
    done = again(desk, sheet, 4, 2)
    assert done.closed_at and done.count and done.count.counts == {desk.items[0].code: 4, desk.items[1].code: 2}
    second = a_pile(desk.pack, rules.STICKERS, desk.bep)
    count(desk, second, 1, 1, by=desk.bep)
    assert again(desk, second, 1, 1, by=desk.tom).count, "another sheet of the same pack"


def test_what_two_people_counted_otherwise_is_settled_at_the_sheet() -> None:
    desk = Desk()
    sheet = a_pile(desk.pack, rules.STICKERS, desk.tom)
    count(desk, sheet, 4, 2)
    assert again(desk, sheet, 4, 3).closed_at is None and not StickerCount.objects.exists()
    licht = desk.items[1].code
    assert refused(lambda: actions.settle(batch=sheet, counts={licht: 2}, by=desk.tom, **WHEN)) == "same-person"
    assert refused(lambda: actions.settle(batch=sheet, counts={}, by=desk.bep, **WHEN)) == "unsettled"
    assert actions.settle(batch=sheet, counts={licht: 2}, by=desk.bep, **WHEN).count
    assert StickerCount.objects.get().counts == {desk.items[0].code: 4, licht: 2}


def test_only_hosts_of_here_touch_paper() -> None:
    desk = Desk()
    official = a_standing(desk.here, "municipality", posts=("worker",))
    for by in (official, a_standing(a_neighbourhood())):
        acts: tuple[Any, ...] = (
            lambda by=by: desk.type(1, by=by),
            lambda by=by: a_pile(desk.pack, rules.VOICES, by),
            lambda by=by: actions.close(batch=desk.pile, by=by, **WHEN),
            lambda by=by: actions.take_out(batch=desk.pile, place=1, by=by),
            lambda by=by: actions.add_scan(batch=desk.pile, picture=a_picture(), by=by, today=TODAY),
            lambda by=by: actions.slips(batch=desk.pile, by=by, **WHEN),
        )
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
    with pytest.raises(NotAllowed):
        a_pack(official)
    assert not Scan.objects.exists() and Pack.objects.count() == 1


def test_a_pack_and_a_pile_are_made_once_a_form_and_what_cannot_be_is_refused() -> None:
    desk = Desk()
    assert a_pack(desk.tom, posted_key="k").pk == a_pack(desk.tom, posted_key="k").pk
    for changed, code in (
        ({"size": "a5"}, "size"),
        ({"voices": 61}, "too-many"),
        ({"voices": 0, "strengths": 0, "stickers": False}, "empty"),
    ):
        assert refused(lambda changed=changed: a_pack(desk.tom, **changed)) == code
    bare = a_pack(desk.tom, strengths=0, stickers=False)
    for kind in (rules.STRENGTHS, rules.STICKERS, "brieven"):
        assert refused(lambda kind=kind: a_pile(bare, kind, desk.tom)) == "kind"
    assert refused(lambda: actions.begin(pack=bare, kind="voices", keep_days=3650, by=desk.tom, at=NOW)) == "keep-days"


def test_scans_are_kept_under_the_lock_and_destroyed_on_their_day(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    desk = Desk()
    scan = actions.add_scan(batch=desk.pile, picture=a_picture("red"), by=desk.tom, today=TODAY)
    (file,) = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    assert b"JFIF" not in file.read_bytes() and picture_of(scan).startswith(b"\xff\xd8")
    desk.type(1)
    actions.close(batch=desk.pile, by=desk.tom, **WHEN)
    day = TODAY + timedelta(days=desk.pile.keep_days)
    at = NOW + timedelta(days=desk.pile.keep_days)
    early: dict[str, Any] = {"today": day - timedelta(days=1), "at": at - timedelta(days=1)}
    assert actions.destroy_paper(**early) == 0 and default_storage.exists(scan.file)
    assert actions.destroy_paper(today=day, at=at) == 2
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()] and not Scan.objects.exists()
    assert not bytes(Card.objects.get().kept) and Card.objects.get().entered == Voice.objects.get().number
    assert not actions.slips(batch=pile_of(desk, desk.pile), by=desk.tom, **WHEN)
    assert actions.destroy_paper(today=day, at=at) == 0


def test_what_is_no_picture_is_no_scan(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    desk = Desk()
    from io import BytesIO

    for content, code in ((b"%PDF-1.7", "no-photo"), (b"<svg/>", "no-photo"), (b"", "no-photo")):
        picture = BytesIO(content)
        assert (
            refused(
                lambda picture=picture: actions.add_scan(batch=desk.pile, picture=picture, by=desk.tom, today=TODAY)
            )
            == code
        )
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
