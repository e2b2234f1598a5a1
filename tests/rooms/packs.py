"""What the tests of the whole house need of paper."""

from __future__ import annotations

import io
import uuid
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from PIL import Image

from stoep.packs import actions as packs
from stoep.packs.actions.answers import Answered
from tests.builders import NOW, TODAY, an_item
from tests.rooms.gatherings import a_code, approved, published

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.packs.models import Batch, Pack
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it. Slips are for whoever closed the pile.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
packs:packs                    xxxx.....xxxxx  xxxx>>>>>xxxxx
packs:pack                     xxxx.....xxxxx  xxxx>>>>>xxxxx
packs:paper                    xxxx.....xxxxx  mmmmmmmmmmmmmm
packs:batch                    xxxx.....xxxxx  xxxx>>>>>xxxxx
packs:close                    mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
packs:take-out                 mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
packs:slips                    xxxx!!!!!xxxxx  mmmmmmmmmmmmmm
packs:add-scan                 mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
packs:scan                     xxxx.....xxxxx  mmmmmmmmmmmmmm
"""
VALUES: dict[str, list[str]] = {}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "how many cards a pack holds": "UPDATE packs_pack SET voices = 0",
    "who typed a pile": "UPDATE packs_batch SET closed_by_id = NULL WHERE closed_at IS NOT NULL",
    "that a pile counts": "UPDATE packs_batch SET closed_at = NULL WHERE closed_at IS NOT NULL",
    "who counted a second time": "UPDATE packs_batch SET again_by_id = NULL WHERE again_by_id IS NOT NULL",
}
NOT_SEALED: dict[str, str] = {
    "packs.card": "it counts nowhere until its pile is closed, is encrypted, and what it becomes is sealed by itself",
    "packs.scan": "a picture under the lock that is destroyed on its day, and proves nothing",
}
FILES: frozenset[str] = frozenset({"packs:paper", "packs:slips", "packs:scan"})
ACTS: frozenset[str] = frozenset({"packs:close", "packs:take-out", "packs:add-scan"})
MIDWAY: frozenset[str] = frozenset()
SAID: dict[str, Any] = {"kind": "i", "words": "Een bankje bij de vijver.", "audience": "i", "tell": "n"}
GIVEN: dict[str, Any] = {"kind": "h", "words": "Ik kan fietsen maken.", "uses": "lp"}


def a_picture(colour: str = "white") -> io.BytesIO:
    """A scan, as a PNG."""
    out = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(out, "PNG")
    out.seek(0)
    return out


def a_pack(by: Standing, **given: Any) -> Pack:
    """A pack of both sorts of cards and a sticker sheet."""
    asked: dict[str, Any] = {"size": "a4", "voices": 10, "strengths": 10, "stickers": True, "at": NOW}
    return packs.print_pack(by=by, **asked | given)


def a_pile(pack: Pack, kind: str, by: Standing) -> Batch:
    """A pile of one kind out of it."""
    return packs.begin(pack=pack, kind=kind, keep_days=30, by=by, at=NOW)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    first, second = an_item(here, "Een dakterras", by=one), an_item(here, "Een moestuin", by=one)
    pack = a_pack(one)
    when: dict[str, Any] = {"at": NOW, "today": TODAY}
    pile = a_pile(pack, "voices", one)
    packs.type_card(batch=pile, place=1, typed=SAID, by=one, **when)
    packs.add_scan(batch=pile, picture=a_picture(), by=one, today=TODAY)
    packs.close(batch=pile, by=other, **when)
    gifts = a_pile(pack, "strengths", other)
    packs.type_card(batch=gifts, place=2, typed=GIVEN, by=other, **when)
    packs.close(batch=gifts, by=one, **when)
    sheet = a_pile(pack, "stickers", one)
    counts = {first.code: 4, second.code: 2}
    packs.count(batch=sheet, counts=counts, counted_on=TODAY, where="De Eik", by=one, **when)
    packs.count_again(batch=sheet, counts=counts | {second.code: 3}, by=other, **when)
    packs.settle(batch=sheet, counts={second.code: 3}, by=other, **when)
    with_answers(here, one, other)


def a_pack_to_answer(here: Neighbourhood, by: Standing, *, at: Any = NOW, today: Any = TODAY) -> Pack:
    """A pack with cards of an invitation, for one street."""
    activity = published(here, by, title="Kom langs", at=at, today=today)
    approved(here, by, at=at)
    asked = packs.Invitation(activity, "nl", "Eikstraat", 12)
    return a_pack(by, voices=0, strengths=0, stickers=False, invitation=asked, at=at)


def with_answers(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """A pile of answers that two people typed."""
    pack = a_pack_to_answer(here, one)
    pile = a_pile(pack, "answers", one)
    assert pack.sending is not None
    answers = [Answered(a_code(pack.sending, drawn), "j") for drawn in range(6)]
    for by in (one, other):
        packs.type_answers(batch=pile, answers=answers, by=by, at=NOW)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    by = world.resident
    pack = a_pack(by)
    pile = a_pile(pack, "voices", by)
    packs.type_card(batch=pile, place=1, typed=SAID, by=by, at=NOW, today=timezone.localdate())
    world.found["pack"], world.found["pile"] = pack, pile
    world.found["scan"] = packs.add_scan(batch=pile, picture=a_picture(), by=by, today=TODAY)


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, pack, pile = world.here.slug, world.found["pack"].number, world.found["pile"].pk
    of_pile = ("packs:batch", "packs:close", "packs:take-out", "packs:slips", "packs:add-scan")
    return {
        "packs:pack": [slug, pack],
        "packs:paper": [slug, pack],
        "packs:scan": [slug, world.found["scan"].pk],
        **{name: [slug, pile] for name in of_pile},
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    return {
        "packs:packs": {"size": "a4", "voices": "2", "strengths": "0"},
        "packs:pack": {"kind": "voices", "keep_days": "30"},
        "packs:batch": SAID | {"place": "2", "words": f"Nog iets heel anders, {uuid.uuid4()}."},
        "packs:take-out": {"kaart": "9"},
    }


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    tom = walk.wijk.standing("Tom", clock.today)
    pack = packs.print_pack(by=tom, at=clock.at, size="a4", voices=3, strengths=2, stickers=True)
    pile = packs.begin(pack=pack, kind="voices", keep_days=30, by=tom, at=clock.at)
    packs.type_card(batch=pile, place=1, typed=SAID, by=tom, at=clock.at, today=clock.today)
    scan = packs.add_scan(batch=pile, picture=a_picture(), by=tom, today=clock.today)
    sheet = packs.begin(pack=pack, kind="stickers", keep_days=30, by=tom, at=clock.at)
    asked = a_pack_to_answer(walk.wijk.place, tom, at=clock.at, today=clock.today)
    answers = packs.begin(pack=asked, kind="answers", keep_days=30, by=tom, at=clock.at)
    walk.found |= {"answers_pile": answers.pk, "answers_pack": asked.number}
    walk.found |= {"pack": pack.number, "pile": pile.pk, "sheet": sheet.pk, "scan": scan.pk}


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    pile = reverse("packs:batch", args=[slug, it["pile"]])
    return {
        "packs:pack": [reverse("packs:pack", args=[slug, it[name]]) for name in ("pack", "answers_pack")],
        "packs:batch": [
            pile,
            f"{pile}?kaart=1",
            *(reverse("packs:batch", args=[slug, it[name]]) for name in ("sheet", "answers_pile")),
        ],
        "packs:paper": [reverse("packs:paper", args=[slug, it["pack"]])],
        "packs:slips": [reverse("packs:slips", args=[slug, it["pile"]])],
        "packs:scan": [reverse("packs:scan", args=[slug, it["scan"]])],
        **{
            f"packs:{name}": [reverse(f"packs:{name}", args=[slug, it["pile"]])]
            for name in ("close", "take-out", "add-scan")
        },
    }
