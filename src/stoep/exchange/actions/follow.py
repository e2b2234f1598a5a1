"""Follow the exchange of a neighbourhood on another server: its key is kept, and what it says is taken in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.exchange import feed, queries
from stoep.exchange.actions import doors
from stoep.exchange.models import Card, Followed, Takeover
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared import fetching
from stoep.shared.actor import CLOCK
from stoep.shared.links import link_host
from stoep.shared.refusal import Refused

MOST_FOLLOWED = 50
LONGEST, LONGEST_FOR_A_PAGE = 30.0, 10.0
NOT_AGAIN_WITHIN = timedelta(minutes=5)
_FAULTS = {**fetching.WHY, **feed.WHY}
_GONE = "Staat niet meer in de uitwisseling van %s."


@transaction.atomic
def follow(*, neighbourhood: Neighbourhood, address: str, by: Standing, at: datetime) -> Followed:
    """This neighbourhood follows that address from now on, by a host or whoever leads. The same address is the same.

    Refused: it is no https address, or there are fifty already.
    """
    network.require_here(by, neighbourhood.pk, right="host", act="exchange.follow")
    doors.lock(neighbourhood.pk)
    address = doors.texts(link=address)["link"]
    if not (address.startswith("https://") and link_host(address)):
        raise Refused("no-link", _("Dit adres kan niet. Het begint met https://, en er staan geen spaties in."))
    running = Followed.objects.filter(neighbourhood=neighbourhood, ended_at__isnull=True)
    if known := running.filter(address=address).first():
        return known
    if running.count() >= MOST_FOLLOWED:
        raise Refused("too-many", _("Uw wijk volgt er al veel. Stop eerst met een andere."))
    made = Followed.objects.create(neighbourhood=neighbourhood, address=address, added_by=by.person, added_at=at)
    told = "Deze wijk volgt de uitwisseling van een wijk op een andere server."
    record.seal(
        neighbourhood=neighbourhood, act="exchange.follow", subject=f"followed:{made.pk}", by=by.actor(), at=at,
        facts={"told": told}, personal={"address": address}, rows=[made],
    )  # fmt: skip
    return made


@transaction.atomic
def unfollow(*, followed: Followed, by: Standing, at: datetime) -> Followed:
    """It is not read any more, and its cards are found no more; what was taken over from them stays. Twice is once."""
    act, subject = "exchange.unfollow", f"followed:{followed.pk}"
    network.require_here(by, followed.neighbourhood_id, right="host", act=act, subject=subject)
    doors.lock(followed.neighbourhood_id)
    followed = Followed.objects.select_related("neighbourhood").get(pk=followed.pk)
    if followed.ended_at is None:
        followed.ended_at = at
        followed.save(update_fields=["ended_at"])
        gone = _gone(Card.objects.filter(followed=followed, withdrawn_at__isnull=True), followed, at)
        record.seal(
            neighbourhood=followed.neighbourhood, act=act, subject=subject, by=by.actor(), at=at,
            facts={"told": "Deze wijk volgt een wijk op een andere server niet meer."}, rows=[followed, *gone],
        )  # fmt: skip
    return followed


def look_now(*, followed: Followed, by: Standing, at: datetime) -> None:
    """Look at it at once, for a host or whoever leads. Refused: it fails, or was looked at just now."""
    act, subject = "exchange.take_in", f"followed:{followed.pk}"
    network.require_here(by, followed.neighbourhood_id, right="host", act=act, subject=subject)
    followed = Followed.objects.select_related("neighbourhood").get(pk=followed.pk)
    if followed.looked_at and at - followed.looked_at < NOT_AGAIN_WITHIN:
        raise Refused("just-now", _("Dit is net gelezen. Probeer het over vijf minuten nog eens."))
    refresh(followed=followed, at=at, longest=LONGEST_FOR_A_PAGE)
    if fault := Followed.objects.values_list("fault", flat=True).get(pk=followed.pk):
        raise Refused(fault, _FAULTS[fault])


def read_daily(*, at: datetime) -> int:
    """Every exchange that is followed is looked at; gives how many could not be read or were refused."""
    failed = 0
    for followed in Followed.objects.filter(ended_at__isnull=True).select_related("neighbourhood").order_by("pk"):
        refresh(followed=followed, at=at)
        failed += Followed.objects.filter(pk=followed.pk).exclude(fault="").exists()
    return failed


def refresh(*, followed: Followed, at: datetime, longest: float = LONGEST) -> None:
    """Fetch, check the signature under the key of the first time, and take in. What goes wrong is kept as `fault`."""
    if followed.ended_at is not None:
        return
    try:
        got = fetching.get(followed.address, largest=feed.LARGEST, longest=longest, accept="application/json")
        site = urlsplit(followed.address).hostname or ""
        told = feed.read(got.body, pinned=followed.key, least=followed.size, site=site)
    except (fetching.NotFetched, feed.BadFeed) as failed:
        Followed.objects.filter(pk=followed.pk).update(looked_at=at, fault=failed.code)
        return
    take_in(followed, told, at)
    Followed.objects.filter(pk=followed.pk).update(looked_at=at, fault="")


def why(fault: str) -> str:
    """What is wrong, in words; "" when nothing is."""
    return str(_FAULTS.get(fault, ""))


@transaction.atomic
def take_in(followed: Followed, told: feed.Feed, at: datetime) -> None:
    """What a feed that was checked says is here now: cards that are new, changed or gone, and who took over ours."""
    doors.lock(followed.neighbourhood_id)
    followed = Followed.objects.select_related("neighbourhood").get(pk=followed.pk)
    if followed.ended_at is not None or (followed.key and followed.key != told.key):
        return
    changed: list[Model] = []
    first = (followed.origin, followed.key, followed.place)
    followed.origin, followed.key, followed.place = told.origin, told.key, told.place
    followed.size = told.size
    known = {card.their_id: card for card in Card.objects.filter(followed=followed)}
    for theirs in told.cards:
        old = known.pop(theirs.id, None)
        card = old or Card(neighbourhood=followed.neighbourhood, followed=followed, their_id=theirs.id, written_at=at)
        if _differs(card, _said(told, theirs)) or old is None:
            card.plain = queries.plain_of(card)
            card.save()
            changed.append(card)
    changed += _gone((card for card in known.values() if card.withdrawn_at is None), followed, at)
    changed += _takeovers(followed, told, at)
    followed.save(update_fields=["origin", "key", "place", "size"])
    if not changed and first == (followed.origin, followed.key, followed.place):
        return
    record.seal(
        neighbourhood=followed.neighbourhood, act="exchange.take_in", subject=f"followed:{followed.pk}", by=CLOCK,
        at=at, rows=[followed, *changed],
        facts={
            "told": "Van een wijk op een andere server kwam iets binnen, of veranderde er iets.",
            "origin": told.origin, "rows_changed": len(changed),
        },
    )  # fmt: skip


def _said(told: feed.Feed, theirs: feed.TheirCard) -> dict[str, Any]:
    kinds, themes = Neighbourhood.Kind.values, Item.Domain.values
    return dict(theirs.texts) | {
        "their_address": theirs.address, "theme": theirs.theme if theirs.theme in themes else "",
        "place": told.place, "municipality": told.municipality,
        "place_kind": told.place_kind if told.place_kind in kinds else "", "figures": dict(told.figures),
        "withdrawn_at": None, "withdrawn_why": "",
    }  # fmt: skip


def _differs(card: Card, said: dict[str, Any]) -> bool:
    before = {name: getattr(card, name) for name in said}
    for name, value in said.items():
        setattr(card, name, value)
    return before != said


def _gone(cards: Iterable[Card], followed: Followed, at: datetime) -> list[Model]:
    found = list(cards)
    for card in found:
        card.withdrawn_at, card.withdrawn_why = at, _GONE % (followed.place or followed.address)[:200]
        card.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return list(found)


def _takeovers(followed: Followed, told: feed.Feed, at: datetime) -> list[Model]:
    """What they took over from a card of here, so that it is read from this side too."""
    mine = queries.origin_of(followed.neighbourhood)
    known = {row.their_id: row for row in Takeover.objects.filter(followed=followed)}
    cards = {str(card.pk): card for card in Card.objects.filter(
        neighbourhood=followed.neighbourhood, followed__isnull=True,
        pk__in=[int(each.card_id) for each in told.takeovers if each.card_origin == mine and each.card_id.isdigit()],
    )}  # fmt: skip
    changed: list[Model] = []
    for theirs in told.takeovers:
        if theirs.card_origin != mine or theirs.card_id not in cards:
            continue
        row = known.get(theirs.id) or Takeover(
            neighbourhood=followed.neighbourhood, followed=followed, their_id=theirs.id, noted_at=at,
            card=cards[theirs.card_id], card_title=cards[theirs.card_id].title,
            card_place=cards[theirs.card_id].place,
        )  # fmt: skip
        said = {"take": theirs.take, "leave": theirs.leave, "place": told.place}
        if theirs.id not in known or any(getattr(row, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(row, name, value)
            row.save()
            changed.append(row)
    return changed
