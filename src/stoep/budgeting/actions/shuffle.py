"""Write the box anew in the order of its random keys, so that where a row lies says nothing of when it came."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from stoep.budgeting.models import Box, Envelope
from stoep.record.actions.wipe import wipe_journal


def shuffle_boxes(*, today: date, at: datetime) -> int:
    """What the clock does: every box that is not wiped. Returns how many envelopes lie in them."""
    waits = Box.objects.filter(wiped_at__isnull=True).exclude(public="").exists()
    return write_over() if waits else 0


def write_over() -> int:
    """All boxes anew, and nothing left of how they were. Returns how many envelopes lie in them."""
    many = rewrite()
    # SQLite's journal keeps the order of what was written until it is written over.
    wipe_journal(connection.alias)
    return many


def hold() -> None:
    """Nobody reads or writes any box until the transaction ends. To be asked before anything of a box is read in it:
    two that read first and then ask would wait for each other.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE budgeting_envelope IN ACCESS EXCLUSIVE MODE")


@transaction.atomic
def rewrite() -> int:
    """All envelopes, in one transaction: in PostgreSQL all get the same xmin, and lie in the order of the keys.

    TRUNCATE gives the old pages back; SQLite overwrites what it frees (PRAGMA secure_delete). Whoever votes meanwhile,
    in whatever round, waits until the boxes are written: the table is held from before it is read.
    """
    hold()
    rows = [(bytes(row.key), bytes(row.sealed), row.round_id) for row in Envelope.objects.order_by("key").iterator()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE budgeting_envelope")
        else:
            cursor.execute("DELETE FROM budgeting_envelope")
    Envelope.objects.bulk_create(
        [Envelope(key=key, sealed=sealed, round_id=number) for key, sealed, number in rows], batch_size=300
    )
    return len(rows)
