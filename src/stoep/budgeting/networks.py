"""How many ballots came of one network in an hour: counted in memory that all processes of one server share.

Which network brought ballots, and in which hour, may stand in no row and no file. So it is kept in memory that was
made before the server divides into processes (gunicorn's preload_app). What no process holds any longer is gone.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import secrets
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock

PLACES = 32_768  # a megabyte: so many networks in an hour; what finds no place near its own is not counted
_NEAR = 8
_RECORD = struct.Struct("=16sQII")  # a sign of the network, the round, the hour since 1970, how many
_FREE = bytes(_RECORD.size)
_HOUR = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Networks:
    """Ballots by network and hour, for every process that was divided off since this was made.

    A network is kept as a keyed hash that differs with the hour; the key is in memory only.
    """

    def __init__(self, places: int = PLACES) -> None:
        self._memory, self._places = mmap.mmap(-1, places * _RECORD.size), places
        self._key = secrets.token_bytes(32)
        self._threads = Lock()
        # A lock of the system on an empty file without a name: it is let go when the process that holds it is killed.
        self._processes = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the memory

    def sign(self, round_id: int, hour: datetime, network: str) -> bytes:
        """What stands in memory for this network in this hour: 16 bytes that say nothing without the key."""
        since = (hour - _EPOCH) // _HOUR
        return hashlib.blake2b(f"{round_id}/{since}/{network}".encode(), key=self._key, digest_size=16).digest()

    def note(self, round_id: int, hour: datetime, network: str) -> None:
        """One ballot more of this network in this hour."""
        since, sign = (hour - _EPOCH) // _HOUR, self.sign(round_id, hour, network)
        first, free = int.from_bytes(sign[:8]) % self._places, None
        with self._alone():
            for step in range(_NEAR):
                start = (first + step) % self._places * _RECORD.size
                record = self._memory[start : start + _RECORD.size]
                if record[:16] == sign:
                    many = _RECORD.unpack(record)[3] + 1
                    break
                if free is None and record == _FREE:
                    free = start
            else:
                if free is None:
                    return
                start, many = free, 1
            self._memory[start : start + _RECORD.size] = _RECORD.pack(sign, round_id, since, many)

    def take(self, before: datetime) -> list[tuple[int, datetime, int, bytes]]:
        """The rounds, hours, numbers of ballots and signs of each network in hours that were over then; each once."""
        until, taken = (before - _EPOCH) // _HOUR, []
        with self._alone():
            for start in range(0, len(self._memory), _RECORD.size):
                record = self._memory[start : start + _RECORD.size]
                if record == _FREE:
                    continue
                sign, round_id, since, many = _RECORD.unpack(record)
                if since < until:
                    self._memory[start : start + _RECORD.size] = _FREE
                    taken.append((round_id, _EPOCH + since * _HOUR, many, sign))
        return sorted(taken)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._threads:
            fcntl.lockf(self._processes, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._processes, fcntl.LOCK_UN)
