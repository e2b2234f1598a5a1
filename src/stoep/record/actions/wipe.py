"""Wipe: what is deleted from the database is also gone from the file in which it keeps recent writes."""

from __future__ import annotations

from django.db import OperationalError, connections

SHORT_WAIT = 200  # milliseconds: whoever asks for erasure does not wait for every reader of the website


def wipe(alias: str) -> bool:
    """Empty SQLite's journal of recent writes, where deleted text would stay readable. True when nothing is left.

    The file itself is overwritten at once (PRAGMA secure_delete). Under PostgreSQL the database clears deleted rows
    itself (VACUUM). While somebody else is reading, the journal stays; the next erasure or `checkpoint` empties it.
    """
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return True
    patience = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {SHORT_WAIT}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = bool(cursor.fetchone()[0])
        except OperationalError:  # this very connection is still reading or writing
            busy = True
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy
