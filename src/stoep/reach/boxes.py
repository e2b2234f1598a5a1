"""The box of a round: numbers under a lock, always as long, without a moment, so that a copy of the database tells
nothing of the last card.

In it lie the numbers per question, and marks of the forms of today and yesterday, so that a form sent twice counts
once. The marks are random, they stand in the order of their own letters, and nothing ties one to an answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from stoep.people import sealing
from stoep.reach.models import Box
from stoep.reach.rules import Counts

LENGTH = 8192
MOST_MARKS = 200


@dataclass
class Held:
    """What lies in a box: how many cards, the numbers per question, and the marks of forms per day."""

    total: int = 0
    counts: Counts = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)

    def is_new(self, key: str, today: date) -> bool:
        """Whether a form with this key was not counted before; remembers it until the day after. "" is always new."""
        if not key:
            return True
        mark = hashlib.sha256(key.encode()).hexdigest()[:12]
        self.marks = {day: marks for day, marks in self.marks.items() if day in _days(today)}
        if any(mark in marks for marks in self.marks.values()):
            return False
        self.marks[today.isoformat()] = sorted([*self.marks.get(today.isoformat(), []), mark])[-MOST_MARKS:]
        return True


def _days(today: date) -> Sequence[str]:
    return [(today - timedelta(days=back)).isoformat() for back in range(2)]


def closed(held: Held) -> bytes:
    """The box with this in it, under the lock of the server."""
    text = json.dumps({"total": held.total, "counts": held.counts, "marks": held.marks}, separators=(",", ":"))
    return sealing.seal_undated(text.ljust(LENGTH))


def opened(box: Box) -> Held:
    """What lies in a box. Raises cryptography's InvalidToken when it was changed, or its key is gone."""
    found: Mapping[str, object] = json.loads(sealing.unseal(box.kept))
    return Held(**found)  # type: ignore[arg-type] # as `closed` wrote it
