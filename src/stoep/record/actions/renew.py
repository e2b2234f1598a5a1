"""Renew: from now on other keys sign, and the log says which, since when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from stoep.core.sealing.note import Signer
from stoep.places.models import Neighbourhood
from stoep.record import keys
from stoep.record.actions.checkpoint import begin_history, sign
from stoep.record.actions.seal import lock_log, seal
from stoep.record.models import Checkpoint, Entry, Log, LogKey
from stoep.record.queries.keys import key_history
from stoep.shared.actor import Actor

CLOCK = Actor("clock")


@transaction.atomic
def renew_key(*, neighbourhood: Neighbourhood, new: Signer, at: datetime) -> Entry | None:
    """The log goes over to these keys: an entry names them, and the old ones and the new ones sign it both.

    From the next checkpoint on only the new keys sign. None when they are in use here already.
    """
    log = lock_log(neighbourhood)
    if _in_use(log, new):
        return None
    if not log.log_keys.exists():
        begin_history(log, at=at)
    return _seal_keys(log, new, why=LogKey.Why.RENEWED, act="record.renew_key", at=at, told=_RENEWED)


@transaction.atomic
def take_over(*, neighbourhood: Neighbourhood, at: datetime, former: Sequence[str] = ()) -> Entry | None:
    """After an import on this server: its keys sign from now on, and an entry says so. None when they do already.

    `former` are the keys as written in the head of the export that was read in, for a log that came without its own
    history of keys. That the two keys of the table agreed stands in the log apart (network.confirm of "move-host"):
    stoep-verify asks for it.
    """
    log = lock_log(neighbourhood)
    signer = keys.signer()
    if not log.log_keys.exists() and former:
        LogKey.objects.create(log=log, from_size=0, keys="\n".join(former), why=LogKey.Why.FIRST, at=at)
    if _in_use(log, signer):
        return None
    return _seal_keys(log, signer, why=LogKey.Why.MOVED, act="record.take_over", at=at, told=_MOVED)


_RENEWED = "De sleutels van dit logboek zijn vernieuwd. De oude en de nieuwe ondertekenen dit allebei."
_MOVED = "Dit logboek is verhuisd. Vanaf hier ondertekent een andere server."


def _in_use(log: Log, signer: Signer) -> bool:
    return list(key_history(log)[-1].keys) == signer.keys(log.origin)


def _seal_keys(log: Log, signer: Signer, *, why: LogKey.Why, act: str, at: datetime, told: str) -> Entry:
    """The entry, the row, and at once the checkpoint over it."""
    written = [key.written() for key in signer.keys(log.origin)]
    # First the row: the checkpoint over the very entry is signed by what stands in it.
    LogKey.objects.create(log=log, from_size=log.size + 1, keys="\n".join(written), why=why, at=at)
    entry = seal(
        neighbourhood=log.neighbourhood,
        act=act,
        subject="log:keys",
        by=CLOCK,
        at=at,
        facts={"keys": written, "from_size": log.size + 1, "told": told},
    )
    log.refresh_from_db()
    made: Checkpoint | None = sign(log=log, at=entry.sealed_at, only_if_due=False)
    if made is None:
        raise LookupError("The old keys are not here, so they cannot sign the change.")
    return entry
