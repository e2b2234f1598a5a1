"""Close the box when the time is over: how many envelopes lie in it, and their hash, go into the log."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stoep.budgeting import queries
from stoep.budgeting.actions import doors, shuffle, unbroken, vote
from stoep.budgeting.models import Box, Round
from stoep.shared.actor import CLOCK


def close_boxes(*, today: date, at: datetime) -> int:
    """What the clock does: every box of which the time is over. Returns how many were closed."""
    late = Box.objects.filter(closed_at__isnull=True, round__voting_until__lte=at, round__stopped_at__isnull=True)
    boxes = list(late.exclude(public="").select_related("round__neighbourhood"))
    return sum(close_box(round=box.round, at=at) for box in boxes)


def close_box(*, round: Round, at: datetime) -> bool:
    """Close it, if its time is over and it is not closed. Whoever comes one second late does so, and so does the clock.

    From then on it stays closed, also when somebody sets the clock back.
    """
    with transaction.atomic():
        round = doors.now(round)
        if at < round.voting_until or queries.phase(round, at) != "closed":
            return False
        vote.alone(round)
        box = Box.objects.select_for_update().filter(round=round, closed_at__isnull=True).exclude(public="").first()
        if box is None:
            return False
        shuffle.hold()
        box.closed_at, box.closed_count, box.closed_hash = at, *queries.contents_of(box)
        box.save(update_fields=["closed_at", "closed_count", "closed_hash"])
        told = "De stembus is gesloten. Hoeveel erin ligt en de controlesom van alles staan vast."
        doors.seal(
            "budgeting.close", told, round, CLOCK, at, rows=[box], **unbroken.facts_of_box(box),
            **unbroken.facts_of_roll(round),
        )  # fmt: skip
    shuffle.shuffle_boxes(today=doors.today_of(at), at=at)
    return True
