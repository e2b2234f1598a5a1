"""Scans of a pile: drawn anew, encrypted, and destroyed on the day that was set; with them what was typed of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.packs import rules
from stoep.packs.actions import doors
from stoep.packs.models import Batch, Card, Scan
from stoep.people import sealing
from stoep.record import actions as record
from stoep.shared.each import each
from stoep.shared.refusal import Refused
from stoep.voices import pictures


def add_scan(*, batch: Batch, picture: IO[bytes], by: Standing, today: date) -> Scan:
    """Keep a picture of the paper with the pile: without place, camera or anything else that hides in it, encrypted.

    Refused: "photo-too-big", "no-photo", "too-many".
    """
    network.require_here(
        by, batch.pack.neighbourhood_id, right="host", act="packs.scan", subject=doors.subject(batch.pack)
    )
    if batch.scans.count() >= rules.MOST_SCANS:
        raise Refused("too-many", _("Bij een stapel passen %(most)s scans."), most=rules.MOST_SCANS)
    name = _store(sealing.seal_bytes(pictures.clean(picture)))
    try:
        return Scan.objects.create(
            batch=batch,
            file=name,
            added_by=by.person,
            added_on=today,
            destroy_on=today + timedelta(days=batch.keep_days),
        )
    except BaseException:
        default_storage.delete(name)
        raise


def picture_of(scan: Scan) -> bytes:
    """The picture again, as a JPEG."""
    with default_storage.open(scan.file) as file:
        return sealing.unseal_bytes(file.read())


def destroy_paper(*, today: date, at: datetime) -> int:
    """Destroy scans whose day has come, and what was typed of piles that were closed long enough ago; how many.

    Of cards of nobody (without a number, or with an answer) also what lies on a pile that nobody finished as long.
    """

    def scan(found: Scan) -> bool:
        default_storage.delete(found.file)
        found.delete()
        return True

    def typed(found: Batch) -> int:
        emptied = Card.objects.filter(batch=found).exclude(kept=b"").update(kept=b"")
        if emptied:
            record.mark_erased()
            transaction.on_commit(partial(record.wipe, "default"))
        return emptied

    def unfinished(found: Batch) -> int:
        late = Card.objects.filter(batch=found, typed_at__lte=at - timedelta(days=found.keep_days))
        many, _of_each = Card.objects.filter(batch=found).delete() if late.exists() else (0, {})
        if many:
            record.mark_erased()
            transaction.on_commit(partial(record.wipe, "default"))
        return many

    gone = each(list(Scan.objects.filter(destroy_on__lte=today)), scan)
    old = Batch.objects.filter(closed_at__isnull=False, closed_at__lte=at - timedelta(days=min(rules.KEEP_DAYS)))
    over = [batch for batch in old if batch.closed_at and batch.closed_at + timedelta(days=batch.keep_days) <= at]
    waiting = Batch.objects.filter(closed_at__isnull=True, kind__in=(rules.SELVES, rules.ANSWERS), cards__isnull=False)
    return gone + each(over, typed) + each(list(waiting.distinct()), unfinished)


def _store(content: bytes) -> str:
    name = f"scans/{uuid.uuid4().hex}"
    try:
        return default_storage.save(name, ContentFile(content))
    except OSError:
        default_storage.delete(name)
        raise
