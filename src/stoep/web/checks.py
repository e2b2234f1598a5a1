"""What must be true before the door opens; Django's `check` asks it, and so does the door itself (wsgi.py)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, register
from django.db import connections

from stoep.shared import sqlite
from stoep.web import theme

TAG = "stoep"


@register(TAG)
def embedded_database_keeps_its_word(**kwargs: Any) -> list[CheckMessage]:
    """An error when the embedded database runs on a library that can corrupt it (SQLite, WAL-reset bug)."""
    if not any(connection.vendor == "sqlite" for connection in connections.all()):
        return []
    version = sqlite.version()
    if sqlite.is_safe(version):
        return []
    return [
        Error(
            f"SQLite {'.'.join(map(str, version))} can corrupt a database in WAL mode.",
            hint="Run through ./stoep, which brings a mended one (pysqlite3), or use DATABASE_URL for PostgreSQL.",
            id="stoep.E001",
        )
    ]


@register(TAG)
def theme_is_there(**kwargs: Any) -> list[CheckMessage]:
    """An error when the file that STOEP_THEME names cannot be found: every page would stand there undressed.

    Before the first build there are no styles at all; then this says nothing.
    """
    if not finders.find("app.css") or finders.find(theme.file_name()):
        return []
    return [
        Error(
            f"The theme {settings.STOEP_THEME!r} is not there.",
            hint="STOEP_THEME is the name of a file in the folder themes/ of the data folder, or stoep, or waterstad.",
            id="web.E010",
        )
    ]
