"""Tie: say that something that is already here could carry an item, and undo that."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.actions import doors
from stoep.agenda.models import Carrying, Item
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.strengths import queries as strengths
from stoep.strengths.models import Strength


@transaction.atomic
def tie(*, item: Item, strength: Strength, by: Standing, at: datetime) -> Carrying:
    """The strength stands with the item from now on. Twice is once.

    Refused: "not-open" (its giver did not agree to this, or no host looked at it), "closed", "draft".
    """
    held = _held(item, by, "agenda.tie")
    if not strengths.shown("item").filter(neighbourhood=held.neighbourhood_id, pk=strength.pk).exists():
        raise Refused("not-open", _("De gever laat dit niet bij de agenda zien. Kies iets anders uit de lijst."))
    known = Carrying.objects.filter(item=held, strength=strength, untied_at__isnull=True).first()
    if known:
        return known
    made = Carrying.objects.create(item=held, strength=strength, tied_by=by.person, tied_at=at)
    _seal("agenda.tie", made, by, at, f"Kracht {strength.spoken} kan helpen bij een agendapunt.")
    return made


@transaction.atomic
def untie(*, item: Item, strength: Strength, by: Standing, at: datetime) -> None:
    """The strength stands with this item no more. Twice is once."""
    held = _held(item, by, "agenda.untie")
    found = Carrying.objects.select_for_update(of=("self",)).filter(
        item=held, strength=strength, untied_at__isnull=True
    )
    for carrying in found.select_related("strength", "item__neighbourhood"):
        carrying.untied_at = at
        carrying.save(update_fields=["untied_at"])
        _seal("agenda.untie", carrying, by, at, f"Kracht {strength.spoken} is losgemaakt van een agendapunt.")


def _held(item: Item, by: Standing, act: str) -> Item:
    network.require_here(by, item.neighbourhood_id, right="lead", act=act, subject=f"item:{item.code}")
    doors.lock(item.neighbourhood_id)
    return doors.running(item.pk)


def _seal(act: str, carrying: Carrying, by: Standing, at: datetime, told: str) -> None:
    record.seal(
        neighbourhood=carrying.item.neighbourhood,
        act=act,
        subject=f"item:{carrying.item.code}",
        by=by.actor(),
        at=at,
        facts={"told": told, "strength": carrying.strength.number},
        rows=[carrying],
    )
