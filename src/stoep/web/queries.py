"""Questions of the pages that belong to no room. Read only."""

from __future__ import annotations

from stoep.record.models import Log

LIVELY = 6


def lively() -> list[Log]:
    """The neighbourhoods in which something was done last, newest first, with how much stands in their logs."""
    lived = Log.objects.filter(last_at__isnull=False).select_related("neighbourhood")
    return list(lived.order_by("-last_at")[:LIVELY])
