"""Say what the neighbourhood takes over from another one, like so, and what not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from stoep.agenda.models import Item
from stoep.exchange.actions import doors
from stoep.exchange.models import Card, Takeover
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused

_TOLD = gettext_noop("%(place)s neemt iets van u over")
_TELLS = gettext_noop("%(place)s neemt iets over van: %(title)s.\n\nDit wel: %(take)s\nDit niet: %(leave)s\n\n%(page)s")


@transaction.atomic
def take_over(
    *,
    card: Card,
    neighbourhood: Neighbourhood,
    take: str,
    by: Standing,
    at: datetime,
    leave: str = "",
    item: Item | None = None,
    posted_key: str | None = None,
) -> Takeover:
    """This we take over, like so; this not. By a host or whoever leads; who wrote the card is told.

    It stands on the page of the card and in the own neighbourhood, with the item that it serves. Refused: nothing is
    taken over, an item of elsewhere, a card of the own neighbourhood, or one that was taken away.
    """
    act, subject = "exchange.take_over", f"card:{card.pk}"
    network.require_here(by, neighbourhood.pk, right="host", act=act, subject=subject)
    doors.lock(neighbourhood.pk)
    if posted_key and (known := Takeover.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return known
    card = Card.objects.select_related("neighbourhood", "written_by__account").get(pk=card.pk)
    if card.withdrawn_at is not None:
        raise Refused("withdrawn", _("Deze kaart is weggehaald. Zoek een andere."))
    if card.followed_id is None and card.neighbourhood_id == neighbourhood.pk:
        raise Refused("own-card", _("Dit is een kaart van uw eigen wijk. Overnemen gaat van een andere wijk."))
    if item is not None and item.neighbourhood_id != neighbourhood.pk:
        raise Refused("elsewhere", _("Dit punt hoort bij een andere wijk. Kies een punt van uw eigen agenda."))
    said = doors.asked("no-take", _("Schrijf wat u overneemt, en hoe."), take=take) | doors.texts(leave=leave)
    made = Takeover.objects.create(
        neighbourhood=neighbourhood, card=card, card_title=card.title, card_place=card.place, item=item,
        place=neighbourhood.name, noted_by=by.person, noted_at=at, posted_key=posted_key, **said,
    )  # fmt: skip
    record.seal(
        neighbourhood=neighbourhood, act=act, subject=subject, by=by.actor(), at=at,
        facts={"told": "Deze wijk zei wat zij overneemt van een andere wijk, en wat niet."}, personal=said, rows=[made],
    )  # fmt: skip
    known_words = {"place": neighbourhood.name, "title": card.title, "page": card.get_absolute_url(), **said}
    doors.tell(card.written_by, card.neighbourhood, subject, at, subject=_TOLD, body=_TELLS, known=known_words)
    return made
