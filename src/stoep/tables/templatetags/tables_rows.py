"""A table of the register, and a decision in the list: remembered by everything that they show."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from stoep.tables.queries import Listed, Shown

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Known:
    """A row, equal to another when all that it tells is the same."""

    told: tuple[Any, ...]
    row: Any = field(compare=False)


@register.simple_tag
def resolution_row(taken: Listed, slug: str) -> SafeString:
    """A decision with its outcome, how it was counted, and what a minority thinks."""
    row = taken.resolution
    said = tuple((one.words, one.written_at, one.seat.side, one.seat.person.name) for one in taken.statements)
    told = (row.number, row.title, row.opened_at, row.closed_at, row.withdrawn_at, taken.standing, taken.replaced_by)
    known = _Known((told, taken.tally, taken.hangs_on_denied, said), taken)
    return _rendered("tables/parts/resolution_row.html", "taken", known, slug, get_language())


@register.simple_tag
def table_row(shown: Shown, slug: str) -> SafeString:
    """A table with its seats as a picture and in numbers, and how many plans lie there."""
    table, votes = shown.table, (shown.votes, shown.residents_votes)
    seats = (tuple(shown.picture), shown.residents, votes, shown.claims, shown.plans, shown.asked)
    known = _Known((table.pk, table.name, table.kind, table.convened_by, seats), shown)
    return _rendered("tables/parts/table_row.html", "shown", known, slug, get_language())


@lru_cache(maxsize=2000)
def _rendered(part: str, name: str, known: _Known, slug: str, _language: str | None) -> SafeString:
    """The same values in the same language make the same piece of page: it gets nothing but these."""
    return render_to_string(part, {name: known.row, "slug": slug})
