"""Where every address leads in a world: what stands in its path, and what an honest form would send."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from stoep.agenda import queries
from stoep.agenda.models import Vision
from stoep.network.models import Seat
from stoep.people.models import Organisation
from tests.builders import TEXTS, TODAY, an_organisation
from tests.rooms import ROOMS
from tests.security.world import BUURT, World

ITEM = {
    "title": "Bomen langs de kade", "wish": "Schaduw.", "why": "Het is er heet.", "horizon": "short",
    "line": "los", "domain": "sociaal", "owner": "Bep",
}  # fmt: skip
CHARTER = {
    **{f"seats_{side}": {"resident": "3", "independent": "1"}.get(side, "0") for side in Organisation.Kind.values},
    **{f"weights_{side}": "1" for side in Organisation.Kind.values},
    "residents_share": "51", "term_years": "3", "most_terms": "2", "quorum": "51", "quorum_residents": "51",
    "drawn": "1", "key_days": "14", "way": "both", "review_month": "10",
}  # fmt: skip
WHY = {"why": "Omdat het zo is.", "waarom": "Omdat het zo is.", "missed": "De winkels."}
SAY = {"kind": "idea", "words": "Een bank bij de vijver.", "audience": "everyone", "tell_by": "none"}


def names() -> Iterator[str]:
    """Every named address of the house, with its room: "voices:post"."""
    yield from (name for name, _view in views())


def views() -> Iterator[tuple[str, Any]]:
    """The same, with what answers there."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[Any], room: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else room)
        else:
            assert isinstance(pattern, URLPattern)
            yield f"{room}{pattern.name}", pattern.callback


def address(name: str, world: World) -> str:
    """The address of this name, about the things in this world; a dot names another object: "voices:own.own"."""
    return _reverse(name, world, _arguments(world))


def _reverse(name: str, world: World, known: dict[str, list[Any]]) -> str:
    plain, _dot, _what = name.partition(".")
    words = known[name] if name in known else known[plain] if plain in known else _usual(plain, world)
    return reverse(plain, args=words)


