"""What the pages of this room share: who stands here, which table or plan, and a form that keeps what was typed."""

from __future__ import annotations

from django.http import Http404

from stoep.tables import queries
from stoep.tables.models import Plan, Table


def table_or_404(slug: str, pk: int) -> Table:
    """The table with this number in this very neighbourhood."""
    found = Table.objects.select_related("neighbourhood", "registered_for").filter(neighbourhood__slug=slug, pk=pk)
    table = found.first()
    if table is None:
        raise Http404
    return table


def plan_or_404(slug: str, pk: int) -> Plan:
    """The plan with this number in this very neighbourhood."""
    try:
        return queries.plan(slug, pk)
    except Plan.DoesNotExist:
        raise Http404 from None
