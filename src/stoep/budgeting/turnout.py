"""How many votes came in an hour, and of which network many: gathered in memory, written minutes later.

A ballot and the count of its hour are never written together, so that nothing ties a row of the box to a moment. When a
process is killed, some of these numbers are lost, and never a ballot. Each process counts networks for itself, so with
two processes one network may bring up to twice as many before it is told; what could add them up without a row or a
file that ties networks to hours is memory that processes share, and no such memory is kept.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from datetime import datetime, timedelta
from threading import Lock

from django.db import transaction
from django.db.models import F

from stoep.budgeting import rules
from stoep.budgeting.models import Flag, VoteCount

EVERY = timedelta(minutes=10)
_KEY = secrets.token_bytes(32)
Hour = tuple[int, str, datetime]


class Turnout:
    """What was counted since it was last written."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._since: datetime | None = None
        self._counts, self._networks = Counter[Hour](), Counter[tuple[int, datetime, bytes]]()

    def note(self, round_id: int, channel: str, at: datetime, network: str = "") -> None:
        """One vote more."""
        hour = at.replace(minute=0, second=0, microsecond=0)
        with self._lock:
            self._counts[round_id, channel, hour] += 1
            if network:
                self._networks[round_id, hour, _hidden(network)] += 1

    def write_if_due(self, at: datetime) -> None:
        """Write what is gathered, when the last time is long enough ago."""
        with self._lock:
            since = self._since
            if since is not None and timedelta(0) <= at - since < EVERY:
                return
            self._since = at
        if since is not None:
            self.write(at)

    def write(self, at: datetime) -> None:
        """Write it now. Networks are counted until their hour is over, and then only a number stays."""
        this_hour = at.replace(minute=0, second=0, microsecond=0)
        with self._lock:
            counts, self._counts = self._counts, Counter()
            over = {key: many for key, many in self._networks.items() if key[1] < this_hour}
            for key in over:
                del self._networks[key]
        with transaction.atomic():
            for (round_id, channel, hour), many in sorted(counts.items()):
                row, _made = VoteCount.objects.get_or_create(round_id=round_id, channel=channel, hour=hour)
                VoteCount.objects.filter(pk=row.pk).update(many=F("many") + many)
            Flag.objects.bulk_create(
                Flag(round_id=round_id, kind=Flag.Kind.NETWORK, hour=hour, many=many)
                for (round_id, hour, _network), many in sorted(over.items())
                if many > rules.FROM_ONE_NETWORK
            )


def _hidden(network: str) -> bytes:
    return hashlib.blake2b(network.encode(), key=_KEY, digest_size=16).digest()


ours = Turnout()
