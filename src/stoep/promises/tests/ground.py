"""What the tests of promises lean on: two days, what the log says, a receiver who judges, and where the pages are."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from stoep.places.models import Neighbourhood
from stoep.promises import actions
from stoep.promises.models import Promise, Verdict
from stoep.record.models import Entry
from tests.builders import NOW, TODAY

DUE = date(2026, 10, 1)
LATE_DAY = date(2026, 10, 2)


def sealed(subject: str) -> list[dict[str, Any]]:
    return [entry.sealed() for entry in Entry.objects.filter(subject=subject).order_by("index")]


def judged(promise: Promise, by: Any, kind: str = "kept", **more: Any) -> Verdict:
    return actions.judge(promise=promise, kind=kind, words="Zo is het.", by=by, at=NOW, today=TODAY, **more)


def address(name: str, place: Neighbourhood) -> str:
    return reverse(f"promises:{name}", args=[place.slug])
