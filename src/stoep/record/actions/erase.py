"""Erase: destroy what was personal, and say in the log that it was done. Every other proof keeps holding."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db import connections, transaction
from django.db.models import Q

from stoep.places.models import Neighbourhood
from stoep.record import rules
from stoep.record.actions.seal import seal
from stoep.record.models import Entry, Opening
from stoep.shared.actor import Actor

SHORT_WAIT = 200  # milliseconds: whoever asks for erasure does not wait for every reader of the website


@transaction.atomic
def erase(
    *,
    neighbourhood: Neighbourhood,
    subject: str | None,
    ground: str,
    by: Actor,
    at: datetime,
    fields: Collection[str] | None = None,
    value: str | None = None,
) -> Entry | None:
    """Delete salt and value of these personal fields (None: all) in every entry about `subject`.

    With `subject` None it is every entry of this neighbourhood; with `value` only where exactly this was sealed, such
    as the name of somebody who ends their account. One of the two is needed.
    `ground` is why, without personal data, such as "asked by its author". Returns the entry that tells of the
    erasure (the last one, when there were over 100 entries), or None when there was nothing left to erase.
    Who erased is told by side and organisation only: a name would be the next thing to erase.
    """
    if subject is None and value is None:
        raise ValueError("Say about which subject, or which value.")
    wanted = Q(entry__log__neighbourhood=neighbourhood)
    if subject is not None:
        wanted &= Q(entry__subject=subject)
    if value is not None:
        wanted &= Q(value=value)
    if fields is not None:
        wanted &= Q(field__in=fields)
    found: dict[int, list[str]] = {}
    openings = Opening.objects.select_for_update(of=["self"]).filter(wanted)
    for index, field in openings.order_by("entry__index", "field").values_list("entry__index", "field"):
        found.setdefault(index, []).append(field)
    openings.delete()
    told = None
    erased = [{"index": index, "fields": names} for index, names in found.items()]
    for start in range(0, len(erased), rules.ERASED_PER_ENTRY):
        told = seal(
            neighbourhood=neighbourhood,
            act="record.erase",
            subject=subject or "",
            by=Actor(by.side, by.organisation),
            at=at,
            facts={"erased": erased[start : start + rules.ERASED_PER_ENTRY], "ground": ground},
        )
    if told is not None:
        transaction.on_commit(partial(wipe, "default"))
    return told


def wipe(alias: str) -> bool:
    """Empty SQLite's journal of recent writes, where deleted text would stay readable. True when nothing is left.

    The file itself is overwritten at once (PRAGMA secure_delete). Under PostgreSQL the database clears deleted rows
    itself (VACUUM). While somebody else is reading, the journal stays; the next erasure or `checkpoint` empties it.
    """
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return True
    patience = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {SHORT_WAIT}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy
