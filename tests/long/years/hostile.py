"""What somebody can do who holds the server, its database and the keys of its log: run on that very server."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from stoep.core.sealing import canonical, tree
from stoep.core.sealing.checkpoint import Checkpoint as Point
from stoep.core.sealing.checkpoint import encode
from stoep.promises.models import Promise
from stoep.record import keys
from stoep.record.models import Checkpoint, Cosignature, Entry, Log, Node
from tests.long.years.cast import SLUG


@transaction.atomic
def forge(code: str) -> None:
    """Write the whole log anew, with another date for one promise, sign it with the real keys, and change the row.

    Everything that lies on the server fits again afterwards. Only what others kept can tell.
    """
    log = Log.objects.get(neighbourhood__slug=SLUG)
    leaves = [_changed(entry, code) for entry in log.entries.order_by("index")]
    moments = dict(log.checkpoints.values_list("size", "made_at"))
    Cosignature.objects.filter(checkpoint__log=log).delete()
    Node.objects.filter(log=log).delete()
    Checkpoint.objects.filter(log=log).delete()
    frontier = tree.Frontier()
    for index, leaf in enumerate(leaves):
        found = tree.leaf_hash(leaf)
        Entry.objects.filter(log=log, index=index).update(leaf=leaf.decode(), leaf_hash=found)
        frontier, completed = frontier.append(found)
        Node.objects.bulk_create(
            Node(log=log, level=level, index=at, hash=value)
            for level, at, value in completed
            if level and level % 8 == 0
        )
        if frontier.size in moments:
            _sign(log, frontier, moments[frontier.size])
    log.peaks = frontier.packed()
    log.save(update_fields=["peaks"])
    promise = Promise.objects.get(code=code)
    Promise.objects.filter(pk=promise.pk).update(due_on=promise.due_on + timedelta(days=400))


def _changed(entry: Entry, code: str) -> bytes:
    sealed: dict[str, Any] = entry.sealed()
    if sealed["subject"] == f"promise:{code}" and "due_on" in sealed["facts"]:
        due_on = date.fromisoformat(sealed["facts"]["due_on"]) + timedelta(days=400)
        sealed["facts"]["due_on"] = due_on.isoformat()
    return canonical.canonical(sealed)


def _sign(log: Log, frontier: tree.Frontier, made_at: Any) -> None:
    root = frontier.root()
    signed = keys.signer().sign(Point(log.origin, frontier.size, root), int(made_at.timestamp()))
    Checkpoint.objects.create(log=log, size=frontier.size, root=encode(root), note=signed.text(), made_at=made_at)
