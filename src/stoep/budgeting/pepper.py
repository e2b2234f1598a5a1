"""The key of the roll. It lies apart from the database: who has only one of the two can try no code.

In DATA/keys/roll.key (made at first use, readable by its owner only), or in STOEP_ROLL_KEY.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def ours() -> bytes:
    """The key, 32 bytes or more."""
    written = settings.STOEP_ROLL_KEY or _in_file()
    try:
        key = bytes.fromhex(written.strip())
    except ValueError:
        key = b""
    if len(key) < 32:
        raise ImproperlyConfigured("The key of the roll has at least 64 signs of hexadecimal.")
    return key


def _in_file() -> str:
    path = Path(settings.DATA) / "keys" / "roll.key"
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    from stoep.budgeting.models import Letter

    if Letter.objects.exists():
        # A new key would know none of the codes that people hold, and say nothing of it.
        raise ImproperlyConfigured(f"The key of the roll is not at {path}. Put it back from your backup.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_hex(32).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # fails when another process was first: then its key counts
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
