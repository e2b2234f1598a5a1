"""What an entry may hold, and when a checkpoint is due."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from stoep.core.sealing import canonical, commitment

ACT = re.compile(r"[a-z][a-z_]{0,30}\.[a-z][a-z_]{0,30}")
SUBJECT = re.compile(r"([a-z][a-z_-]{0,30}:[A-Za-z0-9_.-]{1,64})?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
LONGEST_VALUE = 100_000  # signs in one personal field
MOST_FIELDS = 20
TILE = 8  # levels between two stored rows of hashes: 256 entries each, as in C2SP tlog-tiles
CHECKPOINT_ENTRIES = 256
CHECKPOINT_AFTER = timedelta(hours=1)
ERASED_PER_ENTRY = 100
ROWS_PER_ENTRY = 50  # some ninety bytes each, of the 16,384 that an entry holds
LEAF_KEYS = {"act", "at", "by", "facts", "index", "log", "personal", "subject"}


def timestamp(at: datetime) -> str:
    """The moment as it stands in an entry: UTC, with six digits behind the second, so that text sorts as time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(written: str) -> datetime:
    """The moment that `timestamp` wrote; ValueError for anything else."""
    if not _MOMENT.fullmatch(written):
        raise ValueError("not a moment as entries write it")
    return datetime.fromisoformat(written)


def sealed_moment(*, at: datetime, last_at: datetime | None) -> datetime:
    """When an entry counts as sealed: the time of the act, but never before the entry that stands above it.

    Two acts in the same instant may reach the log in the other order, and clocks are set back; a log that goes
    back in time would look backdated.
    """
    return at if last_at is None else max(at, last_at)


def checkpoint_due(*, size: int, last_size: int | None, last_at: datetime | None, at: datetime) -> bool:
    """Whether to sign now: the first entry, 256 entries since the last checkpoint, or an hour."""
    if last_size is None or last_at is None:
        return size > 0
    return size > last_size and (size - last_size >= CHECKPOINT_ENTRIES or at - last_at >= CHECKPOINT_AFTER)


def check_names(act: str, subject: str, fields: list[str]) -> None:
    """Unsealable when an act, subject or field is not named as the log writes names."""
    if not ACT.fullmatch(act):
        raise canonical.Unsealable(f"not the name of an act: {act!r}")
    if not SUBJECT.fullmatch(subject):
        raise canonical.Unsealable(f"not a subject: {subject!r}")
    if len(fields) > MOST_FIELDS:
        raise canonical.Unsealable(f"more than {MOST_FIELDS} personal fields")
    for field in fields:
        if not commitment.FIELD.fullmatch(field):
            raise canonical.Unsealable(f"not a field name: {field!r}")


def leaf(
    *,
    log: str,
    index: int,
    act: str,
    subject: str,
    at: str,
    by: dict[str, str],
    facts: dict[str, Any],
    personal: dict[str, str],
) -> bytes:
    """The exact bytes of an entry. `personal` holds commitments in hex, never a value."""
    return canonical.canonical(
        {
            "act": act,
            "at": at,
            "by": by,
            "facts": facts,
            "index": index,
            "log": log,
            "personal": personal,
            "subject": subject,
        }
    )


MUNICIPALITY = "municipality"
MOST_WITNESSES = 12
KEY_NAME = re.compile(r"[a-z0-9](?:[a-z0-9./-]{1,78})[a-z0-9]")
CLOCKS_DIFFER = timedelta(minutes=10)  # a laptop's clock beside the server's
UNSEEN_DAYS = 14


def policy_fits(needed: int, parties: Iterable[str]) -> str:
    """Why these witnesses cannot have a policy of so many, as a code; "" when they can.

    "none": a policy asks for one witness at least. "municipality": the municipality's own witnesses could meet it
    alone. "too-many": there are fewer witnesses, so that no checkpoint would ever meet it.
    """
    found = list(parties)
    if needed < 1:
        return "none"
    if found.count(MUNICIPALITY) >= needed:
        return "municipality"
    return "too-many" if needed > len(found) else ""


def policy_met(needed: int, parties: Iterable[str]) -> bool:
    """Whether these witnesses together meet a policy: enough of them, and not the municipality alone."""
    found = list(parties)
    return needed > 0 and len(found) >= needed and any(party != MUNICIPALITY for party in found)


def period_of(starts: Sequence[int], size: int) -> int:
    """Which of these periods of keys (by the sizes at which they start, rising, the first 0) a checkpoint is in."""
    return max(bisect_right(starts, size) - 1, 0)


def clock_is_wrong(*, signed_at: datetime, made_at: datetime, now: datetime) -> bool:
    """Whether a witness says to have signed before the checkpoint was made, or in the future."""
    return signed_at < made_at.replace(microsecond=0) - CLOCKS_DIFFER or signed_at > now + CLOCKS_DIFFER
