"""The secret keys that sign checkpoints: from the environment, or from files that only this program can read.

DATA/keys/log.key is in use. Beside it lies `log.key.next` while keys are renewed, and `log.key.until-<day>` of an
older key that the operator kept. Which of them signs a log is what the log's own history of keys says (LogKey).
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from stoep.core.sealing.note import Key, Signer
from stoep.shared import key_file

SEED_BYTES = 32
NEXT = "log.key.next"


def signer() -> Signer:
    """The keys of this installation. The file DATA/keys/log.key is made at first use, readable by its owner only.

    STOEP_LOG_KEY holds the same two words: "ed25519:<base64> ml-dsa-44:<base64>", each 32 bytes of seed. When keys are
    renewed a second pair stands behind the first, after a semicolon.
    """
    written: str = settings.STOEP_LOG_KEY
    return _read(_sets(written)[0], "STOEP_LOG_KEY") if written else _from_file(key_file.folder() / "log.key")


def signer_with(public: Iterable[Key], origin: str) -> Signer | None:
    """The secret half of these public keys, when it is on this installation."""
    wanted = list(public)
    for each in _all():
        if each.keys(origin) == wanted:
            return each
    # Another process may have renewed the keys since this one read the files.
    _from_file.cache_clear()
    return next((each for each in _all() if each.keys(origin) == wanted), None)


def next_signer() -> Signer:
    """The keys that come after those in use: the second pair of STOEP_LOG_KEY, or a new file beside the old one.

    ImproperlyConfigured says what to do when the environment holds the keys and there is no second pair yet.
    """
    written: str = settings.STOEP_LOG_KEY
    if not written:
        return _from_file(key_file.folder() / NEXT)
    if len(_sets(written)) < 2:
        raise ImproperlyConfigured(
            f"De sleutels staan in STOEP_LOG_KEY. Zet er, achter een puntkomma, deze nieuwe bij: {_fresh()} "
            "Start Stoep opnieuw, en geef deze opdracht nog eens."
        )
    return _read(_sets(written)[1], "STOEP_LOG_KEY")


def put_in_use(*, day: str, keep: bool) -> Path | None:
    """Make the next file the one in use. The old one is kept under its last day, or destroyed; says where it is."""
    if settings.STOEP_LOG_KEY:
        return None
    old, new = key_file.folder() / "log.key", key_file.folder() / NEXT
    if not new.exists():
        return None
    kept = old.with_name(f"log.key.until-{day}")
    number = 1
    while kept.exists():
        number += 1
        kept = old.with_name(f"log.key.until-{day}-{number}")
    os.link(old, kept)
    new.replace(old)
    _from_file.cache_clear()
    if not keep:
        _destroy(kept)
        return None
    return kept


def _destroy(path: Path) -> None:
    """Write over it before it goes. What a disk or a backup keeps of it besides is the operator's to wipe."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _all() -> Iterator[Signer]:
    written: str = settings.STOEP_LOG_KEY
    if written:
        yield from (_read(each, "STOEP_LOG_KEY") for each in _sets(written))
        return
    yield signer()
    others = [key_file.folder() / NEXT, *sorted(key_file.folder().glob("log.key.until-*"))]
    yield from (_from_file(path) for path in others if path.exists())


def _sets(written: str) -> list[str]:
    return [each.strip() for each in written.split(";") if each.strip()]


@lru_cache(maxsize=16)
def _from_file(path: Path) -> Signer:
    return _read(key_file.read(path, fresh=_fresh), str(path))


def _fresh() -> str:
    seeds = [base64.b64encode(secrets.token_bytes(SEED_BYTES)).decode() for _ in range(2)]
    return f"ed25519:{seeds[0]} ml-dsa-44:{seeds[1]}"


def _read(written: str, where: str) -> Signer:
    words = dict(word.partition(":")[::2] for word in written.split())
    try:
        seeds = [base64.b64decode(words[kind], validate=True) for kind in ("ed25519", "ml-dsa-44")]
    except (KeyError, binascii.Error) as error:
        raise ImproperlyConfigured(f"{where} should read: ed25519:<base64> ml-dsa-44:<base64>") from error
    if any(len(seed) != SEED_BYTES for seed in seeds):
        raise ImproperlyConfigured(f"{where}: each seed is {SEED_BYTES} bytes")
    return Signer(*seeds)
