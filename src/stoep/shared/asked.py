"""A question to the database that is put into SQL once: building it costs Django ten times what the answer does.

`ask(build, shape, **values)` gives what `list(build(shape, **values))` gives. `build` writes the question with the ORM,
as any other; only the values may differ from one time to the next, and everything else that makes it another question
must be in `shape`. docs/decisions/0004-what-a-page-may-cost.md tells why.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar, cast

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connections
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row")
Kind = tuple[str, int]
_ALIAS = "default"
_MOST = 1000
_known: dict[Hashable, _Ready | None] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """The SQL, where each value goes among its parameters, and Django's own compiler, which knows how to read rows."""

    sql: str
    places: tuple[tuple[str, int] | tuple[None, Any], ...]
    compiler: Any
    reader: _Reader | None
    lookups: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Which part of a row makes the model itself, and which parts its related ones and annotations."""

    model: type[Model]
    names: list[str]
    own: slice
    populators: list[Any]
    annotations: list[tuple[str, int]]


def ask(build: Callable[..., QuerySet[Any, Row]], shape: Hashable, **values: Any) -> list[Row]:
    """The rows of `build(shape, **values)`. Values are whole numbers, texts, days, moments, or lists of one of these.

    A question that does not fit (a value that the ORM writes down otherwise) is asked as always.
    """
    kinds = tuple((name, _kind(value)) for name, value in values.items())
    key = (build, shape, kinds, connections[_ALIAS].vendor)
    if key not in _known:
        _remember(key, _made_ready(build, shape, dict(kinds)))
    ready = _known.get(key)
    if ready is None or any(kind is None for _name, kind in kinds):
        return list(build(shape, **values))
    return cast(list[Row], _answer(ready, {name: _written(value) for name, value in values.items()}))


def _remember(key: Hashable, ready: _Ready | None) -> None:
    with _lock:
        if len(_known) >= _MOST:
            _known.clear()
        _known[key] = ready


def _kind(value: Any) -> Kind | None:
    """What sort of value this is, and how many of them; None for what is left to Django."""
    if isinstance(value, (list, tuple)):
        kinds = {_kind(each) for each in value}
        only = kinds.pop() if len(kinds) == 1 else None
        return (only[0], len(value)) if only and only[1] == 0 else None
    for name, sort in (("moment", datetime), ("day", date), ("number", int), ("text", str)):
        if isinstance(value, sort) and not isinstance(value, bool):
            return None if isinstance(value, datetime) and value.tzinfo is None else (name, 0)
    return None


def _sample(kind: str, which: int) -> Any:
    """A value that stands nowhere else in a question."""
    if kind == "number":
        return 7_000_000_000_000_000_000 + which
    if kind == "text":
        return f"zz7{which}zz"
    day = date(1701, 1, 1) + timedelta(days=which)
    return day if kind == "day" else datetime(day.year, day.month, day.day, tzinfo=UTC)


def _samples(kinds: dict[str, Kind | None]) -> dict[str, Any]:
    samples: dict[str, Any] = {}
    for place, (name, kind) in enumerate(kinds.items()):
        assert kind is not None
        sort, count = kind
        several = [_sample(sort, 1000 * place + each) for each in range(count or 1)]
        samples[name] = several if count else several[0]
    return samples


def _made_ready(
    build: Callable[..., QuerySet[Any, Any]], shape: Hashable, kinds: dict[str, Kind | None]
) -> _Ready | None:
    """Let Django put the question into SQL with samples for values, and see where they came to stand."""
    if any(kind is None for kind in kinds.values()):
        return None
    samples = _samples(kinds)
    question = build(shape, **samples)
    compiler = question.query.get_compiler(using=_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except (EmptyResultSet, FullResultSet):
        return None
    where: dict[Any, tuple[str, int]] = {}
    for name, sample in samples.items():
        for index, written in enumerate(_written(sample)):
            where[written] = (name, index)
    places = tuple(
        where.get(param, (None, param)) if isinstance(param, Hashable) else (None, param) for param in params
    )
    found = {place for place in places if place[0] is not None}
    is_model = question._iterable_class is ModelIterable  # noqa: SLF001 - how Django itself tells
    reader = _reader(compiler) if is_model else None
    if found != set(where.values()):
        return None
    return _Ready(sql, places, compiler, reader, tuple(getattr(question, "_prefetch_related_lookups")))  # noqa: B009


def _written(value: Any) -> list[Any]:
    """A value, or each of several, as the database gets it."""
    ops = connections[_ALIAS].ops
    several = value if isinstance(value, (list, tuple)) else [value]
    return [
        ops.adapt_datetimefield_value(each)
        if isinstance(each, datetime)
        else ops.adapt_datefield_value(each)
        if isinstance(each, date)
        else each
        for each in several
    ]


def _answer(ready: _Ready, values: dict[str, list[Any]]) -> Sequence[Any]:
    connection = connections[_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(ready.sql, [which if name is None else values[name][which] for name, which in ready.places])
        rows = cursor.fetchall()
    converters = _converters(ready, connection)
    read = ready.compiler.apply_converters(rows, converters) if converters else rows
    if ready.reader is None:
        return [tuple(row) for row in read]
    found = [_made(ready.reader, row) for row in read]
    if ready.lookups:
        prefetch_related_objects(found, *ready.lookups)
    return found


def _converters(ready: _Ready, connection: Any) -> Any:
    """How this connection reads days, moments and the like; worked out once for each connection."""
    known = connection.__dict__.setdefault("stoep_converters", {})
    if ready not in known:
        compiler = copy.copy(ready.compiler)
        compiler.connection = connection
        if len(known) >= _MOST:
            known.clear()
        known[ready] = compiler.get_converters([column[0] for column in compiler.select])
    return known[ready]


def _reader(compiler: Any) -> _Reader:
    info, select = compiler.klass_info, compiler.select
    own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    return _Reader(
        model=info["model"],
        names=[column[0].target.attname for column in select[own]],
        own=own,
        populators=get_related_populators(info, select, _ALIAS),  # type: ignore[call-arg] # as Django 5.2 has it
        annotations=list(compiler.annotation_col_map.items()),
    )


def _made(reader: _Reader, row: Sequence[Any]) -> Model:
    """One row as django.db.models.query.ModelIterable makes it, related ones and annotations included."""
    made = reader.model.from_db(_ALIAS, reader.names, row[reader.own])
    for populator in reader.populators:
        populator.populate(row, made)
    for name, column in reader.annotations:
        setattr(made, name, row[column])
    return made
