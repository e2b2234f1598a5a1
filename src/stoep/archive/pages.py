"""The addresses of the pages of a neighbourhood that everyone can open: who moves it keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.urls import reverse

from stoep.places.models import Neighbourhood

CHUNK = 2000
# Pages of the neighbourhood as a whole.
WHOLE = (
    "thread:neighbourhood",
    "thread:period",
    "thread:figures",
    "voices:list",
    "voices:waiting",
    "agenda:agenda",
    "agenda:decisions",
    "agenda:vision",
    "thread:years",
    "promises:register",
    "network:partnership",
    "tables:register",
    "handover:powers",
    "conflicts:list",
    "council:advices",
    "council:policies",
    "council:overrides",
    "record:log",
    "archive:archive",
)
# Pages of one row each: the kind, the way to the neighbourhood, and which of them have a page for everyone.
EACH: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("agenda.Item", "neighbourhood", {"is_draft": False}),
    ("agenda.Version", "neighbourhood", {}),
    ("agenda.Vision", "neighbourhood", {"number__isnull": False}),
    ("agenda.Decision", "neighbourhood", {}),
    ("agenda.StickerCount", "neighbourhood", {}),
    ("conflicts.Conflict", "neighbourhood", {"read_at__isnull": False}),
    ("council.Advice", "neighbourhood", {}),
    ("council.Override", "neighbourhood", {}),
    ("promises.Promise", "neighbourhood", {}),
    ("tables.Table", "neighbourhood", {}),
    ("tables.Plan", "table__neighbourhood", {}),
    ("tables.Resolution", "neighbourhood", {}),
    ("voices.Voice", "neighbourhood", {}),
)


def of(here: Neighbourhood) -> Iterator[tuple[str, str]]:
    """Each address, and what it is a page of."""
    for name in WHOLE:
        yield reverse(name, args=[here.slug]), name
    for label, way, only in EACH:
        rows = apps.get_model(label)._default_manager.filter(**{way: here.pk}, **only).order_by("pk")
        for row in rows.select_related(way).iterator(CHUNK):
            yield row.get_absolute_url(), label.lower()
