"""Wipe: what is deleted from the database is also gone from the files in which the database keeps it."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from stoep.record.models import Checkpoint, Entry, Node

log = logging.getLogger(__name__)
SHORT_WAIT = 200  # milliseconds: whoever asks for erasure does not wait for every reader of the website
LOCK_WAIT = "5s"  # for a whole table, at night
ERASED = "stoep.record.erased"


def made_again() -> Path:
    """Where lies what was made of rows and can be made again, such as a year book: it goes at every erasure."""
    return Path(settings.DATA) / "gemaakt"


def wipe(alias: str) -> bool:
    """Empty SQLite's journal of recent writes, where deleted text would stay readable. True when nothing is left.

    What was made of the rows and kept goes first.

    The file itself is overwritten at once (PRAGMA secure_delete). While somebody else is reading, the journal stays;
    the next erasure or `checkpoint` empties it. Under PostgreSQL this says that there is something for `sweep`.
    """
    shutil.rmtree(made_again(), ignore_errors=True)
    if connections[alias].vendor != "sqlite":
        mark_erased()
        return False
    return wipe_journal(alias)


def mark_erased() -> None:
    """Something was erased: at the end of the day the files in which it stood are written anew (`sweep`)."""
    cache.set(ERASED, "yes", timeout=None)


def wipe_journal(alias: str) -> bool:
    """The part of `wipe` for SQLite; with another database there is nothing to do. True when nothing is left."""
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


def sweep(alias: str) -> int:
    """Write PostgreSQL's tables anew when something was erased since the last time; how many tables that was.

    A deleted row stays in the file of its table until its page is used again, also after a plain VACUUM, which frees
    the place and leaves the bytes. VACUUM FULL copies what is alive into a new file and removes the old one
    (postgresql.org/docs/current/sql-vacuum.html). A table that somebody holds for longer than a moment waits a day.
    """
    connection = connections[alias]
    if connection.vendor != "postgresql" or connection.in_atomic_block or cache.get(ERASED) is None:
        return 0
    done, left = 0, False
    for table in _tables(connection):
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{LOCK_WAIT}'")
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
            done += 1
        except DatabaseError:
            log.exception("%s could not be written anew; tried again tomorrow", table)
            left = True
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    if not left:
        cache.delete(ERASED)
    return done


def _tables(connection: BaseDatabaseWrapper) -> list[str]:
    """All tables, also those of an index for searching, but for what is only ever added to or loaded as published."""
    kept = {model._meta.db_table for model in apps.get_app_config("places").get_models(include_auto_created=True)}
    kept |= {model._meta.db_table for model in (Entry, Node, Checkpoint)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
        return [name for (name,) in cursor.fetchall() if name not in kept]
