"""Count how often somebody knocks, and let them wait when it is too often; a slip of the pen is forgiven."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import ngettext_lazy

from stoep.people.models import Knock
from stoep.shared.refusal import Refused

IN_HOURS_FROM = 120  # minutes; "over 1440 minuten" says little


def knock(*, key: str, limit: int, span: timedelta, at: datetime) -> None:
    """Let at most `limit` knocks with this key through in a span; Refused("too-often") says how long to wait.

    Call it before the transaction of the act itself: a knock inside it would be forgotten when the act is refused.
    Prefix the key with what it counts, for example "post:" + visitor.key_of(request).
    """
    hashed = _hashed(key)
    with transaction.atomic():
        Knock.objects.get_or_create(key=hashed, defaults={"until": at + span})
        row = Knock.objects.select_for_update().get(key=hashed)
        if row.until <= at:
            row.count, row.until = 0, at + span
        if row.count < limit:
            row.count += 1
            row.save()
            return
    minutes = max(1, -int((at - row.until).total_seconds() // 60))
    if minutes >= IN_HOURS_FROM:
        hours = -(-minutes // 60)
        raise Refused(
            "too-often",
            ngettext_lazy(
                "Dit was te vaak achter elkaar. Probeer het over %(hours)s uur opnieuw.",
                "Dit was te vaak achter elkaar. Probeer het over %(hours)s uur opnieuw.",
                hours,
            ),
            hours=hours,
        )
    raise Refused(
        "too-often",
        ngettext_lazy(
            "Dit was te vaak achter elkaar. Probeer het over %(minutes)s minuut opnieuw.",
            "Dit was te vaak achter elkaar. Probeer het over %(minutes)s minuten opnieuw.",
            minutes,
        ),
        minutes=minutes,
    )


def forgive(*, key: str) -> None:
    """Take the last knock with this key back: what was knocked for did not happen. Below none it never goes."""
    Knock.objects.filter(key=_hashed(key), count__gt=0).update(count=F("count") - 1)


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
