"""All rows of the embedded database, taken once and put back in a moment: filling it costs seconds."""

from __future__ import annotations

from typing import Any

import pysqlite3
from django.db import connection


def take() -> Any:
    """A copy in memory of every row as it is now."""
    connection.ensure_connection()
    rows = pysqlite3.connect(":memory:")
    connection.connection.backup(rows)
    return rows


def put_back(rows: Any) -> None:
    """The database as it was when they were taken. Not within a transaction."""
    connection.ensure_connection()
    rows.backup(connection.connection)
