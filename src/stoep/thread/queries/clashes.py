"""The conflicts that stand open on a decision about items; those on one item come with `thread.queries.beside`."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from stoep.agenda.beside import Beside
from stoep.agenda.models import Decision, Item
from stoep.conflicts import queries as conflicts


def beside_decision(decision: Decision, items: Sequence[Item]) -> list[Beside]:
    """The conflicts about anything that a decision is about, each once (settings.STOEP_BESIDE_DECISIONS)."""
    keys = {item.pk for item in items} | ({decision.item_id} if decision.item_id else set())
    found = {one.pk: one for rows in conflicts.open_about(keys).values() for one in rows}
    note = _("Hierover is een conflict open:")
    return [Beside(note, one.title, one.get_absolute_url()) for one in found.values()]
