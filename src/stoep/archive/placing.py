"""Rows out of an archive into the tables, with the keys that they had. Inside the transaction of whoever calls."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.core.management.color import no_style
from django.db import connection
from django.db.models import DateField, DateTimeField, Field, ForeignKey, Model
from django.utils.translation import gettext_lazy as _

from stoep.archive import checking, kinds, rules, values
from stoep.archive.checking import Checked
from stoep.archive.kinds import Kind, portions
from stoep.core.sealing import tree
from stoep.record.models import Entry, Log, Node
from stoep.record.rules import TILE
from stoep.shared.refusal import Refused

Told = Callable[[str, int], None]
Row = dict[str, Any]


def place(checked: Checked, *, told: Told) -> dict[str, int]:
    """Every row of the archive in its table; how many there are of each kind."""
    box = address_box(checked)
    counts: dict[str, int] = {}
    for kind in kinds.kinds():
        path = checked.path(f"{rules.ROWS}/{kind.label}.jsonl")
        if path.is_file() and kind.model is not Entry:
            counts[kind.label] = _place(kind, _rows(kind, path, box), told)
    counts["record.entry"] = _place_entries(checked, told)
    return counts


def address_box(checked: Checked) -> Fernet | None:
    """What opens the ways to reach people, when the archive brings its own key."""
    path = checked.path(rules.ADDRESS_KEY)
    try:
        return Fernet(path.read_text(encoding="ascii").strip()) if path.is_file() else None
    except ValueError as error:
        raise Refused("bad-key", _("Het bestand adressen.key is geen sleutel. Neem een andere kopie.")) from error


def _lines(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        while line := file.readline(rules.LONGEST_LINE):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _bad_row(path) from error
            if not isinstance(row, dict):
                raise _bad_row(path)
            yield row


def _bad_row(path: Path) -> Refused:
    return Refused("bad-row", _("In %(name)s staat een regel die geen rij is. Neem een andere kopie."), name=path.name)


def _rows(kind: Kind, path: Path, box: Fernet | None) -> Iterator[Row]:
    """Each row of a file, by the columns of the table, as Python holds it."""
    opens, readers = values.opens(kind, box), values.readers(kind)
    for row in _lines(path):
        if not row.keys() <= readers.keys():
            raise _bad_row(path)
        for name, opened in opens.items():
            if row.get(name):
                row[name] = _opened(opened, row[name])
        yield {name: read(row[name]) if name in row else _usual(kind, name) for name, read in readers.items()}


def _opened(opened: Callable[[str], str], value: Any) -> Any:
    try:
        return opened(value)
    except (InvalidToken, ValueError, TypeError, AttributeError) as error:
        raise Refused(
            "no-key",
            _(
                "De e-mailadressen in dit archief gaan niet open met de sleutel van deze server. "
                "Zet de sleutel van de oude server in STOEP_CONTACT_KEYS, achter de nieuwe, en probeer het opnieuw."
            ),
        ) from error


def _usual(kind: Kind, name: str) -> Any:
    """What stands in a column that did not exist yet when the archive was made."""
    field = kind.model._meta.get_field(name)
    assert isinstance(field, Field)
    if field.has_default():
        return field.get_default()
    if field.null or field.empty_strings_allowed:
        return None if field.null else ""
    raise Refused(
        "too-old",
        _("Dit archief is te oud voor deze Stoep: %(kind)s heeft nog geen %(name)s. Begin met een oudere Stoep."),
        kind=kind.label,
        name=name,
    )


def _place(kind: Kind, rows: Iterator[Row], told: Told) -> int:
    placed = 0
    is_empty = not kind.model._default_manager.exists()
    for part in portions(rows, kinds.CHUNK):
        insert(kind.model, part if is_empty else _fresh(kind, part))
        placed += len(part)
        told(kind.label, len(part))
    return placed


def _fresh(kind: Kind, part: list[Row]) -> list[Row]:
    """The rows that are not there yet. One that is there already, wholly the same, may be shared with another wijk."""
    key = kind.key
    known: dict[Any, Row] = {}
    for keys in portions([row[key] for row in part]):
        found = kind.model._default_manager.filter(pk__in=keys)
        known |= {row[key]: row for row in found.values(*kind.columns())}
    for row in part:
        if row[key] in known and (kind.way is not None or not _same(row, known[row[key]])):
            raise Refused(
                "there-already",
                _(
                    "Op deze server staat al iets onder hetzelfde nummer: %(name)s. Er is niets neergezet. "
                    "Neem een server waar nog niets op staat."
                ),
                name=f"{kind.label} {row[key]}"[:80],
            )
    return [row for row in part if row[key] not in known]


def _same(one: Row, other: Row) -> bool:
    return all(values.written(one[name]) == values.written(other[name]) for name in one)


def insert(model: type[Model], rows: list[Row]) -> None:
    """These rows, with the keys that they bring. Much faster than making an object of each."""
    if not rows:
        return
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(fields[name].column)) for name in rows[0])
    table = quote(model._meta.db_table)
    takes = [_taker(fields[name]) for name in rows[0]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One stream instead of a statement a row: several times faster, under the same constraints.
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream:
                for row in rows:
                    stream.write_row(_taken(takes, row))
            return
        places = ", ".join(["%s"] * len(rows[0]))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own
        cursor.executemany(sql, [_taken(takes, row) for row in rows])


def _taker(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    """What the database wants for a value of this column; None when it takes what Python holds."""
    inner = field.target_field if isinstance(field, ForeignKey) else field
    if isinstance(inner, values.AS_IT_IS):
        return None
    if isinstance(inner, DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(inner, DateField):
        return connection.ops.adapt_datefield_value
    return lambda value: field.get_db_prep_save(value, connection)


def _taken(takes: list[Callable[[Any], Any] | None], row: Row) -> list[Any]:
    return [value if take is None else take(value) for take, value in zip(takes, row.values(), strict=True)]


def _place_entries(checked: Checked, told: Told) -> int:
    """The entries of the log with their keys, and the sums over them, out of the log itself."""
    keys_of: dict[int, int] = {}
    for row in _lines(checked.path(f"{rules.ROWS}/record.entry.jsonl")):
        keys_of[int(row["index"])] = int(row["id"])
    log = Log.objects.get(origin=checked.origin)
    frontier, nodes = tree.Frontier(), 0
    for part in portions(enumerate(checking.leaves(checked.folder)), kinds.CHUNK):
        entries, sums = [], []
        for index, leaf in part:
            hashed = tree.leaf_hash(leaf)
            frontier, completed = frontier.append(hashed)
            if index not in keys_of:
                raise _bad_row(Path(f"{rules.ROWS}/record.entry.jsonl"))
            entries.append(_entry(log, keys_of.pop(index), index, leaf, hashed))
            sums += [(level, at, value) for level, at, value in completed if level and level % TILE == 0]
        insert(Entry, _unknown(entries))
        Node.objects.bulk_create(Node(log=log, level=level, index=at, hash=value) for level, at, value in sums)
        nodes += len(part)
        told("record.entry", len(part))
    if keys_of:
        raise _bad_row(Path(f"{rules.ROWS}/record.entry.jsonl"))
    return nodes


def _unknown(entries: list[Row]) -> list[Row]:
    if Entry.objects.filter(pk__in=[row["id"] for row in entries[:1] + entries[-1:]]).exists():
        raise Refused(
            "there-already",
            _("Op deze server staat al een logboek met dezelfde nummers. Neem een server waar nog niets op staat."),
        )
    return entries


def _entry(log: Log, key: int, index: int, leaf: bytes, hashed: bytes) -> Row:
    sealed = json.loads(leaf)
    return {
        "id": key,
        "log_id": log.pk,
        "index": index,
        "act": sealed["act"],
        "subject": sealed["subject"],
        "sealed_at": datetime.fromisoformat(sealed["at"]).astimezone(UTC),
        "leaf": leaf.decode(),
        "leaf_hash": hashed,
    }


def count_on() -> None:
    """Let the next row of each table get the next number (PostgreSQL counts apart from what was brought)."""
    statements = connection.ops.sequence_reset_sql(no_style(), [kind.model for kind in kinds.kinds()])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
