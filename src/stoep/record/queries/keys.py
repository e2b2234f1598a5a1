"""Questions about the keys of a log: which signed when, and the secret half where it is here."""

from __future__ import annotations

from dataclasses import dataclass

from stoep.core.sealing.note import Key, Signer
from stoep.record import keys, rules
from stoep.record.models import Log, LogKey


@dataclass(frozen=True, slots=True)
class Period:
    """Which keys sign checkpoints from `from_size` entries on, until the next period begins; and why they began."""

    from_size: int
    keys: tuple[Key, ...]
    why: str

    def written(self) -> list[str]:
        """The keys as they stand in the export."""
        return [key.written() for key in self.keys]


def key_history(log: Log) -> list[Period]:
    """The periods of keys of this log, oldest first. Before its first checkpoint: the keys of this installation."""
    rows = list(log.log_keys.order_by("from_size")) if log.pk else []
    if not rows:
        return [Period(0, tuple(keys.signer().keys(log.origin)), LogKey.Why.FIRST)]
    return [Period(row.from_size, read_keys(row.keys), row.why) for row in rows]


def read_keys(written: str) -> tuple[Key, ...]:
    """The keys out of a text with one a line; Unreadable when one is none."""
    return tuple(Key.read(line) for line in written.splitlines())


def public_keys(log: Log) -> list[Key]:
    """Every key that ever signed for this log, each once, oldest first."""
    return list(dict.fromkeys(key for period in key_history(log) for key in period.keys))


def signing(periods: list[Period], size: int) -> list[Period]:
    """Which of these periods sign a checkpoint of this size: at a renewal the old keys and the new ones both."""
    at = rules.period_of([period.from_size for period in periods], size)
    changes_over = at > 0 and periods[at].from_size == size and periods[at].why == LogKey.Why.RENEWED
    return periods[at - 1 : at + 1] if changes_over else [periods[at]]


def signers(log: Log, periods: list[Period], size: int) -> list[Signer] | None:
    """The secret keys that sign a checkpoint of this size; None when one of them is not on this installation."""
    found = [keys.signer_with(list(period.keys), log.origin) for period in signing(periods, size)]
    return [each for each in found if each] if all(found) else None
