"""How many votes came in an hour, and of which network many: gathered in memory, written minutes later.

A ballot and the count of its hour are never written together, so that nothing ties a row of the box to a moment. When a
process is killed, some of these numbers are lost, and never a ballot.

A process that serves writes by itself every ten minutes and when it stops, so that the last hour before closing is
written too, though nobody comes by any more.
"""

from __future__ import annotations

import atexit
import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Lock, Thread

from django.db import DatabaseError, connection, transaction
from django.db.models import F

from stoep.budgeting import queries, rules
from stoep.budgeting.models import Flag, VoteCount
from stoep.budgeting.networks import Networks

logger = logging.getLogger(__name__)

EVERY, HOUR = timedelta(minutes=10), timedelta(hours=1)
Hour = tuple[int, str, datetime]
Taken = tuple[int, datetime, int, bytes]


class Turnout:
    """What was counted since it was last written."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._writer: Thread | None = None
        self._stopping = Event()
        # Given where it serves, before the server divides (gunicorn_settings); without it nothing is written by itself.
        self.clock: Callable[[], datetime] | None = None
        self._counts, self._networks = Counter[Hour](), Networks()

    def note(self, round_id: int, channel: str, at: datetime, network: str = "") -> None:
        """One vote more."""
        hour = at.replace(minute=0, second=0, microsecond=0)
        with self._lock:
            self._counts[round_id, channel, hour] += 1
            if self.clock and self._writer is None:
                self._writer = Thread(target=self._keep_writing, name="turnout", daemon=True)
                self._writer.start()
                atexit.register(self._write_last)
        if network:
            self._networks.note(round_id, hour, network)

    def _keep_writing(self) -> None:
        while not self._stopping.wait(EVERY.total_seconds()):
            self._write_and_let_go()

    def _write_last(self) -> None:
        self._stopping.set()
        self._write_and_let_go()

    def _write_and_let_go(self) -> None:
        assert self.clock is not None
        try:
            self.write(self.clock())
        except DatabaseError:
            # The numbers are kept for the next time; a thread that stops here would write nothing any more.
            logger.warning("The counts per hour could not be written; they are tried again in ten minutes.")
        finally:
            connection.close()

    def write(self, at: datetime) -> None:
        """Write it now. Networks are counted until their hour is over, and then only a number stays."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        try:
            self._write(counts, self._networks.take(at))
        except DatabaseError:
            with self._lock:
                self._counts.update(counts)
            raise

    def _write(self, counts: Counter[Hour], over: list[Taken]) -> None:
        if not counts and not over:
            return
        with transaction.atomic():
            for (round_id, channel, hour), many in sorted(counts.items()):
                row, _made = VoteCount.objects.get_or_create(round_id=round_id, channel=channel, hour=hour)
                VoteCount.objects.filter(pk=row.pk).update(many=F("many") + many)
            Flag.objects.bulk_create(self._flags([each for each in over if each[2] > rules.FROM_ONE_NETWORK]))

    def _flags(self, over: list[Taken]) -> list[Flag]:
        """Many of one network in an hour; with the name where it is a place that helped people to vote then."""
        helped: dict[bytes, str] = {}
        for round_id, hour, _many, _sign in over:
            for point in queries.help_points(round_id):
                if point.since_at < hour + HOUR and (point.until_at is None or point.until_at > hour):
                    helped[self._networks.sign(round_id, hour, point.network)] = point.venue.name
        return [
            Flag(round_id=round_id, kind=Flag.Kind.NETWORK, hour=hour, many=many, place=helped.get(sign, ""))
            for round_id, hour, many, sign in over
        ]


ours = Turnout()
