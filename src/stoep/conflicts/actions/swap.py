"""Swap: put a note where a text stands, everywhere in the wijk, or the text back where its note stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Field, Model
from django.utils import translation

from stoep.conflicts import queries
from stoep.conflicts.models import Hiding
from stoep.voices import hidden


def put_away(hiding: Hiding, text: str) -> list[Model]:
    """The note, wherever exactly this text stands; the rows that changed.

    In a column that is too short for the whole note stands its number, and for an address that of the page about it.
    """
    number, link = number_of(hiding), hiding.get_absolute_url()
    with translation.override("nl"):  # as the words around it
        whole = f"{number} {hidden.note_of(hiding.seconded_at, hiding.kind, hiding.why)}"

    def note(column: Field[Any, Any]) -> str:
        if queries.is_link(column):
            return link
        most = getattr(column, "max_length", None)
        return whole if most is None or len(whole) <= most else number

    rows = list(queries.places(hiding.neighbourhood, text))
    return [_changed(place, note, lambda leaf: leaf == text) for place in rows]


def put_back(hiding: Hiding, text: str) -> list[Model]:
    """The text, wherever the note of this hiding stands; the rows that changed."""
    number, link = number_of(hiding), hiding.get_absolute_url()
    rows = list(queries.places(hiding.neighbourhood, number, link=link, begins=True))
    return [_changed(place, lambda _column: text, lambda leaf: leaf.startswith((number, link))) for place in rows]


def number_of(hiding: Hiding) -> str:
    """How a note begins: it names the proposal, so that its page is found (see record.rows.HIDDEN)."""
    return f"[Verborgen, nummer {hiding.pk}]"


def _changed(place: queries.Place, note: Callable[[Field[Any, Any]], str], fits: Callable[[str], bool]) -> Model:
    row = place.row
    values = {column.attname: _with(getattr(row, column.attname), note(column), fits) for column in place.columns}
    type(row)._default_manager.filter(pk=row.pk).update(**values)
    return row


def _with(value: Any, new: str, fits: Callable[[str], bool]) -> Any:
    if isinstance(value, str):
        return new if fits(value) else value
    if isinstance(value, dict):
        return {name: _with(each, new, fits) for name, each in value.items()}
    return [_with(each, new, fits) for each in value] if isinstance(value, list) else value
