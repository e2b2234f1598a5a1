"""The public log as a file that anybody can check without us."""

from __future__ import annotations

from collections.abc import Iterator

import rfc8785

from stoep.core.sealing.canonical import Plain
from stoep.record.models import Log
from stoep.record.queries.keys import key_history, public_keys
from stoep.record.queries.log import latest_checkpoint
from stoep.record.queries.seen import notes


def export_lines(log: Log) -> Iterator[str]:
    """The public log up to its newest checkpoint, as lines of JSON: a head, each entry as sealed, each checkpoint.

    So every entry in it is signed; the newest ones follow with the next checkpoint, within a day. Under each
    checkpoint stand also the witnesses who saw it, and the time stamp. No personal value is in it. `stoep-verify`
    checks the file without us; docs/log-format.md describes it.
    """
    newest = latest_checkpoint(log)
    size = newest.size if newest else 0
    signed = log.checkpoints.filter(size__lte=size)
    yield _line(_head(log, size, signed.count()))
    entries = log.entries.filter(index__lt=size).order_by("index").values_list("leaf", flat=True)
    for leaf in entries.iterator(chunk_size=2000):
        yield leaf + "\n"
    for note in notes(signed):
        yield _line({"checkpoint": note})


def _line(content: dict[str, Plain]) -> str:
    """As RFC 8785 writes it; longer than an entry may be: many keys in twenty years, many witnesses, a time stamp."""
    return rfc8785.dumps(content).decode() + "\n"


def _head(log: Log, size: int, checkpoints: int) -> dict[str, Plain]:
    """What the file says of itself. `history` stands there once keys were renewed or the log moved.

    A stoep-verify from before that does not know the word, and says that it cannot read the file: rightly, since it
    cannot judge whether the change of keys was in order.
    """
    head: dict[str, Plain] = {
        "checkpoints": checkpoints,
        "keys": [key.written() for key in public_keys(log)],
        "log": log.origin,
        "size": size,
        "stoep-log": 1,
    }
    periods = key_history(log)
    if len(periods) > 1:
        head["history"] = [
            {"from": period.from_size, "keys": [key.id().hex() for key in period.keys], "why": period.why}
            for period in periods
        ]
    return head
