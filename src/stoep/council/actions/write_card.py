"""Write a card: a party says what it brings and what it asks. Each version stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.models import Card
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.record import actions as record

ACT = "council.write_card"


@transaction.atomic
def write_card(
    *,
    neighbourhood: Neighbourhood,
    organisation: Organisation | None,
    brings: str,
    asks: str,
    by: Standing,
    at: datetime,
) -> Card:
    """The card of this organisation, or of residents (None), as its newest version. The same words give the last one.

    Only the party itself writes it: residents with their key, else somebody of the network who works there.
    Raises NotAllowed, Refused("empty").
    """
    refuse_not_party(by, neighbourhood.pk, organisation)
    doors.lock(neighbourhood.pk)
    brings = doors.needed(brings, _("Schrijf wat u meebrengt."))
    asks = doors.needed(asks, _("Schrijf wat u van de anderen vraagt."))
    last = Card.objects.filter(neighbourhood=neighbourhood, organisation=organisation).order_by("-pk").first()
    if last and (last.brings, last.asks) == (brings, asks):
        return last
    made = Card.objects.create(
        neighbourhood=neighbourhood,
        organisation=organisation,
        brings=brings,
        asks=asks,
        written_by=by.person,
        written_side=by.side,
        written_at=at,
    )
    words = {"brings": brings, "asks": asks}
    facts, personal = (words, {}) if organisation else ({}, words)
    called = organisation.name if organisation else "bewoners"
    record.seal(
        neighbourhood=neighbourhood,
        act=ACT,
        subject=f"card:{made.pk}",
        by=by.actor(),
        at=at,
        facts={"told": f"Nieuwe partnerkaart van {called}.", "party": called, **facts},
        personal=personal,
        rows=[made],
    )
    return made


def refuse_not_party(by: Standing, neighbourhood_id: int, organisation: Organisation | None) -> None:
    """Only the party itself. Raises NotAllowed with a sentence that says who."""
    if organisation is None:
        network.require_here(by, neighbourhood_id, right="residents-key", act=ACT)
        return
    network.require_here(by, neighbourhood_id, right="take-part", act=ACT)
    if not rules.speaks_for(by, organisation.pk):
        sentence = _("Deze kaart schrijft %(who)s zelf. U kunt alleen de kaart van uw eigen kant schrijven.")
        raise doors.refusal("not-the-party", sentence, by=by, act=ACT, who=organisation.name)
