"""The embedded database: a library version that does not corrupt, and settings that do not lose what was promised."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any


def use_bundled() -> None:
    """Put the SQLite that comes with pysqlite3 in the place of the system's, before Django looks for it.

    Debian 12 carries 3.40.1, which has the WAL-reset corruption bug (sqlite.org, changes of 3.51.3).
    """
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def version() -> tuple[int, ...]:
    """The version of the library that Django's connections really use."""
    import sqlite3

    return sqlite3.sqlite_version_info


def is_safe(version: tuple[int, ...]) -> bool:
    """Whether this library is free of the WAL-reset bug: from 3.51.3, or a branch it was mended in, or before 3.7.0."""
    if version < (3, 7, 0) or version >= (3, 51, 3):
        return version[:2] != (3, 52)
    return (3, 44, 6) <= version < (3, 45, 0) or (3, 50, 7) <= version < (3, 51, 0)


def settings(path: Path) -> dict[str, Any]:
    """Django's database settings for a file: WAL with FULL, since NORMAL loses acknowledged rows in a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
            ),
        },
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
    }
