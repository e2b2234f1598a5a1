"""Lists of codes as files in DATA/prints, encrypted, until they are fetched: a day at most."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings

from stoep.people import sealing


def keep(content: bytes) -> str:
    """Write it under the lock; returns the name by chance under which it lies."""
    name = f"{secrets.token_hex(16)}.sealed"
    unfinished = _folder() / f"{name}.unfinished"
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(sealing.seal_bytes(content))
    unfinished.replace(_folder() / name)
    return name


def read(name: str) -> bytes:
    """What lies there."""
    return sealing.unseal_bytes((_folder() / Path(name).name).read_bytes())


def remove(name: str) -> None:
    """Take it away; a file that is gone already is well."""
    if name:
        (_folder() / Path(name).name).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.DATA) / "prints"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
