"""Checkpoint: sign how the log stands now, to be kept and printed elsewhere."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from stoep.core.sealing.checkpoint import Checkpoint as Point
from stoep.core.sealing.checkpoint import encode
from stoep.core.sealing.note import SignedCheckpoint
from stoep.core.sealing.tree import Frontier
from stoep.places.models import Neighbourhood
from stoep.record import rules
from stoep.record.actions.wipe import sweep, wipe_journal
from stoep.record.models import Checkpoint, Log, LogKey
from stoep.record.queries.keys import key_history, signers
from stoep.shared.asked import ask
from stoep.shared.each import each

logger = logging.getLogger(__name__)


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
    last = next(iter(ask(_last, None, log=log.pk)), None)
    if last is not None and last.size == log.size:
        return last
    due = rules.checkpoint_due(
        size=log.size, last_size=last.size if last else None, last_at=last.made_at if last else None, at=at
    )
    if only_if_due and not due:
        return None
    point = Point(log.origin, log.size, Frontier.unpacked(log.size, bytes(log.peaks)).root())
    note = _signed(log, point, at)
    if note is None:
        return None
    return Checkpoint.objects.create(log=log, size=log.size, root=encode(point.root), note=note, made_at=at)


def _last(_shape: None, *, log: int) -> QuerySet[Checkpoint]:
    return Checkpoint.objects.filter(log=log).order_by("-size")[:1]


def _signed(log: Log, point: Point, at: datetime) -> str | None:
    """The note under the keys that the history of this log asks for.

    None when their secret half is not here: writing goes on, and nothing false is signed. `manage verify_log` says it.
    """
    periods = key_history(log)
    found = signers(log, periods, point.size)
    if found is None:
        logger.error("no key here signs for %s; see manage renew_log_key, or take_over after a move", log.origin)
        return None
    if not log.log_keys.exists():
        begin_history(log, at=at)
    signed = [each.sign(point, int(at.timestamp())) for each in found]
    return SignedCheckpoint(point, tuple(line for each in signed for line in each.signatures)).text()


def begin_history(log: Log, *, at: datetime) -> None:
    """Write down once which keys signed from the beginning: those of this installation."""
    (first,) = key_history(log)
    LogKey.objects.create(log=log, from_size=0, keys="\n".join(first.written()), why=LogKey.Why.FIRST, at=at)
