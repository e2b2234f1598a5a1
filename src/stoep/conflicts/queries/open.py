"""Which conflicts are open: in a neighbourhood, and on what it decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, When

from stoep.conflicts import rules
from stoep.conflicts.models import Conflict, Park, Party
from stoep.places.models import Neighbourhood
from stoep.shared import leaves
from stoep.shared.asked import ask


@dataclass(frozen=True, slots=True)
class Row:
    """A conflict in a list: where it stands, until when it rests, and how many parties there are."""

    conflict: Conflict
    standing: rules.Standing
    again_on: date | None


def open_about(item_pks: Iterable[int]) -> dict[int, list[Conflict]]:
    """The conflicts that are not closed, parked ones too, on each of these agenda items; one question.

    Items without one are left out. `parked` (True or False) stands on each. What no host has read yet is not in it.
    """
    keys = sorted(set(item_pks))
    found: dict[int, list[Conflict]] = {}
    for one in ask(_about, None, keys=keys) if keys else []:
        found.setdefault(one.item_pk, []).append(one)  # type: ignore[attr-defined] # annotated in `_about`
    return found


def _about(_shape: None, *, keys: Sequence[int]) -> QuerySet[Conflict]:
    resting = Park.objects.filter(conflict=OuterRef("pk"), resumed_at__isnull=True)
    running = Conflict.objects.annotate(item_pk=F("items"), parked=Exists(resting))
    shown = running.filter(item_pk__in=keys, closed_at__isnull=True, read_at__isnull=False)
    return shown.select_related("neighbourhood").order_by("opened_at", "pk")


def open_in(neighbourhood: Neighbourhood) -> list[Conflict]:
    """The conflicts of this neighbourhood that are not closed, parked ones too, the first opened first."""
    found = Conflict.objects.filter(neighbourhood=neighbourhood, closed_at__isnull=True, read_at__isnull=False)
    return list(found.select_related("neighbourhood").order_by("opened_at", "pk"))


def listed(neighbourhood: Neighbourhood, today: date, *, unread: bool = False, number: int = 1) -> list[Row]:
    """A leaf of the conflicts of this neighbourhood, and one more: those that are open, that rest, that are closed.

    Of each the newest first. `unread`: also those that no host has read yet, for hosts. One question.
    """
    rows = ask(_listed, (unread, number), here=neighbourhood.pk)
    return [
        Row(one, rules.standing(closed=one.closed_at is not None, again_on=one.again_on, today=today), one.again_on)
        for one in rows
    ]


def _listed(shape: tuple[bool, int], *, here: int) -> QuerySet[Conflict, Any]:
    unread, number = shape
    resting = Park.objects.filter(conflict=OuterRef("pk"), resumed_at__isnull=True)
    found = Conflict.objects.filter(neighbourhood=here)
    if not unread:
        found = found.filter(read_at__isnull=False)
    place = Case(When(closed_at__isnull=False, then=2), When(Exists(resting), then=1), default=0)
    known = found.annotate(again_on=Subquery(resting.values("again_on")[:1]))
    told = known.select_related("neighbourhood").only(
        "title", "opened_at", "closed_at", "read_at", "neighbourhood__slug"
    )
    return told.order_by(place, "-opened_at", "-pk")[leaves.part(number)]


def parties_in(conflicts: Iterable[int]) -> dict[int, list[str]]:
    """How the parties of each of these conflicts call themselves."""
    found: dict[int, list[str]] = {}
    names = Party.objects.filter(conflict__in=list(conflicts)).order_by("pk")
    for conflict, name in names.values_list("conflict_id", "name"):
        found.setdefault(conflict, []).append(name)
    return found
