"""Confirm current: somebody at the table says that an item still counts (nog actueel?)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stoep.agenda.actions import doors
from stoep.agenda.models import Item
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record


@transaction.atomic
def confirm_current(*, item: Item, by: Standing, today: date, at: datetime) -> Item:
    """The item, touched today: for twelve months it does not ask again."""
    network.require_here(
        by, item.neighbourhood_id, right="lead", act="agenda.confirm_current", subject=f"item:{item.code}"
    )
    doors.lock(item.neighbourhood_id)
    item = doors.running(item.pk)
    if item.last_touched_on == today:
        return item
    item.last_touched_on = today
    item.save(update_fields=["last_touched_on"])
    record.seal(
        neighbourhood=item.neighbourhood,
        act="agenda.confirm_current",
        subject=f"item:{item.code}",
        by=by.actor(),
        at=at,
        facts={"told": "Een agendapunt is nog actueel, zeggen bewoners."},
        rows=[item],
    )
    return item
