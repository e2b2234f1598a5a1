"""A table of the register, and a decision in the list: remembered by everything that they show."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from stoep.shared.remembered import rendered
from stoep.tables.queries import Listed, Shown

register = template.Library()


@register.simple_tag
def resolution_row(taken: Listed, slug: str) -> SafeString:
    """A decision with its outcome, how it was counted, and what a minority thinks."""
    row = taken.resolution
    said = tuple((one.words, one.written_at, one.seat.side, one.seat.person.name) for one in taken.statements)
    told = (row.number, row.title, row.opened_at, row.closed_at, row.withdrawn_at, taken.standing, taken.replaced_by)
    known = (slug, told, taken.tally, taken.hangs_on_denied, said)
    return rendered("tables/parts/resolution_row.html", known, taken=taken, slug=slug)


@register.simple_tag
def table_row(shown: Shown, slug: str) -> SafeString:
    """A table with its seats as a picture and in numbers, and how many plans lie there."""
    table, votes = shown.table, (shown.votes, shown.residents_votes)
    seats = (tuple(shown.picture), shown.residents, votes, shown.claims, shown.plans, shown.asked)
    known = (slug, table.pk, table.name, table.kind, table.convened_by, seats)
    return rendered("tables/parts/table_row.html", known, shown=shown, slug=slug)
