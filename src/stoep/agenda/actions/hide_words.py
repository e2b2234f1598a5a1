"""Hide words: a remark, or what an author says of an item, out of the open. Two keys stand before it (conflicts)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from stoep.agenda import queries, rules
from stoep.agenda.models import Item, Origin, Remark, Version, Vision
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.voices.models import Hidden


@transaction.atomic
def hide_words(*, row: Origin | Remark, kind: str, why: str, by: Actor, at: datetime) -> None:
    """The words are read by nobody but the holders of the two keys; `why` stands in their place. Twice is once.

    It asks for no right itself: conflicts.actions.second_hiding calls it once both keys are turned. An author's yes or
    no about the item stays in sight.
    """
    if not _held(row).hidden_at:
        facts = {"hidden_at": at, "hidden_kind": Hidden(kind).value, "hidden_why": why}
        _keep(row, facts, "agenda.hide_words", "Woorden bij een agendapunt zijn verborgen.", by, at)


@transaction.atomic
def unhide_words(*, row: Origin | Remark, by: Actor, at: datetime) -> None:
    """The words as they stood before; called once both keys are turned. Twice is once."""
    if _held(row).hidden_at:
        facts = {"hidden_at": None, "hidden_kind": "", "hidden_why": ""}
        _keep(row, facts, "agenda.unhide_words", "Verborgen woorden bij een agendapunt staan er weer.", by, at)


@transaction.atomic
def seal_anew(*, rows: Iterable[Model], by: Actor, at: datetime) -> None:
    """Seal the sum of each item, version and vision among these rows, in which a text was hidden or put back."""
    for row in rows:
        if isinstance(row, Item) and not row.is_draft:
            item = Item.objects.select_related("neighbourhood", "line").get(pk=row.pk)
            _seal_sum(item.neighbourhood, f"item:{item.code}", queries.content_hash(item), by, at)
        elif isinstance(row, Version):
            found = Version.objects.select_related("neighbourhood").get(pk=row.pk)
            now = rules.content_hash(found.content.get("items", []))
            _seal_sum(found.neighbourhood, f"version:{found.number}", now, by, at)
        elif isinstance(row, Vision) and row.number is not None:
            vision = Vision.objects.select_related("neighbourhood").get(pk=row.pk)
            _seal_sum(vision.neighbourhood, f"vision:{vision.number}", queries.vision_hash(vision), by, at)


def _seal_sum(neighbourhood: Neighbourhood, subject: str, content: str, by: Actor, at: datetime) -> None:
    told = "Woorden zijn verborgen, of staan er weer. Daarom is deze tekst opnieuw verzegeld."
    facts = {"told": told, "content": content}
    record.seal(neighbourhood=neighbourhood, act="agenda.seal_anew", subject=subject, by=by, at=at, facts=facts)


def _held(row: Origin | Remark) -> Origin | Remark:
    model: type[Origin] | type[Remark] = type(row)
    return model._default_manager.select_for_update(of=["self"]).get(pk=row.pk)


def _keep(row: Origin | Remark, facts: Mapping[str, Any], act: str, told: str, by: Actor, at: datetime) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**facts)
    for name, value in facts.items():
        setattr(row, name, value)
    record.seal(
        neighbourhood=row.item.neighbourhood,
        act=act,
        subject=f"item:{row.item.code}",
        by=by,
        at=at,
        facts={"told": told, "ground": row.hidden_kind},
        personal={"why": row.hidden_why},
        rows=[row],
    )
