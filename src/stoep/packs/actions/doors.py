"""The first and the last line of an act on a pile: hold its row for a host of here, and seal what was done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.packs.models import Batch, Pack
from stoep.record import actions as record
from stoep.shared.refusal import Refused


def held(batch: Batch, by: Standing, act: str, *, kinds: frozenset[str]) -> Batch:
    """The pile as it is now, held until the end of the transaction, for a host of its neighbourhood.

    Refused: "closed" (it counts already), "no-kind".
    """
    found = (
        Batch.objects.select_for_update(of=("self",))
        .select_related("pack__neighbourhood", "pack__round")
        .get(pk=batch.pk)
    )
    here = found.pack.neighbourhood_id
    network.require_here(by, here, right="host", act=act, subject=subject(found.pack))
    if found.kind not in kinds:
        raise Refused("no-kind", _("Dit hoort bij een andere stapel. Ga terug en kies de goede."))
    if found.closed_at:
        who = found.closed_by.name if found.closed_by else _("iemand anders")
        raise Refused("closed", _("Deze stapel is al klaar: %(who)s sloot hem af. Er is niets verloren."), who=who)
    return found


def kept_key(posted_key: str) -> str | None:
    """The hash of a form's key, as a row holds it."""
    return hashlib.sha256(posted_key.encode()).hexdigest() if posted_key else None


def subject(pack: Pack) -> str:
    """How the log names a pack."""
    return f"pack:{pack.number}"


def seal(act: str, pack: Pack, told: str, *, by: Standing, at: datetime, rows: Iterable[Model]) -> None:
    """Write in the log that it was done, by whom; never how many cards it was."""
    record.seal(
        neighbourhood=pack.neighbourhood,
        act=act,
        subject=subject(pack),
        by=by.actor(),
        at=at,
        facts={"told": told, "pack": pack.number},
        rows=rows,
    )
