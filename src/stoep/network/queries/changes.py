"""What was asked to change at the table."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from stoep.network.models import Change, Partnership
from stoep.network.rules import MOST_KEY_DAYS
from stoep.shared import leaves
from stoep.shared.asked import ask


def open_changes(partnership: Partnership, today: date) -> QuerySet[Change]:
    """What waits for the other key today, oldest first; what lapsed is not among it."""
    found = Change.objects.filter(_waits(today), partnership=partnership)
    return found.select_related(*_ALONG).order_by("proposed_at")


def past_changes(partnership: Partnership, today: date, number: int = 1) -> list[Change]:
    """A leaf of what was confirmed, refused, withdrawn, or lapsed, and one more, the newest first."""
    since = today - timedelta(days=MOST_KEY_DAYS)
    return ask(_past, number, table=partnership.pk, today=today, since=since)


def _past(number: int, *, table: int, today: date, since: date) -> QuerySet[Change]:
    found = Change.objects.filter(partnership=table).exclude(_waits(today, since)).select_related("organisation")
    told = ("kind", "share", "expires_on", "proposed_key", "proposed_at", "confirmed_at", "alone", "dropped_at")
    return found.only(*told, "organisation__name").order_by("-proposed_at", "-pk")[leaves.part(number)]


def host_of(partnership: Partnership) -> Change | None:
    """The agreement about the computer that this neighbourhood moves to, if there is one: the newest."""
    return Change.objects.filter(_MOVED, partnership=partnership).order_by("-confirmed_at").first()


def open_changes_and_host(partnership: Partnership, today: date) -> tuple[list[Change], Change | None]:
    """`open_changes` and `host_of` in one question."""
    since = today - timedelta(days=MOST_KEY_DAYS)
    rows = ask(_open_or_moved, None, table=partnership.pk, today=today, since=since)
    moved = [each for each in rows if each.confirmed_at is not None]
    moved.sort(key=lambda each: each.confirmed_at or each.proposed_at)
    return [each for each in rows if each.confirmed_at is None], moved[-1] if moved else None


def _open_or_moved(_shape: None, *, table: int, today: date, since: date) -> QuerySet[Change]:
    found = Change.objects.filter(_waits(today, since) | _MOVED, partnership=table)
    return found.select_related(*_ALONG).order_by("proposed_at")


_MOVED = Q(kind=Change.Kind.MOVE_HOST, confirmed_at__isnull=False)
_ALONG = ("person", "organisation", "seat__person", "post__person", "proposed_by")


def _waits(today: date, since: date | None = None) -> Q:
    """Not settled, and in time. Proposals of before there was a last day have fourteen days: `since` is the first."""
    older = Q(expires_on__isnull=True, proposed_at__date__gte=since or today - timedelta(days=MOST_KEY_DAYS))
    return Q(confirmed_at__isnull=True, dropped_at__isnull=True) & (Q(expires_on__gte=today) | older)
