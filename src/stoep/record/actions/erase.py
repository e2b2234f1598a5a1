"""Erase: destroy what was personal, and say in the log that it was done. Every other proof keeps holding."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Model, Q

from stoep.places.models import Neighbourhood
from stoep.record import rules
from stoep.record.actions.seal import seal
from stoep.record.actions.wipe import wipe
from stoep.record.models import Entry, Log, Opening
from stoep.shared.actor import Actor


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
    rows: Iterable[Model] = (),
) -> Entry | None:
    """Delete salt and value of these personal fields (None: all) in every entry about `subject`.

    With `subject` None it is every entry of this neighbourhood; with `value` only where exactly this was sealed, such
    as the name of somebody who ends their account. One of the two is needed.
    `ground` is why, without personal data, such as "asked by its author". Returns the entry that tells of the
    erasure (the last one, when there were over 100 entries), or None when there was nothing left to erase.
    `rows` are those that were emptied along with it, as for `seal`; they are sealed also when no field was left.
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
    Log.objects.select_for_update().filter(neighbourhood=neighbourhood).first()
    found: dict[int, list[str]] = {}
    openings = Opening.objects.filter(wanted)
    for index, field in openings.order_by("entry__index", "field").values_list("entry__index", "field"):
        found.setdefault(index, []).append(field)
    openings.delete()
    told = None
    emptied = list(rows)
    erased = [{"index": index, "fields": names} for index, names in found.items()]
    for start in range(0, max(len(erased), min(len(emptied), 1)), rules.ERASED_PER_ENTRY):
        told = seal(
            neighbourhood=neighbourhood,
            act="record.erase",
            subject=subject or "",
            by=Actor(by.side, by.organisation),
            at=at,
            facts={"erased": erased[start : start + rules.ERASED_PER_ENTRY], "ground": ground},
            rows=emptied,
        )
    if told is not None:
        transaction.on_commit(partial(wipe, "default"))
    return told
