"""Attempts without the right are told in the neighbourhood's public log: once a day for the same one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from stoep.record import actions as record
from stoep.record.models import Entry
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import NotAllowed

ACT = "network.refused"
TOLD = "Iemand probeerde iets wat bij deze kant van de tafel niet mag. Het is geweigerd."


def seal(refused: NotAllowed, *, at: datetime) -> bool:
    """Seal this attempt. False when there is no log to tell it in, or when today's log tells it already.

    Without that limit anybody with a back door and a script could drown the log in refusals. For the same reason
    the attempts of visitors without an account are not told: nobody knows who they are, and there are too many.
    """
    if refused.neighbourhood is None or refused.actor is None or refused.actor.side == VISITOR.side:
        return False
    with transaction.atomic():
        if _is_told(refused, at=at):
            return False
        record.seal(
            neighbourhood=refused.neighbourhood,
            act=ACT,
            subject=refused.subject,
            by=refused.actor,
            at=at,
            facts={"tried": refused.act, "code": refused.code, "told": TOLD},
            personal={},
        )
    return True


def _is_told(refused: NotAllowed, *, at: datetime) -> bool:
    """Whether today's log already tells that this side tried this act on this subject."""
    local = timezone.localtime(at)
    today = Entry.objects.filter(
        log__neighbourhood=refused.neighbourhood,
        act=ACT,
        subject=refused.subject,
        sealed_at__gte=local.replace(hour=0, minute=0, second=0, microsecond=0),
    )
    return any(_same(entry.sealed(), refused) for entry in today.iterator())


def _same(sealed: dict[str, Any], refused: NotAllowed) -> bool:
    by = sealed["by"]
    side = by.get("side") if isinstance(by, dict) else by
    return refused.actor is not None and side == refused.actor.side and sealed["facts"].get("tried") == refused.act
