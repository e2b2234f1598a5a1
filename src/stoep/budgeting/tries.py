"""How often codes are tried: in the memory of this process only, under a key that goes with it. Nothing is written.

Who has a right code always gets in, whatever others of the same network did: what is limited is how fast wrong ones
are answered. So nobody can lock a library or a flat out. Guessing one of 100,000 codes takes 10 million million tries.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from threading import Lock

from django.http import HttpRequest

from stoep.shared import visitor

FREE = 20  # wrong codes of one network in ten minutes, before it is told to wait
SPAN = 600.0  # seconds
MOST_KEPT = 20_000  # networks in memory
_KEY = secrets.token_bytes(32)


class Tries:
    """Wrong tries by network; the oldest are forgotten first."""

    def __init__(self) -> None:
        self._lock, self._seen = Lock(), OrderedDict[bytes, tuple[float, int]]()

    def wrong(self, network: str, now: float) -> bool:
        """A wrong code of this network. Whether these were too many by now."""
        key = hashlib.blake2b(network.encode(), key=_KEY, digest_size=16).digest()
        with self._lock:
            since, many = self._seen.pop(key, (now, 0))
            if not 0 <= now - since < SPAN:
                since, many = now, 0
            self._seen[key] = (since, many + 1)
            if len(self._seen) > MOST_KEPT:
                self._seen.popitem(last=False)
            return many + 1 > FREE


ours = Tries()


def too_many(request: HttpRequest, now: float) -> bool:
    """Whether so many wrong codes came from this network that it should wait; counts this one."""
    return ours.wrong(visitor.address_of(request), now)
