"""When something is tried again, and when it is forgotten. Plain values in, plain answers out."""

from __future__ import annotations

from datetime import datetime, timedelta

# After each failed try: soon at first, since most faults are short; the last ones a day apart.
MAIL_WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=2),
)
# A claimed mail whose sender vanished: after this, the host is asked whether it may go again.
UNSURE_AFTER = timedelta(hours=1)
# An account that nobody uses is ended two years on, a month after a warning (AVG art. 5.1.e: no longer than needed).
WARN_AFTER = timedelta(days=700)
END_AFTER = timedelta(days=730)
WARNED_FOR = timedelta(days=30)
# Somebody asked for a code with this address and never used it: a slip, or not theirs.
NEVER_USED_FOR = timedelta(days=1)
KEEP_TOLD = timedelta(days=90)
NOBODY = "Iemand die eerder meedeed"


def next_mail_try(tries: int, at: datetime) -> datetime | None:
    """When a mail that failed for the `tries`-th time goes again; None: give up, and let the host see it."""
    return at + MAIL_WAITS[tries - 1] if tries <= len(MAIL_WAITS) else None


def next_call(at: datetime) -> datetime:
    """When somebody who was not reached is called again: at another part of the day, so 20 hours on."""
    return at + timedelta(hours=20)


def is_idle(last_used_at: datetime | None, at: datetime) -> bool:
    """Whether nobody has used an account for so long that a warning is due."""
    return last_used_at is not None and at - last_used_at >= WARN_AFTER


def has_ended(last_used_at: datetime | None, warned_at: datetime | None, at: datetime) -> bool:
    """Whether an account ends: two years unused, warned since the last use, and the month of warning is over."""
    if last_used_at is None or warned_at is None or warned_at < last_used_at:
        return False
    return at - last_used_at >= END_AFTER and at - warned_at >= WARNED_FOR
