"""Remark: attach a fact, an offer or an objection to an item. It never changes the text or the order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries
from stoep.agenda.actions import doors
from stoep.agenda.models import Item, Remark
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

_TOLD = {"fact": "een feit", "offer": "een aanbod", "objection": "een bezwaar"}


@transaction.atomic
def remark(*, item: Item, kind: str, words: str, by: Standing, at: datetime) -> Remark:
    """The remark as it stands under the item; the same words twice give the same remark.

    Whoever takes part in the network may do this, an official too. Refused: no words, no such kind, item closed.
    """
    subject = f"item:{item.code}"
    network.require_here(by, item.neighbourhood_id, right="take-part", act="agenda.remark", subject=subject)
    doors.lock(item.neighbourhood_id)
    item = doors.running(item.pk)
    if kind not in Remark.Kind.values:
        raise Refused("no-choice", _("Kies: een feit, een aanbod of een bezwaar."))
    words = doors.texts(words=words)["words"]
    if not words:
        raise Refused("empty", _("Schrijf eerst wat u wilt toevoegen."))
    organisation = by.person.organisation if by.person else None
    known = Remark.objects.filter(item=item, kind=kind, words=words, made_by=by.person).first()
    if known:
        return known
    made = Remark.objects.create(
        item=item, kind=kind, words=words, made_by=by.person, organisation=organisation, made_at=at
    )
    record.seal(
        neighbourhood=item.neighbourhood,
        act="agenda.remark",
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": f"Iemand voegde {_TOLD[kind]} toe aan een agendapunt.",
            "kind": kind,
            "content": queries.content_hash(item),
        },
        personal={"words": words},
        rows=[made],
    )
    return made
