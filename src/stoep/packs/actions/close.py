"""Close: the whole pile counts at once, or nothing of it does; and the slips for whoever filled in a card."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.packs import kept, queries
from stoep.packs.actions import doors, enter
from stoep.packs.actions.type_card import CARDS
from stoep.packs.models import Batch, Card
from stoep.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Slip:
    """What goes back to whoever filled in a card: its place in the pack, the number and the secret."""

    place: int
    number: str
    secret: str


@transaction.atomic
def close(*, batch: Batch, by: Standing, at: datetime, today: date) -> Batch:
    """Every card of the pile is entered, in the order of the pack. Refused: "empty", "closed"."""
    held = doors.held(batch, by, "packs.close", kinds=CARDS)
    cards = queries.cards_of(held)
    if not cards:
        raise Refused("empty", _("Deze stapel is nog leeg. Typ eerst een kaart over."))
    for card in cards:
        card.entered, _secret = enter.enter(held, kept.typed(card), kept.key(card), by=by, at=at, today=today)
    Card.objects.bulk_update(cards, ["entered"])
    held.closed_by, held.closed_at = by.person, at
    held.save()
    doors.seal("packs.close", held.pack, "Een stapel papier is overgetypt en telt mee.", by=by, at=at, rows=[held])
    return held


def slips(*, batch: Batch, by: Standing, at: datetime, today: date) -> list[Slip]:
    """The slips of a closed pile, while its paper is kept, for whoever closed it; made anew from the keys of the forms.

    What its giver changed since gets no slip: they have their own. Refused: "closer".
    """
    here = batch.pack.neighbourhood_id
    network.require_here(by, here, right="host", act="packs.look", subject=doors.subject(batch.pack))
    if batch.closed_at is None or by.person is None or batch.closed_by_id != by.person.pk:
        raise Refused("closer", _("De bewijzen drukt alleen af wie deze stapel afsloot."))
    found = []
    for card in queries.cards_of(batch):
        if not (card.kept and card.entered):
            continue
        with suppress(Refused):
            number, secret = enter.enter(batch, kept.typed(card), kept.key(card), by=by, at=at, today=today)
            found.append(Slip(card.place, number, secret))
    return found
