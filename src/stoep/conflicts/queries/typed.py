"""Any text that somebody typed in this wijk, wherever it stands: record.rows knows in which columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Field, JSONField, Model, Q, QuerySet

from stoep.conflicts.models import Hiding
from stoep.people import sealing
from stoep.places.models import Neighbourhood
from stoep.record.rows import LINK_LENGTH, Sealed, all_sealed

ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Typed:
    """One text, with what hid it when it is hidden now."""

    neighbourhood: Neighbourhood
    text: str
    hidden_at: datetime | None = None
    hidden_kind: str = ""
    first: Hiding | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A row in which the text stands, and in which of its columns."""

    row: Model
    columns: tuple[Field[Any, Any], ...]
    page: str


def kept_by(hiding: Hiding) -> Typed:
    """The text that this proposal is about."""
    assert hiding.kept is not None
    first = hiding.first or hiding
    undone = Hiding.objects.filter(first=first, undo=True, seconded_at__isnull=False).exists()
    text = sealing.unseal(hiding.kept)
    if undone or first.seconded_at is None:
        return Typed(hiding.neighbourhood, text)
    return Typed(hiding.neighbourhood, text, first.seconded_at, first.kind, first)


def texts_with(neighbourhood: Neighbourhood, typed: str) -> list[str]:
    """The whole texts of this wijk in which these words stand; sorted.

    At least twenty signs, or a whole text: so nobody guesses at what is not theirs to read.
    """
    wanted, needle = _squeezed(typed), max((line.strip() for line in typed.splitlines()), key=len, default="")
    if not needle:
        return []
    found: set[str] = set()
    for sealed in all_sealed():
        for column, every in _columns(sealed, neighbourhood):
            wide = isinstance(column, JSONField)
            rows = every if wide else every.filter(**{f"{column.name}__contains": needle})
            for value in rows.values_list(column.name, flat=True).iterator():
                found.update(text for text in leaves(value) if _holds(_squeezed(text), wanted))
    return sorted(found)


def places(neighbourhood: Neighbourhood, text: str, *, link: str = "", begins: bool = False) -> Iterator[Place]:
    """Every row of this wijk in which exactly this text stands, or begins; `link` in a column of addresses."""
    how = "startswith" if begins else "exact"
    for sealed in all_sealed():
        rows: dict[Any, tuple[Model, list[Field[Any, Any]]]] = {}
        for column, every in _columns(sealed, neighbourhood):
            wanted = link if link and is_link(column) else text
            found = every if isinstance(column, JSONField) else every.filter(Q(**{f"{column.name}__{how}": wanted}))
            for row in found.iterator():
                if any(_is(leaf, wanted, begins) for leaf in leaves(getattr(row, column.name))):
                    rows.setdefault(row.pk, (row, []))[1].append(column)
        yield from (Place(row, tuple(columns), _page(row, sealed)) for row, columns in rows.values())


def is_link(column: Field[Any, Any]) -> bool:
    """Whether an address on the internet stands in this column, which a page makes a link of."""
    return getattr(column, "max_length", None) == LINK_LENGTH


def leaves(value: Any) -> Iterator[str]:
    """The texts in a value: itself, or every one inside a list or a mapping."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)


def _columns(sealed: Sealed, neighbourhood: Neighbourhood) -> Iterator[tuple[Field[Any, Any], QuerySet[Model, Model]]]:
    rows = sealed.model._default_manager.filter(**{sealed.of: neighbourhood.pk})
    for column in sealed.words():
        yield column, rows


def _is(leaf: str, wanted: str, begins: bool) -> bool:
    return leaf.startswith(wanted) if begins else leaf == wanted


def _holds(text: str, wanted: str) -> bool:
    return text == wanted or (len(wanted) >= ENOUGH and wanted in text)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _page(row: Model, sealed: Sealed) -> str:
    """The page of this row, or of what it belongs to; "" when it has none."""
    at: Any = row
    for step in [*sealed.of.split("__"), ""]:
        if hasattr(at, "get_absolute_url"):
            return str(at.get_absolute_url())
        at = getattr(at, step, None)
    return ""
