"""What was asked to change at the table."""

from __future__ import annotations

from django.db.models import QuerySet

from stoep.network.models import Change, Partnership


def open_changes(partnership: Partnership) -> QuerySet[Change]:
    """What waits for the other key, oldest first."""
    return (
        Change.objects.filter(partnership=partnership, confirmed_at__isnull=True, dropped_at__isnull=True)
        .select_related("person", "organisation", "seat__person", "post__person", "proposed_by")
        .order_by("proposed_at")
    )