class Doors:
    """Every door of one world; what belongs to each is worked out once, for a form may bring a thing into the world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def path(self, name: str) -> str:
        """The address of this name, with what stands behind its question mark."""
        return _reverse(name, self.world, self._arguments) + self._queries.get(name, "")

    def form(self, name: str) -> dict[str, Any]:
        """What somebody with the right would send to this address."""
        plain = name.partition(".")[0]
        return self._forms.get(name, self._forms.get(plain, WHY))

    @cached_property
    def _arguments(self) -> dict[str, list[Any]]:
        return _arguments(self.world)

    @cached_property
    def _queries(self) -> dict[str, str]:
        return _queries(self.world)

    @cached_property
    def _forms(self) -> dict[str, dict[str, Any]]:
        return _forms(self.world)


def _queries(world: World) -> dict[str, str]:
    """What stands behind the question mark, where an address asks for it: which seat, mostly."""
    seat = Seat.objects.filter(partnership__neighbourhood=world.here, side="resident", is_chair=False).first()
    asked = {"network:propose.end-seat": f"?nummer={seat.pk if seat else 0}"}
    for room in ROOMS:
        asked |= room.queries(world)
    return asked


def _usual(name: str, world: World) -> list[Any]:
    room = name.partition(":")[0]
    one = {
        "promises": world.promise.promise.code,
        "agenda": world.item.code,
        "voices": world.voice.number,
    }
    for kind in ("slug", "code", "number"):
        try:
            reverse(name, kwargs={kind: "x"})
        except Exception:
            continue
        return [world.here.slug if kind == "slug" else one[room]]
    return []


def _arguments(world: World) -> dict[str, list[Any]]:
    slug, number = world.here.slug, world.voice.number
    of_rooms: dict[str, list[Any]] = {}
    for room in ROOMS:
        of_rooms |= room.arguments(world)
    return of_rooms | {
        "thread:municipality": ["GM9901"],
        "record:entry": [slug, 0],
        "record:proof": [slug, 0],
        "record:checkpoint": [slug, 1],
        "record:checkpoint_note": [slug, 1],
        "promises:confirm.private": [world.private_promise.promise.code],
        "promises:erase.resident": [world.residents_promise.promise.code],
        "web:wipe": [number],
        "promises:judge.private": [world.private_promise.promise.code],
        "voices:split": [world.joining.pk],
        "voices:revoke": [world.answer.pk],
        "voices:photo": [world.photo.pk],
        "voices:answer.passed": [world.receipts["passed"].number],
        "voices:answer.passed-network": [world.receipts["passed-network"].number],
        "agenda:version": [slug, 1],
        "agenda:difference": [slug, 1, 2],
        "agenda:decision": [slug, world.decision.pk],
        "agenda:sticker_count": [slug, world.count.pk],
        "agenda:second": [slug, world.decision.pk],
        "agenda:withdraw": [slug, world.decision.pk],
        "agenda:admit": [world.draft.code],
        "agenda:put_aside": [world.draft.code],
        "agenda:edit.draft": [world.draft.code],
        "agenda:claim": [world.item.code, number],
        "agenda:read_words": [world.item.code, number],
        "agenda:let_go": [world.item.code, number],
        "agenda:answer_origin": [world.origin.pk],
        "agenda:vision_version": [slug, 1],
        "agenda:vision_paper": [slug, 1],
        "agenda:endorse": [slug, 2],
        "agenda:dissent": [slug, 2],
        "agenda:vision_difference": [slug, 1, 2],
        "agenda:keep_up": [world.closed_item.code],
        "agenda:look_back": [world.closed_item.code],
        "thread:voice": [number],
        "thread:item": [world.item.code],
        "thread:item.draft": [world.draft.code],
        "thread:promise": [world.promise.promise.code],
        "thread:area": [BUURT],
        "network:propose": [slug, "add-seat"],
        "network:propose.end-seat": [slug, "end-seat"],
        "network:propose.share": [slug, "share"],
        "network:propose.charter": [slug, "charter"],
        "network:charter-version": [slug, 0],
        "network:end-interest": [slug, world.interest.pk],
        "network:review-word": [slug, world.review.pk],
        "network:work-for": [an_organisation("municipality").pk],
        "network:confirm": [slug, world.change.pk],
        "network:drop": [slug, world.change.pk],
        "network:called": [slug, world.telling.pk],
        "network:again": [slug, world.telling.pk],
        "mfa_remove_webauthn": [1],
    }


def draft_of(world: World) -> Vision:
    """The vision in the making."""
    draft = queries.vision_draft(world.here)
    assert draft
    return draft


def _forms(world: World) -> dict[str, dict[str, Any]]:
    codes = {f"plaats-{world.item.code}": "2", f"plaats-{world.other_item.code}": "1", "stuur": "1"}
    secret = world.receipts["network"].secret
    whom = {"name": "Nieuw Gezicht", "email": "nieuw@voorbeeld.nl"}
    forms: dict[str, dict[str, Any]] = {
        "web:language": {"language": "en"},
        "web:look-through": {"wie": "voorzitter"},
        "promises:note": {
            "wie": "Gemeente Waterstad",
            "wat": "Er komt licht.",
            "wanneer": "1-10-2026",
            "voor_wie": "other",
            "sleutel": "sleutel-van-de-proef",
        },
        "promises:confirm": {"klopt": "ja"},
        "promises:change": {"wat": "Anders.", "wanneer": "1-11-2026", "waarom": "Vertraging."},
        "promises:judge": {"oordeel": "kept"},
        "voices:post": SAY | {"posted_key": str(uuid.UUID(int=7))},
        "voices:card": SAY | {"channel": "card", "said_on": "2026-08-30"},
        "voices:check": {"number": world.receipts["unchecked"].number, "show": "1"},
        "voices:already": {"already": "De buren."},
        "voices:follow": {"number": world.voice.number, "secret": secret},
        "voices:own": {"tell_by": "none"},
        "agenda:adopt": {"young": "Zij praatten mee op school.", "missed": "De winkels."},
        "web:wipe": {"sure": "on"},
        "promises:erase": {"grond": "asked", "zeker": "on"},
        "voices:answer": {"kind": "answered", "words": "Het kan niet."},
        "voices:join": WHY | {"into": world.receipts["wijk"].number},
        "agenda:start": ITEM,
        "agenda:take_up": {"inbreng": world.receipts["wijk"].number, "item": world.other_item.code, "opnemen": "1"}
        | WHY,
        "agenda:plan": {"source": "Plan", "text": "titel;wens\nEen;Twee"},
        "agenda:order": codes | WHY,
        "agenda:stickers": {"counted_on": "2026-08-30", f"stickers-{world.item.code}": "7"},
        "agenda:edit": ITEM,
        "agenda:split": ITEM | {"why_split": "Twee dingen."},
        "agenda:remark": {"kind": "fact", "words": "Er staat al een bank."},
        "agenda:merge": WHY | {"others": world.other_item.code},
        "agenda:admit": ITEM,
        "agenda:write_vision": {"opening": "Anders.", "base": queries.vision_hash(draft_of(world))} | TEXTS,
        "agenda:endorse": {"kind": "signed"},
        "agenda:dissent": {"words": "Ik zie het anders."},
        "agenda:keep_up": {"kept_by": "De speelgroep", "look_back_on": "2027-03-01"},
        "agenda:look_back": {"seen": "good", "words": "Het hek staat er nog."},
        "agenda:claim": {"answer": "no", "words": "Nee."},
        "network:found": {"name": "Lutkeveen", "kind": "village", "municipality_name": "Waterstad", "outline": SQUARE},
        "network:propose": whom,
        "network:propose.share": {"share": "60"},
        "network:propose.charter": CHARTER,
        "network:interests": {
            "seat": str(world.resident.seat.pk if world.resident.seat else 0),
            "words": "Een winkel.",
        },
        "network:reviews": {"held_on": str(TODAY), "went_well": "Veel.", "must_change": "Iets.", "renews": "ja"},
        "network:review-word": {"renews": "ja"},
        "network:reading": {"words": "Dit zegt niets over ons."},
        "network:streets": {"names": "Eikstraat\nKade"},
        "network:door": {"place": "Buurthuis De Eik", "address": "Eikstraat 1", "contact": "nobody"},
        "network:lay-down": {"seat": "1000000"},
        "network:posted": {"tot": str(world.letter.pk)},
        "network:called": {"bereikt": "ja"},
        "people:me": {"name": "Andere Naam"},
        "people:address": {"email": "nieuw@voorbeeld.nl"},
        "people:end": {"sure": "on"},
        "account_login": {"email": "iemand@voorbeeld.nl"},
    }
    for room in ROOMS:
        forms |= room.forms(world)
    return forms


SQUARE = '{"type":"Polygon","coordinates":[[[5.10,52.10],[5.12,52.10],[5.12,52.12],[5.10,52.12],[5.10,52.10]]]}'
