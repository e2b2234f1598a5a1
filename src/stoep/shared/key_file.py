"""A secret in a file of its own, apart from the database: who has only one of the two can do nothing with it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

HEX_BYTES = 32


def folder() -> Path:
    """Where the files lie: keys/ in the data folder."""
    return Path(settings.DATA) / "keys"


def read(path: Path, *, fresh: Callable[[], str], of: str = "", used: Callable[[], bool] | None = None) -> str:
    """What stands in the file; made with what `fresh` gives at first use, readable by its owner only.

    Once something is `used` under the key of this, a new one would fit none of it and say nothing of it: then a file
    that is gone is asked for (ImproperlyConfigured).
    """
    try:
        return _text(path, _as_it_lies(path))
    except FileNotFoundError:
        if used and used():
            raise ImproperlyConfigured(f"The key of {of} is not at {path}. Put it back from your backup.") from None
    _make(path, fresh())
    return _text(path, _as_it_lies(path))


def _as_it_lies(path: Path) -> tuple[int, ...]:
    """What changes when another file lies there, or another key is written in it."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@lru_cache(maxsize=16)
def _text(path: Path, _as_it_lay: tuple[int, ...]) -> str:
    return path.read_text(encoding="ascii")


def _make(path: Path, text: str) -> None:
    """Write the file beside its place and link it: of two processes that start together one wins, and both agree."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when another process was first: then its key counts
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def fresh_hex() -> str:
    """A new key, as `of_hex` reads it."""
    return secrets.token_hex(HEX_BYTES)


def of_hex(written: Iterable[str], *, of: str) -> list[bytes]:
    """Keys that are written in hexadecimal; ImproperlyConfigured when there is none, or one is not long enough."""
    try:
        found = [bytes.fromhex(key.strip()) for key in written if key.strip()]
    except ValueError:
        found = []
    if not found or any(len(key) < HEX_BYTES for key in found):
        raise ImproperlyConfigured(f"A key of {of} has at least {2 * HEX_BYTES} signs of hexadecimal.")
    return found
