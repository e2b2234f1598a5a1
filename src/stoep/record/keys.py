"""The secret keys that sign checkpoints: from the environment, or from a file that only this program can read."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from stoep.core.sealing.note import Signer

SEED_BYTES = 32


def signer() -> Signer:
    """The keys of this installation. The file DATA/keys/log.key is made at first use, readable by its owner only.

    STOEP_LOG_KEY holds the same two words: "ed25519:<base64> ml-dsa-44:<base64>", each 32 bytes of seed.
    """
    written: str = settings.STOEP_LOG_KEY
    return _read(written, "STOEP_LOG_KEY") if written else _from_file(Path(settings.DATA) / "keys" / "log.key")


@lru_cache(maxsize=4)
def _from_file(path: Path) -> Signer:
    if not path.exists():
        _make(path)
    return _read(path.read_text(encoding="ascii"), str(path))


def _make(path: Path) -> None:
    """Write the file beside its place and link it: of two processes that start together, one wins and both agree."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        seeds = [base64.b64encode(secrets.token_bytes(SEED_BYTES)).decode() for _ in range(2)]
        file.write(f"ed25519:{seeds[0]} ml-dsa-44:{seeds[1]}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _read(written: str, where: str) -> Signer:
    words = dict(word.partition(":")[::2] for word in written.split())
    try:
        seeds = [base64.b64decode(words[kind], validate=True) for kind in ("ed25519", "ml-dsa-44")]
    except (KeyError, binascii.Error) as error:
        raise ImproperlyConfigured(f"{where} should read: ed25519:<base64> ml-dsa-44:<base64>") from error
    if any(len(seed) != SEED_BYTES for seed in seeds):
        raise ImproperlyConfigured(f"{where}: each seed is {SEED_BYTES} bytes")
    return Signer(*seeds)
