"""Checkpoint: sign how the log stands now, to be kept and printed elsewhere."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stoep.core.sealing.checkpoint import Checkpoint as Point
from stoep.core.sealing.checkpoint import encode
from stoep.core.sealing.tree import Frontier
from stoep.places.models import Neighbourhood
from stoep.record import keys, rules
from stoep.record.actions.wipe import sweep, wipe_journal
from stoep.record.models import Checkpoint, Log
from stoep.shared.each import each


@transaction.atomic
def checkpoint(*, neighbourhood: Neighbourhood, at: datetime) -> Checkpoint | None:
    """The signed checkpoint over all entries: a new one, or the last when nothing was added. None: no entries."""
    log = Log.objects.select_for_update().filter(neighbourhood=neighbourhood).first()
    if log is None or log.size == 0:
        return None
    return sign(log=log, at=rules.sealed_moment(at=at, last_at=log.last_at), only_if_due=False)


def daily(*, today: date, at: datetime) -> int:
    """What is done once a day (settings.STOEP_DAILY_DUTIES): a checkpoint under every log. Returns how many logs."""
    places = list(Neighbourhood.objects.filter(log__size__gt=0))
    try:
        return each(places, lambda place: checkpoint(neighbourhood=place, at=at) is not None)
    finally:
        # What was deleted today, by whatever room: a message that was told, an address, words.
        wipe_journal("default")
        sweep("default")


def sign(*, log: Log, at: datetime, only_if_due: bool) -> Checkpoint | None:
    """Sign the locked log as it stands; None when it is not due yet. Reading a page never signs: writing does."""
    last = log.checkpoints.order_by("-size").first()
    if last is not None and last.size == log.size:
        return last
    due = rules.checkpoint_due(
        size=log.size, last_size=last.size if last else None, last_at=last.made_at if last else None, at=at
    )
    if only_if_due and not due:
        return None
    root = Frontier.unpacked(log.size, bytes(log.peaks)).root()
    signed = keys.signer().sign(Point(log.origin, log.size, root), int(at.timestamp()))
    return Checkpoint.objects.create(log=log, size=log.size, root=encode(root), note=signed.text(), made_at=at)
