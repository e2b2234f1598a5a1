"""Do the same for each of many, so that what goes wrong with one holds up none of the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, transaction

log = logging.getLogger("stoep.work")
One = TypeVar("One")


class SomeFailed(Exception):
    """Raised after all were tried, when some did not succeed: whoever asked tries again soon, and not next day."""

    def __init__(self, failed: int, done: int) -> None:
        super().__init__(f"{failed} failed, {done} done")
        self.failed, self.done = failed, done


def each(found: Iterable[One], do: Callable[[One], bool | int]) -> int:
    """Call `do` with each, in a transaction of its own; gives the sum of what it gave.

    A failure is logged and undone, and the next one is taken; at the end SomeFailed tells that there was any. A
    database that does not answer stops it all: then nobody is any better off by trying the next one.
    """
    done = failed = 0
    for one in found:
        try:
            with transaction.atomic():
                done += int(do(one))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            # Only which one it was: an error may repeat what somebody wrote.
            log.exception("%s failed for %s; the others go on, and this one is tried again", do, one)
            failed += 1
    if failed:
        raise SomeFailed(failed, done)
    return done
