"""What was filled once is set down again in a moment: living a story through its acts costs seconds."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from stoep.voices import search
from stoep.voices.models import Voice


class Grown(NamedTuple):
    """What a story added to a database: rows by table with their columns, files, and what stood there before."""

    before: dict[str, int]
    columns: dict[str, list[str]]
    rows: dict[str, list[tuple[Any, ...]]]
    files: Path
    told: Any


Given = ParamSpec("Given")
Told = TypeVar("Told")
_grown: dict[tuple[str, str], Grown] = {}


def once(build: Callable[Given, Told]) -> Callable[Given, Told]:
    """A story that is lived once in each process: whoever asks again gets its rows and files, with the same keys.

    Only in a database that stands as it stood the first time; in another one the story is lived anew. What is given
    along (a clock, a fixture) makes no other story.
    """

    @wraps(build)
    def told(*given: Given.args, **more: Given.kwargs) -> Told:
        name, before = (build.__qualname__, build.__module__), _numbers()
        kept = _grown.get(name)
        if kept is None:
            old, made = _rows(), build(*given, **more)
            _grown[name] = _what_grew(before, old, deepcopy(made))
            return made
        if kept.before != before:
            return build(*given, **more)
        _live_again(kept)
        return deepcopy(cast("Told", kept.told))

    return told


def _tables() -> list[str]:
    """Those with rows of their own; what finds words on SQLite is made from the words (0003)."""
    with connection.cursor() as cursor:
        found = set(connection.introspection.table_names(cursor)) - {"django_migrations", "sqlite_sequence"}
    made = "voices_search" if connection.vendor == "sqlite" else "\0"
    return sorted(table for table in found if not table.startswith(made))


def _numbers() -> dict[str, int]:
    """How many rows each table has, where it has any."""
    ask = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in _tables())
    with connection.cursor() as cursor:
        cursor.execute(ask)
        return {table: many for table, many in cursor.fetchall() if many}


def filled() -> set[str]:
    """The tables in which something stands."""
    return set(_numbers())


def _rows() -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found


def _what_grew(before: dict[str, int], old: dict[str, Any], told: Any) -> Grown:
    columns, grown = {}, {}
    for table, (names, now) in _rows().items():
        was = {repr(row) for row in old[table][1]}
        columns[table], grown[table] = names, [row for row in now if repr(row) not in was]
        assert len(grown[table]) == len(now) - len(was), f"the story changed what stood in {table} before it"
    files = Path(mkdtemp(prefix="stoep-story-"))
    atexit.register(rmtree, files, ignore_errors=True)
    copytree(settings.DATA, files, dirs_exist_ok=True)
    return Grown(before, columns, grown, files, told)


@transaction.atomic
def _live_again(kept: Grown) -> None:
    copytree(kept.files, settings.DATA, dirs_exist_ok=True)
    with connection.cursor() as cursor:
        for table, given in kept.rows.items():
            if given:
                names, places = (
                    ", ".join(f'"{name}"' for name in kept.columns[table]),
                    ", ".join(["%s"] * len(given[0])),
                )
                cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', given)
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
    if connection.vendor == "sqlite":
        search.put_all(Voice.objects.all())
