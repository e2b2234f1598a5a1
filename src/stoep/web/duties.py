"""What the clock does every day that no single room can do alone (settings.STOEP_DAILY_DUTIES)."""

from __future__ import annotations

from datetime import date, datetime

from stoep.promises import actions as promises
from stoep.shared.each import each
from stoep.thread.queries import endings
from stoep.voices import actions as voices
from stoep.voices.models import Voice


def forget_addresses(*, today: date, at: datetime) -> int:
    """Erase the addresses of whoever followed a line that has ended; how many voices that was."""
    return each(list(endings.ended(today)), lambda voice: _forget(voice, at))


def _forget(voice: Voice, at: datetime) -> bool:
    voices.forget_followers(voice=voice, at=at)
    return True


def forget_promisers(*, today: date, at: datetime) -> int:
    """Erase the addresses of whoever promised something, some time after the receiver judged it; how many that was."""
    return promises.forget_promisers(at=at)
