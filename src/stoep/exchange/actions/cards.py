"""Write a practice card, change it, and take it away."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.exchange import queries
from stoep.exchange.actions import doors
from stoep.exchange.models import Card
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused
from stoep.strengths.models import Strength


class _Needed(TypedDict):
    title: str
    what: str


class Told(_Needed, total=False):
    """What a card says; what is left out is empty. `call` is whom to call, as they want to be called."""

    spot: str
    for_whom: str
    failed: str
    took: str
    call: str
    theme: str
    may_travel: bool


@transaction.atomic
def write(
    *,
    neighbourhood: Neighbourhood,
    by: Standing,
    at: datetime,
    item: Item | None = None,
    promise: Promise | None = None,
    strength: Strength | None = None,
    posted_key: str | None = None,
    **told: Unpack[Told],
) -> Card:
    """A practice card of this neighbourhood, by whoever takes part here; out of an item, a promise or a strength.

    Refused: no title or nothing about what was done, a theme that is none, a source of another neighbourhood. The same
    `posted_key` gives the same card again.
    """
    network.require_here(by, neighbourhood.pk, right="take-part", act="exchange.write")
    doors.lock(neighbourhood.pk)
    if posted_key and (known := Card.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return known
    sources: list[Item | Promise | Strength] = [each for each in (item, promise, strength) if each is not None]
    if any(each.neighbourhood_id != neighbourhood.pk for each in sources):
        raise Refused("elsewhere", _("Dit hoort bij een andere wijk. Schrijf de kaart daar."))
    card = Card(
        neighbourhood=neighbourhood, item=item, promise=promise, strength=strength, written_by=by.person,
        written_from=by.person.organisation if by.person else None, written_at=at, posted_key=posted_key,
        place=neighbourhood.name, municipality=neighbourhood.municipality_name, place_kind=neighbourhood.kind,
        figures=queries.figures_of(neighbourhood), **_said(told),
    )  # fmt: skip
    card.plain = queries.plain_of(card)
    card.save()
    _seal("exchange.write", "Er is een kaart bij: zo deden wij het.", card, by, at)
    return card


@transaction.atomic
def change(*, card: Card, by: Standing, at: datetime, **told: Unpack[Told]) -> Card:
    """The card says this from now on; by who wrote it, their organisation, or a host. Refused as for `write`."""
    card = _own(card, by, "exchange.change")
    if card.withdrawn_at is not None:
        raise Refused("withdrawn", _("Deze kaart is weggehaald. Schrijf een nieuwe."))
    for field, value in _said(told).items():
        setattr(card, field, value)
    card.figures, card.plain = queries.figures_of(card.neighbourhood), queries.plain_of(card)
    card.save()
    _seal("exchange.change", "Een kaart over hoe wij iets deden, is veranderd.", card, by, at)
    return card


@transaction.atomic
def withdraw(*, card: Card, why: str, by: Standing, at: datetime) -> Card:
    """The card is found no more, and says why at its own address. Twice is once."""
    card = _own(card, by, "exchange.withdraw")
    if card.withdrawn_at is not None:
        return card
    card.withdrawn_why = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    card.withdrawn_at = at
    card.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _seal("exchange.withdraw", "Een kaart over hoe wij iets deden, is weggehaald.", card, by, at)
    return card


def _own(card: Card, by: Standing, act: str) -> Card:
    network.require_here(by, card.neighbourhood_id, right="take-part", act=act, subject=f"card:{card.pk}")
    doors.lock(card.neighbourhood_id)
    found = Card.objects.select_related("neighbourhood").get(pk=card.pk)
    if not doors.keeps(found, by):
        raise NotAllowed(
            "not-yours", _("Alleen wie deze kaart schreef, of een gastheer of gastvrouw van die wijk, verandert haar."),
            neighbourhood=by.neighbourhood, actor=by.actor(), act=act, subject=f"card:{found.pk}",
        )  # fmt: skip
    return found


def _said(told: Told) -> dict[str, Any]:
    needed = doors.asked(
        "incomplete", _("Schrijf op wat er gedaan is, met een titel erboven."), title=told["title"], what=told["what"]
    )
    more = doors.texts(
        spot=told.get("spot", ""), for_whom=told.get("for_whom", ""), failed=told.get("failed", ""),
        took=told.get("took", ""), call=told.get("call", ""),
    )  # fmt: skip
    theme = told.get("theme", "")
    if theme and theme not in Item.Domain.values:
        raise Refused("no-theme", _("Kies waar het over gaat."))
    return needed | more | {"theme": theme, "may_travel": told.get("may_travel", False)}


def _seal(act: str, told: str, card: Card, by: Standing, at: datetime) -> None:
    personal = {"title": card.title, "what": card.what, "call": card.call, "why": card.withdrawn_why}
    record.seal(
        neighbourhood=card.neighbourhood, act=act, subject=f"card:{card.pk}", by=by.actor(), at=at,
        facts={"told": told, "theme": card.theme, "may_travel": card.may_travel}, personal=personal, rows=[card],
    )  # fmt: skip
