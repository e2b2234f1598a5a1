"""The closed part of a copy, encrypted for whoever keeps it; and opened again for the drill of this server."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from stoep.core.sealing import age
from stoep.shared import key_file


def recipients() -> list[str]:
    """The public keys of those who keep the copies (STOEP_ARCHIVE_FOR); empty when nobody gave one."""
    named = [key.strip() for key in settings.STOEP_ARCHIVE_FOR.split(",") if key.strip()]
    try:
        for key in named:
            age.check_public(key)
    except ValueError as error:
        raise ImproperlyConfigured(f"STOEP_ARCHIVE_FOR holds public keys of age, with commas: {error}") from error
    return named


def close(source: Path, target: Path) -> None:
    """Encrypt a file for those who keep the copies, and for the drills of this server, which has all of it anyway."""
    with source.open("rb") as file, target.open("wb") as out:
        age.encrypt(file, out, [*recipients(), age.public_of(drill_secret())])
        out.flush()
        os.fsync(out.fileno())


def drill_secret() -> str:
    """The secret key with which this server opens a copy to try it; made at first use, in DATA/keys/archive.key."""
    return key_file.read(key_file.folder() / "archive.key", fresh=age.new_secret).strip()
