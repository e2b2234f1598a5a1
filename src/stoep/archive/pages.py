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
    "record:log",
    "archive:archive",
)
# Pages of one row each: the kind, the way to the neighbourhood, and which of them have a page for everyone.
EACH: tuple[tuple[str, dict[str, Any]], ...] = (
    ("agenda.Item", {"is_draft": False}),
    ("agenda.Version", {}),
    ("agenda.Vision", {"number__isnull": False}),
    ("agenda.Decision", {}),
    ("agenda.StickerCount", {}),
    ("promises.Promise", {}),
    ("voices.Voice", {}),
)


def of(here: Neighbourhood) -> Iterator[tuple[str, str]]:
    """Each address, and what it is a page of."""
    for name in WHOLE:
        yield reverse(name, args=[here.slug]), name
    for label, only in EACH:
        rows = apps.get_model(label)._default_manager.filter(neighbourhood=here, **only).order_by("pk")
        for row in rows.iterator(CHUNK):
            row.neighbourhood = here
            yield row.get_absolute_url(), label.lower()
