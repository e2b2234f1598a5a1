"""Rows in the log: each row that an act writes is sealed whole, as one salted hash of everything that stands in it.

A room says which of its rows these are, in a tuple that settings.STOEP_SEALED_ROWS names. The salt of the newest seal
lies in `RowSalt`; that of an older one is written over, so that nobody can guess what a row held before it was wiped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db.models import CharField, Field, JSONField, Model, QuerySet, TextField
from django.utils.module_loading import import_string

from stoep.core.sealing import commitment
from stoep.shared.asked import ask

FIELD = "row"
GONE = ""
LONGEST_CODE = 29  # signs: what is shorter holds a code of ours, such as a side or a number, and no words
LINK_LENGTH = 500
# What stands in the place of words that two keys hid: its number in front, or the address of the page that says why.
HIDDEN = re.compile(r"\[Verborgen, nummer \d+\]|/wijk/[^/]+/verborgen/\d+/$")


@dataclass(frozen=True, slots=True)
class Sealed:
    """One model whose rows are sealed.

    `of` is the way from a row to its neighbourhood ("voice__neighbourhood"). `leave` names each field that is not
    sealed, with the reason. `along` are values in other rows that count as part of this one
    ("organisation__kind"); `many` are its many-to-many fields. `later` names each column that came after rows had been
    sealed, with what those rows got in it: a column that holds that value is left out of the text, so that what was
    sealed before still fits, and any other value is found as any other change is. `stays` names each column of text
    that two keys cannot hide, with the reason: what somebody typed in any other, they can (docs/decisions/0015).
    """

    model: type[Model]
    of: str
    leave: Mapping[str, str] = field(default_factory=dict)
    along: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    later: Mapping[str, Any] = field(default_factory=dict)
    stays: Mapping[str, str] = field(default_factory=dict)

    def words(self) -> list[Field[Any, Any]]:
        """The columns that hold what somebody typed: each text in them is one that two keys can hide."""
        own = [column for column in self.model._meta.concrete_fields if column.name not in {*self.leave, *self.stays}]
        return [column for column in own if _holds_words(column)]

    def columns(self) -> list[str]:
        """What is read of a row: its own columns but those that are left out, and what goes along."""
        own = [column.attname for column in self.model._meta.concrete_fields if column.name not in self.leave]
        return [*own, *self.along]

    def held(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What counts of a row that was read: all but later columns that still hold what older rows got."""
        return {name: value for name, value in row.items() if name not in self.later or value != self.later[name]}


def _holds_words(column: Field[Any, Any]) -> bool:
    if isinstance(column, CharField):
        return not column.choices and (column.max_length is None or column.max_length > LONGEST_CODE)
    return isinstance(column, TextField | JSONField)


def all_sealed() -> list[Sealed]:
    """Every model whose rows are sealed, as the rooms say it."""
    return [each for path in settings.STOEP_SEALED_ROWS for each in import_string(path)]


def name(model: type[Model], key: Any) -> str:
    """How a row is called in the log: "voices.answer:12"."""
    return f"{model._meta.label_lower}:{key}"


def texts(sealed: Sealed, keys: Iterable[Any]) -> dict[str, str]:
    """What stands in these rows now, as one text each, by the name of the row. Rows that are gone are not in it."""
    keys, columns = list(keys), sealed.columns()
    wanted = (sealed.model, tuple(columns))
    # Most acts write one row of a kind: that question is put into SQL once.
    found = ask(_wide, wanted, keys=keys) if len(keys) == 1 else _wide(wanted, keys=keys)
    rows = {key: dict(zip(columns, row, strict=True)) for key, *row in found}
    for many in sealed.many:
        _add_many(sealed, many, rows)
    return {name(sealed.model, key): _text(sealed.model, key, sealed.held(row)) for key, row in rows.items()}


def _wide(wanted: tuple[type[Model], tuple[str, ...]], *, keys: Sequence[Any]) -> QuerySet[Model, tuple[Any, ...]]:
    model, columns = wanted
    return model._default_manager.filter(pk__in=keys).values_list("pk", *columns)


def commit(salt: bytes, text: str) -> str:
    """The hash that goes into the log for a row with this text."""
    return commitment.commit(field=FIELD, salt=salt, value=text)


def now(rows: Iterable[Model]) -> Iterator[tuple[str, str | None]]:
    """Each of these rows by its name, with its text as the database has it at this moment; None when it is gone."""
    by_model: dict[type[Model], list[Any]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row.pk)
    known = {each.model: each for each in all_sealed()}
    for model, keys in by_model.items():
        if model not in known:
            continue
        found = texts(known[model], keys)
        for called in dict.fromkeys(name(model, key) for key in keys):
            yield called, found.get(called)


def _add_many(sealed: Sealed, many: str, rows: dict[Any, dict[str, Any]]) -> None:
    for row in rows.values():
        row[many] = []
    pairs = sealed.model._default_manager.filter(pk__in=list(rows), **{f"{many}__isnull": False})
    for key, other in pairs.order_by("pk", many).values_list("pk", many):
        rows[key][many].append(other)


def _text(model: type[Model], key: Any, row: dict[str, Any]) -> str:
    """One text for one content: sorted keys, moments in UTC, so that both databases give the same."""
    held = {column: _plain(value) for column, value in row.items()}
    return json.dumps([name(model, key), held], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value
