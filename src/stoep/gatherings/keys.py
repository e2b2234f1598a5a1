"""The key of codes and letterboxes. It lies apart from the database: who has only one of the two finds nobody.

In DATA/keys/letterboxes.key (made at first use, readable by its owner only), or in STOEP_LETTERBOX_KEYS. More than one
key: the first one makes, all of them are tried. So a wijk that moves here brings its own key along behind ours, and
whoever asked for no more invitations still gets none.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def ours() -> list[bytes]:
    """Every key, the one that makes first."""
    written = settings.STOEP_LETTERBOX_KEYS.split(",") if settings.STOEP_LETTERBOX_KEYS else _in_file().split()
    found = [bytes.fromhex(key.strip()) for key in written if key.strip()]
    if not found or any(len(key) < 32 for key in found):
        raise ImproperlyConfigured("A key of letterboxes has at least 64 signs of hexadecimal.")
    return found


def _in_file() -> str:
    path = Path(settings.DATA) / "keys" / "letterboxes.key"
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    from stoep.gatherings.models import Unasked

    if Unasked.objects.exists():
        # A new key would know none of the letterboxes that asked for no more, and say nothing of it.
        raise ImproperlyConfigured(f"The key of letterboxes is not at {path}. Put it back from your backup.")
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
